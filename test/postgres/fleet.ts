import { randomBytes, randomUUID } from 'node:crypto';
import { defineDomain } from '../../src/core/define-domain.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '../../src/compose.ts';
import { geography } from '../../src/domains/geography/index.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { openQueue } from '../../src/queue/open.ts';
import type { ServiceEvent } from '../../src/service/events.ts';
import { startService, type Service } from '../../src/service/service.ts';
import { openDatabase } from '../../src/database/open.ts';
import type { Backend, Database } from '../../src/database/port.ts';
import { startOdoo, startStore, type SandboxOdoo, type SandboxStore } from '../../sandbox/index.ts';
import { installApp, PEOPLE } from '../testing/app-in-odoo.ts';
import { pair } from '../testing/rig.ts';
import { REAL_CLOCK } from '../testing/service-rig.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';

/** Clients that do not wait between tries. */
const IMPATIENT = {
  store: {
    timeoutMs: 20_000,
    clock: { now: () => Date.now(), random: () => 0, sleep: () => Promise.resolve() },
  },
  odoo: { timeoutMs: 20_000, sleep: () => Promise.resolve(), random: () => 0 },
};

interface Member {
  readonly database: Database;
  readonly engine: Engine;
  service?: Service;
}

/** Many backends of one store and one Odoo, a company each, and services on one database that share their runs. */
export class Fleet {
  readonly woo: SandboxStore;
  readonly odoo: SandboxOdoo;
  readonly events: ServiceEvent[] = [];
  backends: Backend[] = [];
  readonly #database: FreshDatabase;
  readonly #folder = mkdtempSync(join(tmpdir(), 'woo-odoo-fleet-'));
  readonly #secretKey = randomBytes(32);
  readonly #members: Member[] = [];

  private constructor(woo: SandboxStore, odoo: SandboxOdoo, database: FreshDatabase) {
    [this.woo, this.odoo, this.#database] = [woo, odoo, database];
  }

  static async start(): Promise<Fleet> {
    const [woo, odoo, database] = await Promise.all([startStore(), startOdoo(), freshDatabase()]);
    installApp(odoo);
    for (const { code } of woo.control.data().countries) if (code !== 'AL') woo.control.removeCountry(code);
    return new Fleet(woo, odoo, database);
  }

  get databaseUrl(): string {
    return this.#database.url;
  }

  /** A store and an engine of its own, as a process would have. Geography alone: the queue is what is looked at. */
  async member(): Promise<Member> {
    const database = await openDatabase(this.#folder, {
      databaseUrl: this.#database.url,
      secretKey: this.#secretKey,
    });
    const services = { ...composeServices(database, IMPATIENT), domains: [defineDomain(geography)] };
    const member: Member = { database, engine: createEngine(services) };
    this.#members.push(member);
    return member;
  }

  /** Pairs the store with so many companies of the Odoo. The first is tested, the others are like it. */
  async pairAll(count: number, { database, engine }: Member): Promise<void> {
    const first = await pair(engine, this.woo, this.odoo, {}, 'company 1');
    const secrets = await database.backends.secrets(first.id);
    this.backends = [first];
    for (let index = 2; index <= count; index += 1) {
      const name = `company ${index}`;
      const odooCompanyId = this.odoo.control.addCompany(name, 'AL', [
        this.odoo.users.connector.login,
        PEOPLE.seller.login,
      ]);
      const backend = { ...first, id: randomUUID(), name, odooCompanyId, odooCompanyName: name };
      await database.backends.add(backend, secrets);
      this.backends.push(backend);
    }
  }

  async serve(member: Member, role: 'serve' | 'worker', runsAtOnce = 2): Promise<void> {
    const emit = (event: ServiceEvent) => void this.events.push(event);
    const queue = await openQueue(member.database.sql, (error) =>
      emit({ event: 'fault', where: 'the queue', error }),
    );
    const settings = { role, runsAtOnce, pollMs: 500, graceMs: 20_000 };
    member.service = await startService({ ...member, queue, clock: REAL_CLOCK, emit, settings });
  }

  async stop(): Promise<void> {
    await Promise.all(this.#members.flatMap(({ service }) => (service ? [service.stop()] : [])));
  }

  async close(): Promise<void> {
    await this.stop();
    await Promise.all(this.#members.map(({ engine }) => engine.close()));
    await Promise.all([this.woo.close(), this.odoo.close()]);
    await this.#database.drop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
