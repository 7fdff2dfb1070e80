import { z } from 'zod';
import type { RequiredPermission } from '../../core/domain.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { Operation } from '../../core/operation.ts';
import type { DomainPlan, MissingRight, Note } from '../../core/plan.ts';
import { counted } from '../../core/counted.ts';
import type { OdooSession } from '../ports.ts';

/** From here on `has_access` is the way to ask; until then `check_access_rights`, which 18 still has. */
const FIRST_HAS_ACCESS_ONLY = 19;

/** Whether the user of a session has a right: one call, allowed to everybody. @throws ConnectorError `odoo.…` */
export async function hasRight(
  { model, right }: Pick<RequiredPermission, 'model' | 'right'>,
  session: Pick<OdooSession, 'call' | 'identity'>,
): Promise<boolean> {
  const answer = z.boolean();
  if (session.identity.series >= FIRST_HAS_ACCESS_ONLY) {
    try {
      return await session.call(model, 'has_access', {
        ...{ ids: [], args: { operation: right }, answer, read: true },
      });
    } catch (error) {
      // A method that is missing; the older way may still be there.
      if (!(error instanceof ConnectorError) || error.code !== 'odoo.missing_model') throw error;
    }
  }
  return session.call(model, 'check_access_rights', {
    ...{ args: { operation: right, raise_exception: false }, answer, read: true },
  });
}

/**
 * The plan of a domain with the rights that its changes need and the user lacks: one note for each, with how many
 * changes wait for it. Asked only where something is to be written, once for each group that would give the right.
 * A right that could not be asked for is taken for given: Odoo decides at the write.
 */
export async function withMissingRights(
  plan: DomainPlan,
  needs: readonly RequiredPermission[],
  session: Pick<OdooSession, 'call' | 'identity'>,
): Promise<DomainPlan> {
  const { series, login } = session.identity;
  const needed = needs.filter((need) => plan.operations.some((operation) => takes(operation, need)));
  const byGroup = [...Map.groupBy(needed, ({ remedy }) => remedy(series)).values()];
  const missing = await Promise.all(
    byGroup.map(async (group) => {
      const [first] = group;
      return first === undefined || (await allowed(first, session)) ? [] : group;
    }),
  );
  const lacked = missing.flat();
  if (lacked.length === 0) return plan;
  const missingRights = lacked.map(({ model, right, purpose }): MissingRight => ({ model, right, purpose }));
  const notes = lacked.map((need) => noteOf(need, login, series, plan));
  return { ...plan, notes: [...plan.notes, ...notes], missingRights };
}

/** The right that an operation lacks; undefined where it may be tried. */
export function rightLacking(
  operation: Operation,
  missing: readonly MissingRight[] = [],
): MissingRight | undefined {
  return missing.find((right) => takes(operation, right));
}

const RIGHT_OF: Readonly<Partial<Record<Operation['kind'], RequiredPermission['right']>>> = {
  create: 'create',
  update: 'write',
  archive: 'write',
};

function takes(
  { kind, record, write }: Operation,
  { model, right }: Pick<RequiredPermission, 'model' | 'right'>,
): boolean {
  return write !== undefined && record.model === model && RIGHT_OF[kind] === right;
}

async function allowed(
  need: RequiredPermission,
  session: Pick<OdooSession, 'call' | 'identity'>,
): Promise<boolean> {
  try {
    return await hasRight(need, session);
  } catch (error) {
    if (error instanceof ConnectorError) return true;
    throw error;
  }
}

function noteOf(need: RequiredPermission, login: string, series: number, plan: DomainPlan): Note {
  const count = plan.operations.filter((operation) => takes(operation, need)).length;
  const changes = counted(count, 'change');
  return {
    level: 'review',
    code: 'right_missing',
    message: `The user ${login} may not ${need.purpose} in Odoo (${need.right} on ${need.model}): ${changes} and everything that depends on ${count === 1 ? 'it' : 'them'} will be skipped.`,
    hint: need.remedy(series),
  };
}
