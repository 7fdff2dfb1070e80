import { sql, type Kysely, type Selectable } from 'kysely';
import { z } from 'zod';
import { domainNamesSchema } from '../../core/operation-schema.ts';
import { runChoicesSchema } from '../../core/run-choices.ts';
import { PREVIEW_STATES } from '../../core/preview-state.ts';
import type { Preview, PreviewTable } from '../preview-port.ts';
import type { Tables } from './schema.ts';
import { checkStored, parseStored, storableOrNull } from './stored-values.ts';

const optionsSchema = runChoicesSchema.extend({ domains: domainNamesSchema });

/** The previews that may be applied, see `PreviewTable`. */
export function previewTable(db: Kysely<Tables>): PreviewTable {
  return {
    async put({ options, ...preview }) {
      const values = { ...preview, options: JSON.stringify(options), state: 'open' as const };
      await db.insertInto('preview').values(values).execute();
    },
    async get(runId) {
      const row = await db.selectFrom('preview').selectAll().where('runId', '=', runId).executeTakeFirst();
      return row === undefined ? null : toPreview(row);
    },
    async appliedBy(runId) {
      const row = await db
        .selectFrom('preview')
        .selectAll()
        .where('appliedRun', '=', runId)
        .executeTakeFirst();
      return row === undefined ? null : toPreview(row);
    },
    async move(runId, from, state) {
      const { numUpdatedRows } = await db
        .updateTable('preview')
        .set({ state })
        .where('runId', '=', runId)
        .where('state', '=', from)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async settle(runId, { state, appliedRun, problem }) {
      const code = problem?.code ?? null;
      const message = storableOrNull(problem?.message ?? null);
      const hint = storableOrNull(problem?.hint ?? null);
      await db
        .updateTable('preview')
        .set({ state, appliedRun, code, message, hint })
        .where('runId', '=', runId)
        .where('state', '=', 'asked')
        .execute();
    },
    asked: () =>
      db
        .selectFrom('preview')
        .innerJoin('backend', 'backend.id', 'preview.backendId')
        .where('backend.removedAt', 'is', null)
        .where('state', '=', 'asked')
        .select(['runId', 'backendId'])
        .orderBy('runId')
        .execute(),
    async changedSince(backendId, runId) {
      const { rows } = await sql<{ id: number }>`
        select id from run
        where backend_id = ${backendId} and id > ${runId} and kind = 'sync' and exists (
          select 1 from run_operation as operation
          where operation.run_id = run.id and operation.status = 'applied'
        )
        order by id limit 1`.execute(db);
      return rows[0]?.id ?? null;
    },
  };
}

function toPreview(row: Selectable<Tables['preview']>): Preview {
  const { runId, backendId, odooKey, companyId, appliedRun, code, message, hint } = row;
  const place = `preview of run ${runId}`;
  return {
    ...{ runId, backendId, odooKey, companyId, appliedRun },
    options: parseStored(optionsSchema, row.options, `${place}, options`),
    state: checkStored(z.enum(PREVIEW_STATES), row.state, `${place}, state`),
    problem: code === null ? null : { code, message: message ?? '', hint },
  };
}
