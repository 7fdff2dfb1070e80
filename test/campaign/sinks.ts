import { deliverNotices } from '../../src/service/notifier.ts';
import { stateOf } from '../../src/service/worker.ts';
import type { ServiceEvent } from '../../src/service/events.ts';
import { createLog } from '../../src/log/logger.ts';
import { createScrubber } from '../../src/log/scrub.ts';
import type { RunReport } from '../../src/engine/run/run-report.ts';
import type { Progress } from '../../src/engine/run/progress.ts';
import { ODOO_USERS, STORE_KEYS } from '../../sandbox/index.ts';
import { driverOf } from '../testing/memory-database.ts';
import { PARTS, rowsOf } from '../testing/app-in-odoo.ts';
import { CANARIES } from './shops.ts';
import type { ConnectorProcess } from './connector-process.ts';
import type { World } from './world.ts';

const { consumerKey, consumerSecret } = STORE_KEYS.readOnly;

/** None of these may be anywhere but where it belongs, sealed. */
export const SECRETS: readonly string[] = [
  ...[consumerKey, consumerSecret, ODOO_USERS.connector.apiKey],
  Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64'),
  ...CANARIES,
];

/** What the connector says to people while it works: the terminal, the log and the webhook. */
export class Sinks {
  readonly #texts: string[] = [];
  readonly #world: World;
  readonly #emit: (event: ServiceEvent) => void;

  constructor(world: World) {
    this.#world = world;
    this.#emit = createLog({
      level: 'debug',
      write: (line) => void this.#texts.push(line),
      scrubber: createScrubber(),
    });
  }

  /** A step of a run, as the terminal shows it and the log writes it. */
  progress(progress: Progress): void {
    const { backend } = this.#world;
    if (progress.step === 'warning') this.#emit({ event: 'run_warning', backend, message: progress.message });
    else this.#texts.push(JSON.stringify(progress));
  }

  failed(error: unknown): void {
    const { backend } = this.#world;
    const job = { backendId: backend.id, kind: 'sync', origin: 'odoo' } as const;
    this.#emit({ event: 'run_refused', backend, job, error });
    if (error instanceof Error) this.#texts.push(error.message, JSON.stringify(error));
  }

  /** The end of a run, which is logged and goes to the receiver of notifications. */
  async ended(report: RunReport, process: ConnectorProcess): Promise<void> {
    const { backend } = this.#world;
    const job = { backendId: backend.id, kind: 'sync', origin: 'odoo' } as const;
    this.#emit({ event: 'run_ended', backend, job, report, seconds: 0 });
    const { database } = process;
    const state = stateOf(job, report);
    if (state === null) return;
    const at = new Date().toISOString();
    await database.notices.report(
      { backendId: backend.id, state, runId: report.runId },
      { notify: true, at },
    );
    const send = async (notification: unknown) => {
      this.#texts.push(JSON.stringify(notification));
      await Promise.resolve();
    };
    const clock = { now: () => new Date(), ticks: () => 0, sleep: () => Promise.resolve() };
    await deliverNotices({ database, webhook: { send }, clock, emit: this.#emit });
  }

  /** Every secret that is in a sink, as sentences: the texts above, our database, and the rows of the app. */
  leaks(): string[] {
    const { database, kind, odoo } = this.#world;
    const places: [string, string][] = [
      ['a message', this.#texts.join('\n')],
      ['the database', JSON.stringify(rowsIn(driverOf(database)))],
      ...(kind.app
        ? APP_MODELS.map((model): [string, string] => [model, JSON.stringify(rowsOf(odoo, model))])
        : []),
    ];
    return places.flatMap(([place, text]) =>
      SECRETS.filter((secret) => text.includes(secret)).map((secret) => `${place} contains ${secret}`),
    );
  }
}

const APP_MODELS = PARTS.flatMap(({ models }) => models.map(({ model }) => model));

function rowsIn(driver: ReturnType<typeof driverOf>): unknown[] {
  return driver
    .prepare(`select name from main.sqlite_master where type = 'table'`)
    .all()
    .flatMap(({ name }) => driver.prepare(`select * from main."${String(name)}"`).all());
}
