import type { Kysely } from 'kysely';
import { PROOF_STOPPED } from '../../core/proof.ts';
import { inChunks } from './chunks.ts';
import type { Tables } from './schema.ts';

/** So many proofs of each backend and kind are kept, for the history. */
const KEPT_PROOFS = 100;
/** So many of them keep their rows: a check of every address has a hundred thousand. */
const KEPT_ROWS = 10;

/**
 * Removes what is older than is kept, of the backend and kind of a proof that has just ended. The newest one that was not
 * stopped stays, with its rows, however many were stopped since: its result still counts.
 */
export async function pruneProofs(db: Kysely<Tables>, endedId: number): Promise<void> {
  const { backendId, kind } = await db
    .selectFrom('proof')
    .select(['backendId', 'kind'])
    .where('id', '=', endedId)
    .executeTakeFirstOrThrow();
  const ended = await db
    .selectFrom('proof')
    .select(['id', 'rowsRemoved', 'code'])
    .where('backendId', '=', backendId)
    .where('kind', '=', kind)
    .where('endedAt', 'is not', null)
    .orderBy('id', 'desc')
    .execute();
  const counting = ended.find(({ code }) => code !== PROOF_STOPPED)?.id;
  const olderThan = (kept: number) => ended.slice(kept).filter(({ id }) => id !== counting);
  const withRows = olderThan(KEPT_ROWS).filter(({ rowsRemoved }) => rowsRemoved === 0);
  for (const chunk of inChunks(withRows.map(({ id }) => id))) {
    await db.deleteFrom('proofRow').where('proofId', 'in', chunk).execute();
    await db.updateTable('proof').set({ rowsRemoved: 1 }).where('id', 'in', chunk).execute();
  }
  for (const chunk of inChunks(olderThan(KEPT_PROOFS).map(({ id }) => id)))
    await db.deleteFrom('proof').where('id', 'in', chunk).execute();
}

/** Removes all proofs of a backend. */
export async function clearProofs(db: Kysely<Tables>, backendId: string): Promise<void> {
  const ofBackend = db.selectFrom('proof').select('id').where('backendId', '=', backendId);
  await db.deleteFrom('proofRow').where('proofId', 'in', ofBackend).execute();
  await db.deleteFrom('proof').where('backendId', '=', backendId).execute();
}
