import { ConnectorError } from '../core/errors.ts';
import type { Engine } from '../engine/engine.ts';
import type { RequestWatch } from '../engine/odoo-app/requests.ts';
import type { RunQueue } from '../queue/port.ts';
import type { Backend, OdooWatch, Database } from '../database/port.ts';
import { RequestDispatcher } from './request-dispatcher.ts';
import type { ServiceClock } from './clock.ts';
import type { OdooEndpoint, EmitEvent } from './events.ts';

export interface PollerParts {
  readonly engine: Pick<Engine, 'watchRequests'>;
  readonly database: Pick<Database, 'backends' | 'runs' | 'watches'>;
  readonly queue: Pick<RunQueue, 'push' | 'underWay'>;
  readonly clock: ServiceClock;
  readonly emit: EmitEvent;
  readonly pollMs: number;
}

/** An Odoo that is away is asked at least this often. */
const MAX_PAUSE_MS = 60_000;
/** `Retry-After` is followed up to here. */
const MAX_ASKED_PAUSE_MS = 15 * 60_000;
/**
 * Where the app is missing nobody can press a button: asked every so many polling times whether it has come, with one
 * call. Odoo writes a line into its log for each.
 */
const POLLS_WITHOUT_APP = 4;
/** How old the record of the last answer may get, so that an idle service does not write every few seconds. */
const RECORD_MS = 60_000;
/** How often a service reports in Odoo that it is alive; an idle database is not to be written more often. */
const ALIVE_MS = 60_000;
/** How long after the next report is due the service still counts as alive. */
const ALIVE_GRACE_MS = 15_000;

interface Watched {
  readonly endpoint: OdooEndpoint;
  readonly watch: RequestWatch;
  /** In ticks. */
  nextAt: number;
  failures: number;
  answeredAt: number | null;
  /** Which rows the last report of being alive was for, and when. */
  reported: { readonly rows: string; readonly at: number } | null;
  recorded: { readonly state: OdooWatch['state']; readonly since: string; readonly at: number } | null;
  asking: Promise<void> | null;
}

/**
 * Asks every Odoo for requests, one small call per polling time for all of its backends, and asks the queue to have them
 * answered. One Odoo that is slow or away does not keep the others waiting.
 */
export class Poller {
  readonly #parts: PollerParts;
  readonly #watched = new Map<string, Watched>();
  readonly #dispatcher: RequestDispatcher;

  constructor(parts: PollerParts) {
    this.#parts = parts;
    this.#dispatcher = new RequestDispatcher(parts);
  }

  /** Asks those Odoos whose time has come, without waiting for them; answers how many milliseconds it may rest. */
  async look(): Promise<number> {
    const { database, clock, pollMs } = this.#parts;
    const groups = Map.groupBy(await database.backends.list(), endpointKey);
    for (const key of this.#watched.keys()) if (!groups.has(key)) this.#watched.delete(key);
    const now = clock.ticks();
    let rest = pollMs;
    for (const [key, [first, ...others]] of groups) {
      if (first === undefined) continue;
      const watched = this.#watchedAt(key, first);
      if (watched.asking === null && watched.nextAt <= now) {
        watched.nextAt = now + pollMs;
        watched.asking = this.#ask(watched, [first, ...others]).finally(() => (watched.asking = null));
      }
      rest = Math.min(rest, Math.max(0, watched.nextAt - now));
    }
    return rest;
  }

  /** Resolves when no question is under way. */
  async settled(): Promise<void> {
    for (const { asking } of this.#watched.values()) await asking;
  }

  /** How long ago each Odoo last answered, in seconds; null: never. */
  ages(): { readonly endpoint: OdooEndpoint; readonly seconds: number | null }[] {
    const now = this.#parts.clock.ticks();
    return [...this.#watched.values()].map(({ endpoint, answeredAt }) => ({
      endpoint,
      seconds: answeredAt === null ? null : (now - answeredAt) / 1000,
    }));
  }

  #watchedAt(key: string, { odooUrl: url, odooDatabase: database }: Backend): Watched {
    const known = this.#watched.get(key);
    if (known !== undefined) return known;
    const watched: Watched = {
      endpoint: { url, database },
      watch: this.#parts.engine.watchRequests(),
      nextAt: 0,
      failures: 0,
      answeredAt: null,
      reported: null,
      recorded: null,
      asking: null,
    };
    this.#watched.set(key, watched);
    return watched;
  }

  async #ask(watched: Watched, backends: readonly [Backend, ...Backend[]]): Promise<void> {
    const { clock, pollMs, database, emit } = this.#parts;
    const { endpoint } = watched;
    const begun = clock.ticks();
    try {
      const before = await database.runs.activity();
      const answer = await watched.watch.ask(backends);
      watched.failures = 0;
      watched.answeredAt = clock.ticks();
      emit({ event: 'polled', endpoint, answered: true });
      if (answer.app !== 'ready') watched.nextAt = begun + pollMs * POLLS_WITHOUT_APP;
      await this.#record(watched, answer.app === 'ready' ? 'ok' : 'no_app', null);
      for (const { backend, error } of answer.unusable ?? [])
        emit({
          event: 'fault',
          where: `checking for requests as the user of the backend ${backend.name}`,
          error,
        });
      if (answer.app === 'ready')
        for (const { backend, error } of answer.refused)
          emit({ event: 'fault', where: `creating the entry of the backend ${backend.name} in Odoo`, error });
      await this.#dispatcher.answer(answer.pending, before);
      if (answer.app === 'ready') await this.#reportAlive(watched, answer.rows);
    } catch (error) {
      if (!(error instanceof ConnectorError)) {
        emit({ event: 'fault', where: `checking ${endpoint.url} for requests`, error });
        return;
      }
      watched.failures += 1;
      const pause = Math.min(pollMs * 2 ** watched.failures, MAX_PAUSE_MS);
      watched.nextAt = clock.ticks() + Math.max(pause, askedPause(error));
      emit({ event: 'polled', endpoint, answered: false });
      await this.#record(watched, 'away', error.message);
    }
  }

  /** Reports in Odoo that this service is alive: once a minute, and at once on a row that is new. */
  async #reportAlive(watched: Watched, rowIds: readonly number[]): Promise<void> {
    const { clock, pollMs } = this.#parts;
    const rows = rowIds.join(' ');
    const now = clock.ticks();
    const last = watched.reported;
    if (rowIds.length === 0 || (last?.rows === rows && now - last.at < ALIVE_MS)) return;
    watched.reported = { rows, at: now };
    await watched.watch.reportAlive(rowIds, Math.ceil((ALIVE_MS + 2 * pollMs + ALIVE_GRACE_MS) / 1000));
  }

  /** Records the state of an Odoo: when that changes, and now and then. */
  async #record(watched: Watched, state: OdooWatch['state'], message: string | null): Promise<void> {
    const { clock, database, emit } = this.#parts;
    const { recorded, endpoint } = watched;
    const changed = recorded?.state !== state;
    const ticks = clock.ticks();
    if (!changed && ticks - recorded.at < RECORD_MS) return;
    const now = clock.now().toISOString();
    const since = changed ? now : recorded.since;
    const before = recorded === null ? await this.#recordedBefore(endpoint) : null;
    watched.recorded = { state, since, at: ticks };
    const answeredAt = state === 'away' ? this.#lastAnswer(watched, before) : now;
    const watch = {
      odooUrl: endpoint.url,
      odooDatabase: endpoint.database,
      state,
      answeredAt,
      since,
      message,
    };
    await database.watches.put(watch);
    const retrySeconds = Math.round((watched.nextAt - ticks) / 1000);
    if (changed) emit({ event: 'odoo_changed', watch, retrySeconds });
  }

  async #recordedBefore({ url, database }: OdooEndpoint): Promise<OdooWatch | null> {
    const all = await this.#parts.database.watches.list();
    return all.find(({ odooUrl, odooDatabase }) => odooUrl === url && odooDatabase === database) ?? null;
  }

  #lastAnswer({ answeredAt }: Watched, before: OdooWatch | null): string | null {
    const { clock } = this.#parts;
    if (answeredAt === null) return before?.answeredAt ?? null;
    return new Date(clock.now().getTime() - (clock.ticks() - answeredAt)).toISOString();
  }
}

/** For how long an Odoo, or what is in front of it, wants not to be asked; a mistyped hour is no reason for silence. */
function askedPause({ retryAfterMs = 0 }: ConnectorError): number {
  return Math.min(retryAfterMs, MAX_ASKED_PAUSE_MS);
}

function endpointKey({ odooUrl, odooDatabase }: Backend): string {
  return `${odooUrl} ${odooDatabase}`;
}
