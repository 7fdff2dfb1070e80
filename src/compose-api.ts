import { randomUUID } from 'node:crypto';
import { newSetupLink } from './accounts/setup-link.ts';
import { createThrottle } from './accounts/throttle.ts';
import type { Config } from './config/config.ts';
import type { Database } from './database/port.ts';
import type { Engine } from './engine/engine.ts';
import type { RunJob, RunQueue } from './queue/port.ts';
import type { RunFeed } from './server/events/feed.ts';
import { findWebFolder, openWebFiles } from './server/pages/web-files.ts';
import type { ApiParts } from './server/parts.ts';
import type { ServiceEvent } from './service/events.ts';

/** What the service lends to its API. */
export interface ServiceForApi {
  readonly config: Config;
  readonly engine: Engine;
  readonly database: Database;
  readonly queue: RunQueue;
  readonly emit: (event: ServiceEvent) => void;
  readonly feed: RunFeed;
  readonly odooApp: ApiParts['odooApp'];
}

/** The names under which people and monitors reach this service. */
export function hostNamesOf({ host, publicUrl }: Pick<Config, 'host' | 'publicUrl'>): string[] {
  return [host, ...(publicUrl === undefined ? [] : [new URL(publicUrl).hostname])];
}

/** Wires page and API: the same engine and queue that serve the button in Odoo. */
export function apiParts(
  { config, engine, database, queue, emit, feed, odooApp }: ServiceForApi,
  stop: AbortSignal,
): ApiParts {
  const { publicUrl = null, behindProxy, openMetrics } = config;
  const hostNames = hostNamesOf(config);
  const webFolder = findWebFolder();
  return {
    ...{ engine, feed, stop, odooApp },
    web: webFolder === null ? null : openWebFiles(webFolder),
    accounts: { tables: database.accounts, now: () => new Date(), newId: () => randomUUID() },
    throttle: createThrottle(),
    settings: { publicUrl, hostNames, behindProxy, openMetrics },
    requestRun: async (backendId, kind, choices) => {
      const backend = await database.backends.get(backendId);
      // First: the queue may be lost with the process, see `dispatchAskedRuns`. Of previews and proofs the database knows already.
      if (kind !== 'apply' && kind !== 'proof')
        await database.askedRuns.put({ backendId, kind, askedAt: new Date().toISOString() }, choices);
      const job: RunJob = { backendId, kind, origin: 'api' };
      const isNew = await queue.push(job);
      emit({ event: 'asked', backend, job, joined: !isNew });
      return isNew;
    },
    reportFault: (error) => emit({ event: 'fault', where: 'the API', error }),
  };
}

/** The link that makes the first user, where there is none yet. It is shown on the terminal and never logged. */
export async function setupLink({ accounts, settings }: ApiParts, url: string): Promise<string | null> {
  const credential = await newSetupLink(accounts);
  // Behind the sign: it gets into no log of a proxy.
  return credential === null ? null : `${settings.publicUrl ?? reachable(url)}/setup#${credential}`;
}

/** An address to listen on all interfaces is none to open. */
function reachable(url: string): string {
  return url.replace(/^http:\/\/(?:0\.0\.0\.0|\[::\])(?=:)/u, 'http://localhost');
}
