import type { Kysely } from 'kysely';
import type { Plan } from '../../core/plan.ts';
import { domainNameSchema } from '../../core/operation-schema.ts';
import { inChunks } from './chunks.ts';
import type { RunTable } from '../port.ts';
import type { Tables } from './schema.ts';
import { checkStored, storableOrNull, storableText } from './stored-values.ts';

/** The level under which the failure of a whole domain is kept, beside those of notes (`info`, `review`). */
const FAILURE_LEVEL = 'failure';

/** Stores the failures and notes of a plan, in the order of the plan. */
export async function insertNotes(db: Kysely<Tables>, runId: number, plan: Plan): Promise<void> {
  const rows = plan.domains
    .flatMap(({ domain, failure, notes }) => [
      ...(failure === undefined ? [] : [{ domain, level: FAILURE_LEVEL, ...failure }]),
      ...notes.map((note) => ({ domain, ...note })),
    ])
    .map(({ domain, level, code, message, hint }, position) => ({
      runId,
      position,
      domain,
      level,
      code,
      message: storableText(message),
      hint: storableOrNull(hint ?? null),
    }));
  for (const chunk of inChunks(rows)) await db.insertInto('runNote').values(chunk).execute();
}

/** The failures and notes of a run, in the order of its plan. */
export async function readNotes(db: Kysely<Tables>, runId: number): ReturnType<RunTable['notes']> {
  const rows = await db
    .selectFrom('runNote')
    .select(['position', 'domain', 'level', 'message', 'hint'])
    .where('runId', '=', runId)
    .orderBy('position')
    .execute();
  return rows.map(({ position, domain, ...rest }) => ({
    domain: checkStored(domainNameSchema, domain, `note ${position} of run ${runId}`),
    ...rest,
  }));
}
