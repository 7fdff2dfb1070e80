import { AsyncLocalStorage } from 'node:async_hooks';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { composeServices } from '../../src/compose.ts';
import type { Database } from '../../src/database/port.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import type { EngineServices } from '../../src/engine/ports.ts';
import { driverOf, openNextProcess } from '../testing/memory-database.ts';
import { passRequestsThrough } from '../testing/wires.ts';
import type { Side } from './faults.ts';

/** What may happen around a request or a statement of a process. */
export interface Watcher {
  /** Before a request is sent, or a statement executed; what it throws is what the connector sees. */
  before?(where: Side | 'database', number: number): void;
  /** After it was handled, before the connector learns of it. */
  after?(where: Side | 'database', number: number): void;
}

/** From now on the database may not grow: what needs another page fails as it does on a full disk. */
export function fillDisk(driver: DatabaseSync): void {
  driver.exec('pragma incremental_vacuum');
  const pages = driver.prepare('pragma page_count').get()?.['page_count'];
  driver.exec(`pragma max_page_count = ${Number(pages)}`);
}

export function emptyDisk(driver: DatabaseSync): void {
  driver.exec('pragma max_page_count = 1000000');
}

/** Thrown at everything that a killed process still tries: it reaches nobody. */
class Killed extends Error {
  override readonly name = 'Killed';
}

const current = new AsyncLocalStorage<ConnectorProcess>();

/** Lets the requests of simulated processes be counted, changed and cut; call once before the first. */
export function watchRequests(sideOf: (origin: string) => Side | undefined): void {
  passRequestsThrough((origin, send) => {
    const side = sideOf(origin);
    const process = current.getStore();
    return side === undefined || process === undefined ? send() : process.pass(side, send);
  });
}

/**
 * A process of the connector within this one: an engine on the database of its world that can be killed between any two
 * requests or statements. Once killed nothing of it reaches a server or the database, whatever its code still does; the
 * database finds the lock of a process that has ended, and a transaction in hand undone.
 */
export class ConnectorProcess {
  readonly #driver: DatabaseSync;
  readonly #counts: Record<Side | 'database', number> = { store: 0, odoo: 0, database: 0 };
  #watcher: Watcher = {};
  #killed = false;
  #skewMs = 0;
  engine!: Engine;
  database!: Database;

  private constructor(driver: DatabaseSync) {
    this.#driver = driver;
  }

  static async start(
    world: Database,
    change: (services: EngineServices) => EngineServices = (services) => services,
  ): Promise<ConnectorProcess> {
    const process = new ConnectorProcess(driverOf(world));
    process.database = await openNextProcess(world, (driver) => process.#watched(driver));
    const now = () => Date.now() + process.#skewMs;
    const quick = { random: () => 0, sleep: () => Promise.resolve() };
    const services = composeServices(process.database, {
      store: { timeoutMs: 5_000, clock: { now, ...quick } },
      odoo: { timeoutMs: 5_000, ...quick },
    });
    process.engine = createEngine(change({ ...services, now: () => new Date(now()) }));
    return process;
  }

  get isKilled(): boolean {
    return this.#killed;
  }

  /** Requests to each server, and statements, since the last `watch`. */
  get counts(): Readonly<Record<Side | 'database', number>> {
    return { ...this.#counts };
  }

  /** From now on the clock of its machine is so many seconds wrong. */
  skew(seconds: number): void {
    this.#skewMs = seconds * 1_000;
  }

  /** Counts from the beginning again. */
  watch(watcher: Watcher = {}): void {
    this.#watcher = watcher;
    Object.assign(this.#counts, { store: 0, odoo: 0, database: 0 });
  }

  /** Does something as this process. */
  do<Result>(work: () => Promise<Result>): Promise<Result> {
    return current.run(this, work);
  }

  kill(): never {
    this.#killed = true;
    if (this.#driver.isTransaction) this.#driver.exec('rollback');
    emptyDisk(this.#driver);
    // What the system does when a process ends: nobody has its locks any more.
    this.#driver.exec(`update process_lock set holder = json_set(holder, '$.startTime', 'ended')`);
    throw new Killed('killed');
  }

  async pass<Answer>(side: Side, send: () => Promise<Answer>): Promise<Answer> {
    const number = this.#begin(side);
    const answer = await send();
    this.#end(side, number);
    return answer;
  }

  #begin(where: Side | 'database'): number {
    if (this.#killed) throw new Killed('killed');
    const number = (this.#counts[where] += 1);
    this.#watcher.before?.(where, number);
    return number;
  }

  #end(where: Side | 'database', number: number): void {
    if (this.#killed) throw new Killed('killed');
    this.#watcher.after?.(where, number);
  }

  /** The part of a driver that `sqliteDialect` uses, with every execution counted. */
  #watched(driver: DatabaseSync): DatabaseSync {
    const counted =
      <Result>(work: (...values: SQLInputValue[]) => Result) =>
      (...values: SQLInputValue[]): Result => {
        const number = this.#begin('database');
        const result = work(...values);
        this.#end('database', number);
        return result;
      };
    const watched = {
      get isTransaction() {
        return driver.isTransaction;
      },
      close: () => undefined,
      prepare: (text: string) => {
        const statement = driver.prepare(text);
        return {
          sourceSQL: statement.sourceSQL,
          columns: () => statement.columns(),
          all: counted((...values) => statement.all(...values)),
          run: counted((...values) => statement.run(...values)),
          iterate: counted((...values) => statement.iterate(...values)),
        };
      },
    };
    return watched as unknown as DatabaseSync;
  }
}
