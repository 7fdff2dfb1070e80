import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { isChange, type Operation } from '../../src/core/operation.ts';
import type { Plan } from '../../src/core/plan.ts';
import type { RunReport } from '../../src/engine/run/run-report.ts';
import { Cli, type Finished } from '../testing/cli-process.ts';
import { OdooUser, type OdooRecord } from './odoo-user.ts';
import { demandMark, readTarget, type LiveTarget } from './target.ts';

export const BACKEND = 'live';
export const STATE_MODEL = 'res.country.state';
/** How the external ids of states begin that the connector made. */
const MADE_BY_US = '__woo_sync__.state_';

/** Exit codes of the command line that are no failure: done, changes planned, needs review. */
export const DONE = 0;
export const CHANGES = 2;
export const REVIEW = 3;

/** The real pair, a data folder of our own, the command line over it, and people in Odoo. */
export class Live {
  readonly target: LiveTarget;
  readonly connector: OdooUser;
  /** Everything that the command line has printed. */
  readonly printed: Finished[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), 'woo-odoo-live-'));
  readonly #found: ReadonlySet<number>;

  private constructor(target: LiveTarget, connector: OdooUser, found: readonly OdooRecord[]) {
    this.target = target;
    this.connector = connector;
    this.#found = new Set(found.map(({ id }) => id));
  }

  /** Throws before anything is written when the environment names no pair, or the database is not marked for tests. */
  static async open(): Promise<Live> {
    const target = readTarget(process.env);
    const connector = await OdooUser.signIn(target.odoo, target.odoo);
    await demandMark(connector);
    return new Live(target, connector, await connector.searchRead(STATE_MODEL, [], ['code']));
  }

  async administrator(): Promise<OdooUser> {
    const { admin, odoo } = this.target;
    if (admin === null) throw new Error('set WOO_LIVE_ADMIN_LOGIN and WOO_LIVE_ADMIN_SECRET');
    return OdooUser.signIn(odoo, admin);
  }

  /** One command, as a process of its own; nothing secret stands on its command line. */
  async run(...args: string[]): Promise<Finished> {
    const { store, odoo, admin } = this.target;
    const finished = await new Cli(this.#folder, {
      WOO_ODOO_CONSUMER_KEY: store.consumerKey,
      WOO_ODOO_CONSUMER_SECRET: store.consumerSecret,
      WOO_ODOO_ODOO_SECRET: odoo.secret,
      ...(admin !== null && { WOO_ODOO_ADMIN_LOGIN: admin.login, WOO_ODOO_ADMIN_SECRET: admin.secret }),
    }).run(...args);
    this.printed.push(finished);
    return finished;
  }

  addBackend(): Promise<Finished> {
    const { store, odoo } = this.target;
    const storeCa = store.caFile === undefined ? [] : ['--store-ca-file', store.caFile];
    const odooCa = odoo.caFile === undefined ? [] : ['--odoo-ca-file', odoo.caFile];
    return this.run(
      ...['backend', 'add', BACKEND, '--environment', 'staging', '--on-person-change', 'keep'],
      // What an earlier trial left in this Odoo is continued.
      '--take-over',
      ...['--store-url', store.url, '--odoo-url', odoo.url],
      ...['--odoo-database', odoo.database, '--odoo-login', odoo.login, ...storeCa, ...odooCa],
    );
  }

  async plan(): Promise<{ readonly code: number | null; readonly plan: Plan }> {
    const { code, out, err } = await this.run('plan', BACKEND, '--json');
    expect([DONE, CHANGES, REVIEW], err).toContain(code);
    const plan = JSON.parse(out) as Plan;
    expect(plan.domains.flatMap(({ failure }) => failure ?? [])).toEqual([]);
    return { code, plan };
  }

  /** A sync that came to its end. */
  async sync(...flags: string[]): Promise<{ readonly code: number | null; readonly report: RunReport }> {
    const { code, out, err } = await this.run('sync', BACKEND, '--json', ...flags);
    expect([DONE, REVIEW], `${out.slice(0, 500)}\n${err}`).toContain(code);
    return { code, report: JSON.parse(out) as RunReport };
  }

  /** Every state in Odoo. */
  states(): Promise<OdooRecord[]> {
    const fields = ['name', 'code', 'country_id', 'write_date'];
    return this.connector.searchRead(STATE_MODEL, [], fields);
  }

  /** Takes away the data folder, and the states that the connector made since this was opened: those with its keys. */
  async close(): Promise<void> {
    rmSync(this.#folder, { recursive: true, force: true });
    const there = await this.connector.searchRead(STATE_MODEL, [], ['code']);
    const added = there.flatMap(({ id }) => (this.#found.has(id) ? [] : [id]));
    const externalIds = await this.connector.externalIds(STATE_MODEL, added);
    const made = added.filter((id) => externalIds.get(id)?.startsWith(MADE_BY_US));
    await this.connector.unlink(STATE_MODEL, made);
  }

  /** No secret of the pair stands in anything that was printed. */
  expectNoSecrets(): void {
    const { store, odoo, admin } = this.target;
    // A password of a test administrator may be a common word, which says nothing where it turns up.
    const secrets = [store.consumerKey, store.consumerSecret, odoo.secret, admin?.secret ?? ''];
    const texts = this.printed.map(({ out, err }) => out + err);
    expect(texts.length).toBeGreaterThan(0);
    for (const secret of secrets.filter(({ length }) => length > 10))
      expect(texts.filter((text) => text.includes(secret)).length).toBe(0);
  }
}

/** The operations of a plan with the domain they belong to. */
function operations(plan: Plan | undefined) {
  return (plan?.domains ?? []).flatMap(({ domain, operations: all }) =>
    all.map((operation) => ({ domain, ...operation })),
  );
}

/** What a plan makes in Odoo. */
export function created(plan: Plan | undefined) {
  return operations(plan).filter(({ kind }) => kind === 'create');
}

/** What a plan changes: nothing after a sync. */
export function changes(plan: Plan | undefined) {
  return operations(plan).filter((operation) => isChange(operation));
}

/** The operations about states of the store. */
export function stateOperations(plan: Plan | undefined): Operation[] {
  return operations(plan).filter(({ subject }) => subject.type === 'state');
}

/** What a plan says of one state of the store. */
export function stateOperation(plan: Plan | undefined, key: string): Operation {
  const found = stateOperations(plan).find(({ subject }) => subject.key === key);
  if (found === undefined) throw new Error(`the plan says nothing of the state ${key}`);
  return found;
}

/** A state that the connector made, by this run or an earlier one that was cut off: where it is in Odoo. */
export async function findMadeState(live: Live, plan: Plan | undefined) {
  const kept = stateOperations(plan).filter(({ kind }) => kind === 'keep');
  const ids = kept.flatMap(({ record }) => record?.id ?? []);
  const externalIds = await live.connector.externalIds(STATE_MODEL, ids);
  for (const { subject, record } of kept) {
    const id = record?.id ?? 0;
    const externalId = externalIds.get(id);
    if (externalId?.startsWith(MADE_BY_US)) return { key: subject.key, id, externalId };
  }
  throw new Error(
    'the connector made no state in this pair, so the scenarios about such a state say nothing',
  );
}
