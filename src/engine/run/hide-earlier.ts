import { z } from 'zod';
import { X_OPERATION, X_ROW } from '../../core/app-names.ts';
import { HIDDEN_REASON } from '../../core/hidden-values.ts';
import { nounOf } from '../../core/nouns.ts';
import type { Subject } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import type { RunContext } from './run-context.ts';

const row = z.object({ id: z.int().positive() });

/** Subjects whose operations are asked for with one call. */
const AT_ONCE = 200;

/**
 * Takes what earlier runs recorded of values that are recognized as secret by now out of their operations, in our database and
 * in the app: a later version of the connector knows more secrets. Done before the row of the subject is emptied, so that a
 * run that ends in between leaves it to the next. Nothing is asked where nothing was recognized.
 */
export async function hideEarlier(
  { backend, lease, services, sessions: { odoo } }: RunContext,
  { domain, operations }: DomainPlan,
): Promise<void> {
  const subjects = operations.flatMap(({ isNowSecret, subject }) => (isNowSecret ? [subject] : []));
  if (subjects.length === 0) return;
  await services.database.runs.hideValues(backend.id, domain, subjects);
  if (lease === null) return;
  for (const [type, ofType] of Map.groupBy(subjects, (subject) => subject.type))
    for (let start = 0; start < ofType.length; start += AT_ONCE)
      await hideInApp(ofType.slice(start, start + AT_ONCE), type);

  async function hideInApp(some: readonly Subject[], type: string): Promise<void> {
    const found = await odoo.searchRead(X_OPERATION.model, {
      domain: [
        [`${X_OPERATION.run}.${X_ROW.backend}`, '=', lease?.rowId ?? 0],
        [X_OPERATION.domain, '=', domain],
        // Earlier versions wrote the type as the program calls it.
        [X_OPERATION.type, 'in', [type, nounOf(type)]],
        [X_OPERATION.key, 'in', some.map(({ key }) => key)],
      ],
      fields: [X_OPERATION.key],
      row: row.extend({ [X_OPERATION.key]: z.string() }),
    });
    const byKey = Map.groupBy(found, (each) => each[X_OPERATION.key]);
    for (const { key, label } of some) {
      const ids = byKey.get(key)?.map(({ id }) => id) ?? [];
      if (ids.length === 0) continue;
      await odoo.write(X_OPERATION.model, ids, {
        [X_OPERATION.name]: label,
        [X_OPERATION.reason]: HIDDEN_REASON,
        [X_OPERATION.message]: false,
      });
    }
  }
}
