import type { Kysely } from 'kysely';
import { z } from 'zod';
import { PROOF_KINDS } from '../../core/proof.ts';
import type { ProofNotice, ProofNoticeTable } from '../proof-port.ts';
import type { Tables } from './schema.ts';
import { checkStored } from './stored-values.ts';

const noticeSchema: z.ZodType<ProofNotice> = z.strictObject({
  backendId: z.string(),
  kind: z.enum(PROOF_KINDS),
  state: z.enum(['agree', 'differ']),
  proofId: z.int(),
  tries: z.int(),
});

/** What somebody knows of the checks of each backend and kind, see `ProofNoticeTable`. */
export function proofNoticeTable(db: Kysely<Tables>): ProofNoticeTable {
  /** The row as long as it is the one the caller has seen: a newer state has its own delivery. */
  const seen = ({ backendId, kind, proofId, state }: ProofNotice) =>
    db
      .updateTable('proofNotice')
      .where('backendId', '=', backendId)
      .where('kind', '=', kind)
      .where('state', '=', state)
      .where('proofId', '=', proofId);
  return {
    async report({ backendId, kind, proofId, state }, { notify, at }) {
      const row = { state, proofId, tries: 0, nextAt: at };
      await db
        .insertInto('proofNotice')
        .values({ backendId, kind, ...row, pending: notify && state === 'differ' })
        .onConflict((conflict) =>
          conflict
            .columns(['backendId', 'kind'])
            .doUpdateSet((notice) => ({
              ...row,
              // Where the state before was not delivered, the receiver believes the one that is there again.
              pending: notify ? notice.not(notice.ref('proofNotice.pending')) : false,
            }))
            .where('proofNotice.state', '<>', state),
        )
        .execute();
    },

    async due(at) {
      const rows = await db
        .selectFrom('proofNotice')
        .select(['backendId', 'kind', 'state', 'proofId', 'tries'])
        .where('pending', '=', true)
        .where('nextAt', '<=', at)
        .orderBy('proofId')
        .execute();
      return rows.map((row) =>
        checkStored(noticeSchema, row, `notice of checks of backend ${row.backendId}`),
      );
    },

    async settled(notice) {
      await seen(notice).set({ pending: false }).execute();
    },

    async postponed(notice, nextAt) {
      await seen(notice)
        .set({ tries: notice.tries + 1, nextAt })
        .execute();
    },
  };
}
