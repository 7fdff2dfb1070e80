import { setTimeout as sleepFor } from 'node:timers/promises';
import type { RunningService } from './cli/service-context.ts';
import type { Config } from './config/config.ts';
import { ConnectorError } from './core/errors.ts';
import type { RemoteObserver } from './core/log.ts';
import { createEngine } from './engine/engine.ts';
import type { EngineServices } from './engine/ports.ts';
import { createLog } from './log/logger.ts';
import { createScrubber, type Scrubber } from './log/scrub.ts';
import { openQueue } from './queue/open.ts';
import { apiParts, hostNamesOf, setupLink, type ServiceForApi } from './compose-api.ts';
import { createApp } from './server/app.ts';
import { RunFeed } from './server/events/feed.ts';
import { listen } from './server/listen.ts';
import { createMetrics } from './server/metrics.ts';
import type { ServiceClock } from './service/clock.ts';
import type { ServiceEvent } from './service/events.ts';
import { startService } from './service/service.ts';
import { openDatabaseOf } from './compose-records.ts';
import type { Database } from './database/port.ts';
import type { Webhook } from './webhook/port.ts';
import { openWebhook } from './webhook/transport.ts';

/** What a service is started with. */
export interface ServiceOptions {
  readonly role: 'serve' | 'worker';
  readonly dataDir: string;
  /** Absent: that of the settings; null: no HTTP. */
  readonly port?: number | null | undefined;
  readonly config: Config;
  /** Wires the engine's ports; the requests of the clients are measured. */
  readonly wire: (database: Database, observe: RemoteObserver) => EngineServices;
  /** The app inside Odoo, as the command line installs it. */
  readonly odooApp: ServiceForApi['odooApp'];
  /** Takes the lines of the log. */
  readonly write: (text: string) => void;
}

const SYSTEM_CLOCK: ServiceClock = {
  now: () => new Date(),
  ticks: () => performance.now(),
  sleep: (milliseconds, signal) => sleepFor(milliseconds, undefined, { signal }).catch(() => undefined),
};

/** Starts the service: database, engine, queue, worker, and what `serve` has beyond a worker. */
export async function openService(options: ServiceOptions): Promise<RunningService> {
  const { role, config, dataDir, wire, write } = options;
  const { databaseUrl } = config;
  if (role === 'worker' && databaseUrl === undefined) throw needsServer();
  const scrubber = createScrubber();
  for (const secret of secretsOf(config)) scrubber.hide(secret);
  const log = createLog({ level: config.logLevel, write, scrubber });
  const metrics = createMetrics();
  let feed: RunFeed | undefined;
  const emit = (event: ServiceEvent) => {
    log(event);
    metrics.record(event);
    if (event.event === 'run_progress')
      feed?.publish({ event: 'progress', backendId: event.backend.id, progress: event.progress });
  };
  const database = hiding(await openDatabaseOf(config, dataDir), scrubber);
  const opened: (() => Promise<void>)[] = [() => database.close()];
  const closeAll = async () => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  try {
    const engine = createEngine(wire(database, metrics.observe));
    const queue = await openQueue(database.sql, (error) =>
      emit({ event: 'fault', where: 'the queue', error }),
    );
    opened.push(() => queue.stop(0));
    const settings = {
      ...{ role, runsAtOnce: config.runsAtOnce, pollMs: config.pollSeconds * 1000 },
      graceMs: config.stopSeconds * 1000,
    };
    const webhook = receiverOf(config);
    const service = await startService({
      ...{ engine, database, queue, clock: SYSTEM_CLOCK, emit, settings, webhook },
    });
    opened.push(() => service.stop());
    metrics.attach(service);
    const port = options.port === undefined ? config.port : options.port;
    feed = new RunFeed(
      () => database.runs.activity(),
      undefined,
      () => database.proofs.activity(),
    );
    const stopping = new AbortController();
    const api =
      role === 'serve'
        ? apiParts({ config, engine, database, queue, emit, feed, odooApp: options.odooApp }, stopping.signal)
        : undefined;
    const app = createApp({
      readiness: () => service.readiness(),
      ...{ metrics, api, hostNames: hostNamesOf(config) },
    });
    const server = port === null ? null : await listen(app, { host: config.host, port });
    return {
      url: server?.url ?? null,
      setupLink: api === undefined || server === null ? null : await setupLink(api, server.url),
      stop: async () => {
        // The server goes last, so that whoever watches sees that it stops.
        stopping.abort();
        await service.stop();
        await server?.close();
        await database.close();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function receiverOf({ webhookUrl: url, webhookSecret: secret }: Config): Webhook | undefined {
  if (url === undefined || secret === undefined) return undefined;
  return openWebhook({ url, secret, now: () => SYSTEM_CLOCK.now() });
}

function secretsOf({ databaseUrl, ...config }: Config): (string | undefined)[] {
  const password = databaseUrl === undefined ? undefined : decodeURIComponent(new URL(databaseUrl).password);
  const { consumerKey, consumerSecret, odooSecret, adminSecret, webhookUrl, webhookSecret } = config;
  return [
    ...[databaseUrl, password, webhookUrl, webhookSecret],
    ...[consumerKey, consumerSecret, odooSecret, adminSecret],
  ];
}

/** The store, with every secret that leaves it known to the scrubber of the log from then on. */
function hiding(database: Database, scrubber: Scrubber): Database {
  return {
    ...database,
    backends: {
      ...database.backends,
      async secrets(id) {
        const secrets = await database.backends.secrets(id);
        for (const secret of Object.values(secrets) as string[]) scrubber.hide(secret);
        return secrets;
      },
    },
  };
}

function needsServer(): ConnectorError {
  return new ConnectorError({
    code: 'worker.no_server',
    message: 'A worker needs the PostgreSQL database of the service, but DATABASE_URL is not set.',
    hint: 'Set DATABASE_URL, or run "woo-odoo serve", which also performs syncs.',
  });
}
