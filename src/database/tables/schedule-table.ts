import type { Kysely } from 'kysely';
import { z } from 'zod';
import { compareText } from '../../core/plan.ts';
import type { Schedule, ScheduleTable } from '../port.ts';
import type { Tables } from './schema.ts';
import { checkStored } from './stored-values.ts';

const scheduleSchema: z.ZodType<Schedule> = z.strictObject({
  backendId: z.string(),
  kind: z.enum(['sync', 'check', 'verify']),
  cron: z.string().nullable(),
  everyMinutes: z.int().nullable(),
  timeZone: z.string(),
  createdAt: z.string(),
  servedAt: z.string().nullable(),
});

/** When backends are synced or checked by themselves, see `ScheduleTable`. */
export function scheduleTable(db: Kysely<Tables>): ScheduleTable {
  return {
    async list() {
      const rows = await db
        .selectFrom('schedule')
        .innerJoin('backend', 'backend.id', 'schedule.backendId')
        .where('backend.removedAt', 'is', null)
        .selectAll('schedule')
        .execute();
      return rows
        .map((row) => checkStored(scheduleSchema, row, `schedule of backend ${row.backendId}`))
        .sort((a, b) => compareText(a.backendId, b.backendId) || compareText(b.kind, a.kind));
    },

    async put(schedule) {
      await db
        .insertInto('schedule')
        .values(schedule)
        .onConflict((conflict) => conflict.columns(['backendId', 'kind']).doUpdateSet(schedule))
        .execute();
    },

    async remove(backendId, kind) {
      const gone = await db
        .deleteFrom('schedule')
        .where('backendId', '=', backendId)
        .where('kind', '=', kind)
        .executeTakeFirst();
      return gone.numDeletedRows > 0n;
    },

    async served(backendId, kind, servedAt) {
      await db
        .updateTable('schedule')
        .set({ servedAt })
        .where('backendId', '=', backendId)
        .where('kind', '=', kind)
        .execute();
    },
  };
}
