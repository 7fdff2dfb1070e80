import type { Operation } from '../../../core/operation.ts';
import { METHOD_TYPE } from '../models.ts';
import { zonesInOrder } from '../places/zone-areas.ts';
import type { PlanContext } from '../match/context.ts';
import type { Freeze } from '../match/freeze.ts';
import { refOf } from '../match/adoptions.ts';

/** The methods with what they were bound to. Nothing is made and nothing archived. */
export function planFrozen({ reason, rule }: Freeze, context: PlanContext): Operation[] {
  return zonesInOrder(context.input.store.zones).flatMap(({ methods, name }) =>
    methods.map(({ instanceId, title }): Operation => {
      const key = String(instanceId);
      const binding = context.bindingOf(METHOD_TYPE, key);
      const carrier = binding?.archivedAt === null ? context.carriers.get(binding.odooId) : undefined;
      const subject = { type: METHOD_TYPE, key, label: title, group: name };
      return {
        kind: 'keep',
        subject,
        ...(carrier && { record: refOf(carrier), frozen: true }),
        rule,
        reason,
      };
    }),
  );
}
