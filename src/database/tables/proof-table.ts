import type { Kysely, Selectable, Transaction } from 'kysely';
import { z } from 'zod';
import { NO_COUNTS, PROOF_KINDS, PROOF_ORIGINS, PROOF_STATES, PROOF_STOPPED } from '../../core/proof.ts';
import type { Proof, ProofEnd, ProofFacts, ProofTable } from '../proof-port.ts';
import { insertProofRows, readCountries, readProofRows } from './proof-row-page.ts';
import { pruneProofs } from './proof-retention.ts';
import type { Tables } from './schema.ts';
import { checkStored, parseStored, storableOrNull } from './stored-values.ts';

const NO_FACTS: ProofFacts = { currency: '', remarks: [], causes: [] };

/** Checks of both servers, see `ProofTable`. */
export function proofTable(db: Kysely<Tables>): ProofTable {
  const inUse = () =>
    db
      .selectFrom('proof')
      .innerJoin('backend', 'backend.id', 'proof.backendId')
      .where('backend.removedAt', 'is', null)
      .selectAll('proof');
  return {
    async ask(asked) {
      const values = { ...asked, ...EMPTY, state: 'asked' as const };
      const made = await db
        .insertInto('proof')
        .values(values)
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      if (made !== undefined) return { id: made.id, joined: false };
      const { id } = await db
        .selectFrom('proof')
        .select('id')
        .where('backendId', '=', asked.backendId)
        .where('kind', '=', asked.kind)
        // A command may have begun one since.
        .where('processLock', 'is', null)
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow();
      return { id, joined: true };
    },

    async start(asked) {
      const { id } = await db
        .insertInto('proof')
        .values({ ...asked, ...EMPTY, state: 'running', attempts: 1 })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },

    async begin(id, startedAt) {
      const { numUpdatedRows } = await db
        .updateTable('proof')
        .set((proof) => ({ state: 'running', startedAt, attempts: proof('attempts', '+', 1) }))
        .where('id', '=', id)
        .where('endedAt', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async end(id, end) {
      await db.transaction().execute((transaction) => finish(transaction, id, 'running', end));
    },

    cancel: (id, end) => db.transaction().execute((transaction) => finish(transaction, id, 'asked', end)),

    async requestStop(id, at) {
      const { numUpdatedRows } = await db
        .updateTable('proof')
        .set({ stopRequestedAt: at })
        .where('id', '=', id)
        .where('endedAt', 'is', null)
        .where('stopRequestedAt', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async isStopRequested(id) {
      const row = await db
        .selectFrom('proof')
        .select('id')
        .where('id', '=', id)
        .where('stopRequestedAt', 'is not', null)
        .executeTakeFirst();
      return row !== undefined;
    },

    async requeue(id) {
      await db
        .updateTable('proof')
        .set((proof) => ({ attempts: proof('attempts', '-', 1) }))
        .where('id', '=', id)
        .where('state', '=', 'running')
        .execute();
    },

    async open() {
      const rows = await inUse()
        .where('proof.endedAt', 'is', null)
        .where('proof.processLock', 'is', null)
        .orderBy('proof.id')
        .execute();
      return rows.map(toProof);
    },

    async ofCommands() {
      const rows = await db
        .selectFrom('proof')
        .select(['id', 'backendId', 'processLock'])
        .where('state', '=', 'running')
        .where('processLock', 'is not', null)
        .execute();
      return rows.map(({ processLock, ...row }) => ({ ...row, processLock: processLock ?? '' }));
    },

    async get(id) {
      const row = await db.selectFrom('proof').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toProof(row);
    },

    async list({ backendId, before, kind, limit }) {
      let query = db.selectFrom('proof').selectAll().orderBy('id', 'desc').limit(limit);
      if (backendId !== undefined) query = query.where('backendId', '=', backendId);
      if (kind !== undefined) query = query.where('kind', '=', kind);
      if (before !== undefined) query = query.where('id', '<', before);
      return (await query.execute()).map(toProof);
    },

    async latest() {
      const newest = db
        .selectFrom('proof')
        .select((proof) => proof.fn.max('id').as('id'))
        .where('endedAt', 'is not', null)
        .where((proof) => proof.or([proof('code', 'is', null), proof('code', '<>', PROOF_STOPPED)]))
        .groupBy(['backendId', 'kind']);
      return (await inUse().where('proof.id', 'in', newest).orderBy('proof.id').execute()).map(toProof);
    },

    async activity() {
      const newest = db
        .selectFrom('proof')
        .select((proof) => proof.fn.max('id').as('id'))
        .groupBy('backendId');
      const rows = await db
        .selectFrom('proof')
        .select(['id', 'backendId', 'kind', 'state'])
        .where('id', 'in', newest)
        .execute();
      return new Map(rows.map(({ backendId, ...row }) => [backendId, row]));
    },

    rows: (id, page) => readProofRows(db, id, page),
    countries: (id) => readCountries(db, id),
  };
}

const EMPTY = {
  attempts: 0,
  counts: JSON.stringify(NO_COUNTS),
  facts: JSON.stringify(NO_FACTS),
} as const;

/** Ends one that is in that state; answers whether it was. */
async function finish(
  db: Transaction<Tables>,
  id: number,
  from: 'asked' | 'running',
  { counts, endedAt, facts, message, problem, rows, state }: ProofEnd,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('proof')
    .set({
      ...{ state, endedAt, message: storableOrNull(message), rowCount: rows.length },
      ...{ counts: JSON.stringify(counts), facts: JSON.stringify(facts) },
      code: problem?.code ?? null,
      problem: storableOrNull(problem?.message ?? null),
      hint: storableOrNull(problem?.hint ?? null),
    })
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst();
  // Somebody else ended it, after this process had lost the backend.
  if (numUpdatedRows === 0n) return false;
  await insertProofRows(db, id, rows);
  await pruneProofs(db, id);
  return true;
}

const countsSchema = z.strictObject({
  equal: z.int(),
  cent: z.int(),
  differs: z.int(),
  limited: z.int(),
  exempt: z.int(),
  not_probed: z.int(),
});

const factsSchema = z.strictObject({
  currency: z.string(),
  remarks: z.array(z.string()),
  causes: z.array(
    z.strictObject({
      cause: z.string(),
      reason: z.string(),
      remedy: z.string(),
      results: z.int(),
      examples: z.array(z.string()),
    }),
  ),
});

function toProof(row: Selectable<Tables['proof']>): Proof {
  const { askedAt, askedBy, attempts, backendId, code, endedAt, hint, id, message } = row;
  const { problem, rowCount, rowsRemoved, sample, startedAt, stopRequestedAt } = row;
  const place = `proof ${id}`;
  return {
    ...{ id, backendId, askedBy, sample, attempts, askedAt, startedAt, endedAt, stopRequestedAt },
    ...{ message, rowCount },
    kind: checkStored(z.enum(PROOF_KINDS), row.kind, `${place}, kind`),
    origin: checkStored(z.enum(PROOF_ORIGINS), row.origin, `${place}, origin`),
    state: checkStored(z.enum(PROOF_STATES), row.state, `${place}, state`),
    counts: parseStored(countsSchema, row.counts, `${place}, counts`),
    facts: parseStored(factsSchema, row.facts, `${place}, facts`),
    problem: code === null ? null : { code, message: problem ?? '', hint },
    hasRows: rowCount > 0 && rowsRemoved === 0,
  };
}
