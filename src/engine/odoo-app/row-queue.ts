import { ConnectorError } from '../../core/errors.ts';
import type { AppRowChange, AppRowModel, AppRow, VanishedAppRow } from '../../core/app-rows.ts';
import type { DomainName } from '../../core/operation.ts';
import type { AppRows, AppRowsResult } from '../../odoo/port.ts';
import { LEASE_LOST } from './lease.ts';
import { goneSet, rowSet, setsOf, vanishedSets, type OfOneModel } from './mirror.ts';

/** Writes rows of the app in the name of a run. @throws ConnectorError `app.claim_lost` */
export type RowWriter = (parts: readonly AppRows[], first: DomainName) => Promise<readonly AppRowsResult[]>;

/** So many rows are made ready at once: one call, and a small part of 50,000. */
const ROWS_AT_ONCE = 2_000;

/** Rows of one model in a call, with those that they were made from. */
interface QueuedPart {
  readonly rows: OfOneModel<AppRow> | OfOneModel<VanishedAppRow>;
  readonly part: AppRows;
}

/** A row that Odoo did not take, with its message. */
export interface RefusedRow {
  readonly model: string;
  readonly key: string;
  readonly message: string;
  /** Set where it was not sent any more, because the run is to stop. */
  readonly notSent?: true;
}

/** What became of the rows of one domain. */
export interface QueuedRows {
  /** How many rows had to be written. */
  readonly counts: { create: number; update: number; vanished: number };
  /** How many Odoo took. */
  written: number;
  readonly refused: RefusedRow[];
  /** Set where a call failed that carried rows of this domain: what became of them is unknown. */
  error?: ConnectorError;
}

/** How many rows of a model are written, and how many there are; null while more may be found. */
export type RowsReport = (domain: DomainName, model: string, done: number, total: number | null) => void;

/**
 * Rows of several domains on their way to Odoo: what differs is taken as it is found, and goes in with as many rows as
 * fit into one call, in the order in which it was added: rows by key (so a lost answer is no second row), then vanished
 * ones, archived with the date. A call that fails concerns the domains with rows in it; others go on. Where repeating the
 * same call is no use, its rows are sent once more by domain, so that a row of one domain does not take others with it.
 */
export class RowQueue {
  readonly #write: RowWriter;
  readonly #now: Date;
  readonly #report: RowsReport;
  readonly #results = new Map<DomainName, QueuedRows>();
  readonly #done = new Map<string, number>();
  /** The domains that were added as a whole. */
  readonly #complete = new Set<DomainName>();
  readonly #domains = new Map<string, DomainName>();
  #rows: AppRow[] = [];
  #gone: QueuedPart[] = [];

  constructor(write: RowWriter, now: Date, report: RowsReport) {
    this.#write = write;
    this.#now = now;
    this.#report = report;
  }

  /**
   * Takes the changes of a domain, and writes them as soon as a call is full. Once a call failed that concerns the domain,
   * the rest is looked at and not sent: others may follow the same rows.
   */
  async add(
    domain: DomainName,
    models: readonly AppRowModel[],
    changes: Iterable<AppRowChange> | AsyncIterable<AppRowChange>,
  ): Promise<void> {
    const result: QueuedRows = {
      ...{ counts: { create: 0, update: 0, vanished: 0 }, written: 0, refused: [] },
    };
    this.#results.set(domain, result);
    // Any call may set it.
    const hasFailed = () => result.error !== undefined;
    for (const { model } of models) this.#domains.set(model, domain);
    const vanished: VanishedAppRow[] = [];
    for await (const { kind, row } of changes) {
      if (hasFailed()) continue;
      result.counts[kind] += 1;
      if (kind === 'vanished') {
        vanished.push(row);
        continue;
      }
      if (this.#rows.length === ROWS_AT_ONCE) await this.#flush();
      if (!hasFailed()) this.#rows.push(row);
    }
    if (hasFailed()) return;
    for (const rows of vanishedSets(models, vanished))
      this.#gone.push({ rows, part: goneSet(rows, this.#now) });
    this.#complete.add(domain);
  }

  /** Writes what is left, and answers what became of all rows, by domain. */
  async finish(): Promise<ReadonlyMap<DomainName, QueuedRows>> {
    await this.#flush();
    return this.#results;
  }

  async #flush(): Promise<void> {
    const parts: QueuedPart[] = setsOf(this.#rows).map((rows) => ({ rows, part: rowSet(rows) }));
    for (const { part, rows } of parts)
      if (!this.#done.has(part.model)) this.#announce(part.model, 0, rows.length);
    parts.push(...this.#gone);
    [this.#rows, this.#gone] = [[], []];
    await this.#send(parts);
  }

  async #send(parts: readonly QueuedPart[]): Promise<void> {
    const byDomain = Map.groupBy(parts, ({ part }) => this.#domainOf(part.model));
    const [first] = byDomain.keys();
    if (first === undefined) return;
    try {
      const answers = await this.#write(
        parts.map(({ part }) => part),
        first,
      );
      for (const [index, { part, rows }] of parts.entries()) this.#take(part, rows, answers[index]);
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      if (byDomain.size > 1 && !error.retryable && error.code !== LEASE_LOST)
        for (const ofDomain of byDomain.values()) await this.#send(ofDomain);
      else for (const domain of byDomain.keys()) this.#resultOf(domain).error = error;
    }
  }

  #take(part: AppRows, rows: QueuedPart['rows'], answer: AppRowsResult | undefined): void {
    const { model } = part;
    const result = this.#resultOf(this.#domainOf(model));
    result.written += answer?.written ?? 0;
    for (const [place, message] of answer?.refused ?? [])
      result.refused.push({
        ...{ model, key: rows[place]?.key ?? '', message },
        ...(answer?.notSent?.has(place) && { notSent: true }),
      });
    if (!('gone' in part)) this.#announce(model, rows.length, 0);
  }

  #announce(model: string, more: number, waiting: number): void {
    const done = (this.#done.get(model) ?? 0) + more;
    this.#done.set(model, done);
    const domain = this.#domainOf(model);
    this.#report(domain, model, done, this.#complete.has(domain) ? done + waiting : null);
  }

  #domainOf(model: string): DomainName {
    const domain = this.#domains.get(model);
    if (domain === undefined) throw new Error(`rows of ${model} belong to no domain`);
    return domain;
  }

  #resultOf(domain: DomainName): QueuedRows {
    const result = this.#results.get(domain);
    if (result === undefined) throw new Error(`no rows of ${domain} were added`);
    return result;
  }
}
