import { X_ROW } from '../../core/app-names.ts';
import { z } from 'zod';
import type { TwinRecord } from '../../core/domain.ts';
import { ConnectorError } from '../../core/errors.ts';
import { markOf } from '../../core/external-id.ts';
import type { AppRowModel } from '../../core/app-rows.ts';
import type { Backend } from '../../database/port.ts';
import type { AppBackendRow } from '../../odoo/port.ts';
import { odooKey, type Sessions } from '../sessions.ts';
import { odooDate } from '../odoo-app/mirror.ts';
import type { EngineServices, OdooSession } from '../ports.ts';
import { REVIEW_MODEL } from '../odoo-app/review-items.ts';
import { fittingRecords, isSameStore, normalAddress } from './take-over.ts';

/** What an earlier version left beside a backend when its data folder was lost and the store was added again. */
export interface Twins {
  /** Other rows of the same store and company that are in use in the app. */
  readonly rows: readonly Certain<AppBackendRow>[];
  readonly records: readonly Certain<TwinRecord>[];
}

/**
 * `certain`: the row names this store and company, or our database knows the pairing. Otherwise the evidence is names
 * alone, which another store may have as well: such records are archived only when a user asks for it.
 */
export type Certain<T> = T & { readonly certain: boolean };

/** What may be archived. */
export interface MergeOptions {
  /** Also what is recognised by name alone. */
  readonly uncertain?: boolean;
}

/** What merging came to. */
export interface MergedTwins {
  readonly archived: readonly Pick<TwinRecord, 'model' | 'id' | 'name'>[];
  /** Named by orders, or by orders that nobody could read. */
  readonly left: readonly Pick<TwinRecord, 'model' | 'id' | 'name' | 'orders'>[];
  readonly rows: readonly AppBackendRow[];
  /** Those whose installation is at work just now. */
  readonly busyRows: readonly AppBackendRow[];
  /** How many backends and records were left because they are recognised by name alone. */
  readonly uncertain: number;
  /** Rows of the app's lists that belonged to them. */
  readonly appRows: number;
}

/** Finds what is there twice for one backend; writes nothing. */
export async function findTwins(
  { app, backend, odoo, store }: Sessions,
  services: EngineServices,
): Promise<Twins> {
  const [rows, used, removed, memory] = await Promise.all([
    app?.app.backends() ?? [],
    services.database.backends.list(),
    services.database.backends.removed(),
    services.database.memory.read(backend.id, odooKey(backend), 'shipping'),
  ]);
  const same = rows.filter((row) => row.uuid !== backend.id && isSameStore(row, backend));
  const others = same.filter(({ uuid }) => !used.some(({ id }) => id === uuid));
  const known = new Set([...used, ...removed].map(({ id }) => markOf(id)));
  for (const { uuid } of rows) known.add(markOf(uuid));
  const unknown = await fittingRecords(known, odoo, store, services);
  const sure = new Set(others.filter(namesCompany).map(({ uuid }) => markOf(uuid)));
  for (const earlier of removed) if (isEarlier(earlier, backend)) sure.add(markOf(earlier.id));
  const marks = new Set([
    ...sure,
    ...others.map(({ uuid }) => markOf(uuid)),
    ...unknown.map(({ mark }) => mark),
  ]);
  marks.delete(markOf(backend.id));
  const bound = new Set(
    [...memory.bindings.filter(({ archivedAt }) => archivedAt === null), ...(memory.boundByOthers ?? [])].map(
      ({ model, odooId }) => `${model} ${odooId}`,
    ),
  );
  const records: TwinRecord[] = [];
  if (marks.size > 0)
    for (const { ownRecords } of services.domains)
      if (ownRecords) records.push(...(await ownRecords.findTwins(odoo, markOf(backend.id), marks)));
  return {
    rows: others
      .filter(({ active }) => active)
      .map((row) => ({ ...row, certain: sure.has(markOf(row.uuid)) })),
    // What a user chose for a method is what a backend goes by, whoever made it.
    records: records
      .filter(({ id, model }) => !bound.has(`${model} ${id}`))
      .map((record) => ({ ...record, certain: sure.has(record.mark) })),
  };
}

const namesCompany = ({ companyId }: AppBackendRow) => companyId !== null;

function isEarlier(earlier: Backend, backend: Backend): boolean {
  return (
    odooKey(earlier) === odooKey(backend) &&
    normalAddress(earlier.storeUrl) === normalAddress(backend.storeUrl) &&
    earlier.odooCompanyId === backend.odooCompanyId
  );
}

/**
 * Archives what is there twice and no order names, and the rows of backends of before with the rows under them, which
 * become ours so that nobody else goes on with them. Nothing is deleted, and running it again finds nothing.
 */
export async function mergeTwins(
  sessions: Sessions,
  services: EngineServices,
  { uncertain = false }: MergeOptions = {},
): Promise<MergedTwins> {
  const all = await findTwins(sessions, services);
  const isMeant = ({ certain }: { readonly certain: boolean }) => certain || uncertain;
  const [rows, found] = [all.rows.filter(isMeant), all.records.filter(isMeant)];
  const doubtful = all.rows.length + all.records.length - rows.length - found.length;
  const { app, odoo } = sessions;
  const [done, busy]: [AppBackendRow[], AppBackendRow[]] = [[], []];
  let appRows = 0;
  for (const row of app === null ? [] : rows) {
    const { installation: from, rowId, uuid } = row;
    const installation = services.database.installationId;
    const take = (active: boolean, former: string) =>
      app?.app.takeOver({ rowId, uuid, from: former, installation, active });
    // Ours first and archived last: after a kill in between the row is still in use, and the next time finishes it.
    const taken = (await take(true, from))?.taken === true;
    if (taken) {
      appRows += await archiveUnder(rowId, odoo, services);
      await take(false, installation);
    }
    (taken ? done : busy).push(row);
  }
  // A backend that stays in use keeps its records.
  const busyMarks = new Set(busy.map(({ uuid }) => markOf(uuid)));
  const records = found.filter(({ mark }) => !busyMarks.has(mark));
  const [unused, left] = [
    records.filter(({ orders }) => orders === 0),
    records.filter(({ orders }) => orders !== 0),
  ];
  const archived = unused.flatMap(({ id, model, name, parts }) => [
    { model, id, name },
    ...parts
      .filter(({ orders }) => orders === 0)
      .map((part) => ({ model: part.model, id: part.id, name: part.name })),
  ]);
  for (const [model, each] of Map.groupBy(archived, (record) => record.model))
    await odoo.write(
      model,
      each.map(({ id }) => id),
      { active: false },
    );
  return { archived, left, rows: done, busyRows: busy, uncertain: doubtful, appRows };
}

const shownRow = z.object({ id: z.int().positive() });

/**
 * Archives the rows of a backend's lists, as vanished ones are.
 *
 * @param forgets whether they also forget what was last written into the records that they represent
 */
export async function archiveUnder(
  rowId: number,
  odoo: OdooSession,
  services: EngineServices,
  forgets = false,
): Promise<number> {
  const models: readonly AppRowModel[] = [
    ...services.domains.flatMap(({ rowModels }) => rowModels),
    REVIEW_MODEL,
  ];
  let archived = 0;
  for (const { binding, model } of models) {
    const found = await odoo
      .searchRead(model, {
        domain: [
          [X_ROW.backend, '=', rowId],
          [X_ROW.active, '=', true],
        ],
        fields: ['id'],
        row: shownRow,
      })
      .catch(noSuchModel);
    if (found.length === 0) continue;
    const ids = found.map(({ id }) => id);
    const gone = {
      ...(binding && { [X_ROW.status]: 'vanished' }),
      ...(binding?.written && forgets && { [X_ROW.written]: false }),
    };
    await odoo.write(model, ids, {
      [X_ROW.active]: false,
      [X_ROW.vanishedOn]: odooDate(services.now()),
      ...gone,
    });
    archived += ids.length;
  }
  return archived;
}

/** An app of an earlier version has fewer lists. */
function noSuchModel(error: unknown): never[] {
  const codes = ['odoo.user_error', 'odoo.missing_model'];
  if (error instanceof ConnectorError && codes.includes(error.code)) return [];
  throw error;
}
