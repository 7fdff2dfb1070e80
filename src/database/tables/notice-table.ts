import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Notice, NoticeTable } from '../port.ts';
import type { Tables } from './schema.ts';
import { checkStored } from './stored-values.ts';

const noticeSchema: z.ZodType<Notice> = z.strictObject({
  backendId: z.string(),
  state: z.enum(['ok', 'failed', 'review', 'drift']),
  runId: z.int(),
  tries: z.int(),
});

/** The state of each backend and whether somebody is still to be notified: a row per backend, see `NoticeTable`. */
export function noticeTable(db: Kysely<Tables>): NoticeTable {
  /** The row as long as it is the one the caller has seen: a newer state has its own delivery. */
  const seen = ({ backendId, state, runId }: Notice) =>
    db
      .updateTable('notice')
      .where('backendId', '=', backendId)
      .where('state', '=', state)
      .where('runId', '=', runId);
  return {
    async report({ backendId, state, runId }, { notify, at }) {
      const row = { state, runId, pending: notify, tries: 0, nextAt: at };
      await db
        .insertInto('notice')
        .values({ backendId, ...row })
        .onConflict((conflict) =>
          // The same state again is no news, and one that waits to be delivered keeps waiting.
          conflict.column('backendId').doUpdateSet(row).where('notice.state', '<>', state),
        )
        .execute();
    },

    async due(at) {
      const rows = await db
        .selectFrom('notice')
        .select(['backendId', 'state', 'runId', 'tries'])
        .where('pending', '=', true)
        .where('nextAt', '<=', at)
        .orderBy('runId')
        .execute();
      return rows.map((row) => checkStored(noticeSchema, row, `notice of backend ${row.backendId}`));
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
