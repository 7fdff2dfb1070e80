import type { UnknownRecords } from '../../core/domain.ts';
import { ConnectorError } from '../../core/errors.ts';
import { MARK_LENGTH, markOf } from '../../core/external-id.ts';
import { counted } from '../../core/counted.ts';
import { withoutTrailingSlash } from '../../core/address.ts';
import type { Backend } from '../../database/port.ts';
import type { AppBackendRow, OdooApp } from '../../odoo/port.ts';
import type { EngineServices, OdooSession, StoreSession } from '../ports.ts';

/** What a user answered to the question whether an earlier backend is to be continued; undefined: not asked yet. */
export type TakeOverConsent = boolean | undefined;

/** The code of the error that asks for consent. */
export const TAKE_OVER = 'backend.take_over';
/** The same where the evidence is names of delivery methods: then a user may also report that it is another store. */
export const TAKE_OVER_OR_NEW = 'backend.take_over_or_new';

/** The backend of before whose records in Odoo the new one goes on with. */
export interface EarlierBackend {
  readonly id: string;
  /** Its row in the app; null where the app, or the row, is gone. */
  readonly row: AppBackendRow | null;
}

/** The pair that is about to be added. */
export type NewPair = Pick<
  Backend,
  'storeUrl' | 'odooUrl' | 'odooDatabase' | 'odooDatabaseUuid' | 'odooCompanyId' | 'odooCompanyName'
>;

/**
 * Finds the backend that paired the same store with the same database and company before, so that what it made in Odoo is
 * gone on with instead of being made again: by its row in the app, by what our own database still knows of removed
 * backends, and without both by the marks of records in Odoo. Null where there was none.
 *
 * @throws ConnectorError `backend.take_over` or `backend.take_over_or_new` where another installation may still work with
 *   it, and nobody has consented
 */
export async function findEarlier(
  pair: NewPair,
  consent: TakeOverConsent,
  { app, odoo, store }: { app: OdooApp | null; odoo: OdooSession; store: StoreSession },
  services: EngineServices,
): Promise<EarlierBackend | null> {
  const [rows, used, removed] = await Promise.all([
    app?.backends() ?? [],
    services.database.backends.list(),
    services.database.backends.removed(),
  ]);
  const ours = removed.find((backend) => isSamePair(backend, pair));
  const isTaken = ({ companyId, uuid }: AppBackendRow) =>
    used.some(({ id }) => id === uuid) ||
    // What the row does not name, our own database may know.
    (companyId === null &&
      removed.some((backend) => backend.id === uuid && backend.odooCompanyId !== pair.odooCompanyId));
  const row = latestRow(
    rows.filter((each) => isSameStore(each, pair) && !isTaken(each)),
    ours?.id,
  );
  if (row !== undefined) {
    if (mayBeInUse(row, removed, services.database.installationId) && consent !== true)
      throw consentError(row, pair);
    return { id: row.uuid, row };
  }
  if (ours !== undefined) return { id: ours.id, row: null };
  if (consent === false) return null;
  const known = new Set([...used, ...removed].map(({ id }) => markOf(id)));
  for (const { uuid } of rows) known.add(markOf(uuid));
  const mark = await findMark(known, consent, odoo, store, services);
  return mark === null ? null : { id: mark + services.newId().slice(MARK_LENGTH), row: null };
}

/** Whether a row of the app is of the same store and company. Rows of an earlier version do not name their company: then the store alone counts, and a user is asked. */
export function isSameStore(
  { companyId, storeUrl, uuid }: AppBackendRow,
  pair: Pick<NewPair, 'storeUrl' | 'odooCompanyId'>,
): boolean {
  const isCompany = companyId === null || companyId === pair.odooCompanyId;
  return uuid !== '' && isCompany && normalAddress(storeUrl) === normalAddress(pair.storeUrl);
}

function isSamePair(backend: Backend, pair: NewPair): boolean {
  const isDatabase =
    pair.odooDatabaseUuid === null || backend.odooDatabaseUuid === null
      ? backend.odooUrl === pair.odooUrl && backend.odooDatabase === pair.odooDatabase
      : backend.odooDatabaseUuid === pair.odooDatabaseUuid;
  const isStore = normalAddress(backend.storeUrl) === normalAddress(pair.storeUrl);
  return isDatabase && isStore && backend.odooCompanyId === pair.odooCompanyId;
}

/** A store that went from http to https is the same one. */
export function normalAddress(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return host.toLowerCase() + withoutTrailingSlash(pathname);
  } catch {
    return url.trim().toLowerCase();
  }
}

/** An earlier version may have left several: the one in use counts, then that which names its company, then the latest. */
function latestRow(rows: readonly AppBackendRow[], ourId: string | undefined): AppBackendRow | undefined {
  const rank = (row: AppBackendRow) =>
    [
      row.active ? '1' : '0',
      row.companyId === null ? '0' : '1',
      row.uuid === ourId ? '1' : '0',
      row.lastSync,
    ].join(' ');
  return rows.toSorted((a, b) => (rank(a) < rank(b) ? 1 : rank(a) > rank(b) ? -1 : b.rowId - a.rowId)).at(0);
}

/** Whether somebody may still sync with the row: it is neither archived nor ours. */
function mayBeInUse(
  { active, companyId, installation, uuid }: AppBackendRow,
  removed: readonly Backend[],
  installationId: string,
): boolean {
  const isOurs =
    installation === installationId || (installation === '' && removed.some(({ id }) => id === uuid));
  return !isOurs && (active || companyId === null);
}

function consentError({ active, lastSync, name }: AppBackendRow, pair: NewPair): ConnectorError {
  const last = lastSync === '' ? 'It has never synced.' : `Its last sync was on ${lastSync} UTC.`;
  const state = active ? 'is in use' : 'is archived, and does not name its company';
  return new ConnectorError({
    code: TAKE_OVER,
    message:
      `Odoo already has a backend "${name}" for the store ${pair.storeUrl} and ${pair.odooCompanyName}. It ${state}, and ` +
      `another installation of the connector, or a data folder that was lost, serves it. ${last} Nothing was changed.`,
    hint:
      'To continue it here, run "woo-odoo backend add --take-over": the delivery methods, choices and runs stay, and nothing ' +
      'is created twice. The other installation can then no longer sync; it stops with the error app.other_installation.',
  });
}

/** What carries the mark of nobody known and is named as the store's objects are, most of it first. */
export async function fittingRecords(
  known: ReadonlySet<string>,
  odoo: OdooSession,
  store: StoreSession,
  services: EngineServices,
): Promise<readonly UnknownRecords[]> {
  const found: UnknownRecords[] = [];
  for (const { ownRecords } of services.domains)
    if (ownRecords) found.push(...(await readUnlessDenied(() => ownRecords.findUnknown(odoo, store, known))));
  return found
    .filter(({ fitting, records }) => fitting > 0 && fitting * 2 >= records)
    .sort((a, b) => b.fitting - a.fitting || (a.mark < b.mark ? -1 : 1));
}

/** Of several that fit the one with most records counts: it is what a user sees. */
async function findMark(
  known: ReadonlySet<string>,
  consent: TakeOverConsent,
  odoo: OdooSession,
  store: StoreSession,
  services: EngineServices,
): Promise<string | null> {
  const fitting = await fittingRecords(known, odoo, store, services);
  const [best] = fitting;
  if (best === undefined) return null;
  if (consent === true) return best.mark;
  const others = fitting.length > 1 ? ` (and ${counted(fitting.length - 1, 'more such set')})` : '';
  throw new ConnectorError({
    code: TAKE_OVER_OR_NEW,
    message:
      `Odoo has ${counted(best.records, 'delivery method')} created by an installation of the connector, and ${counted(best.fitting, 'has the name of a method', 'have the names of methods')} ` +
      `of this store (${best.examples.join(', ')})${others}. Nothing was changed.`,
    hint:
      'To continue with them, run "woo-odoo backend add --take-over": nothing is created twice. Stop any other installation ' +
      'that still uses them first. If they belong to another store, run "woo-odoo backend add --no-take-over".',
  });
}

/** Whoever may not read a kind of records has none of it to go on with. */
async function readUnlessDenied<T>(read: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ConnectorError && error.code === 'odoo.access_error') return [];
    throw error;
  }
}

/**
 * Makes the former row ours, in one transaction in Odoo, and has our runs go on above its numbers.
 *
 * @throws ConnectorError `app.busy` while a run of the other installation is under way; `app.too_old`
 */
export async function takeOverRow(
  { rowId, uuid, installation: from, name }: AppBackendRow,
  app: OdooApp,
  { database }: Pick<EngineServices, 'database'>,
): Promise<void> {
  const answer = await app.takeOver({
    rowId,
    uuid,
    from,
    installation: database.installationId,
    active: true,
  });
  if (answer.taken) {
    if (answer.lastRun > 0) await database.runs.continueAfter(answer.lastRun);
    return;
  }
  throw answer.why === 'lease'
    ? new ConnectorError({
        code: 'app.busy',
        message: `A run of the backend "${name}" is in progress in the other installation. Nothing was changed.`,
        hint: `Try again when it has ended. If its process was killed, the backend is released at ${answer.leaseUntil} UTC.`,
        retryable: true,
      })
    : new ConnectorError({
        code: 'app.other_installation',
        message: `The backend "${name}" in Odoo was taken over by yet another installation a moment ago. Nothing was changed.`,
        hint: 'Decide which installation should serve it, then try again.',
      });
}
