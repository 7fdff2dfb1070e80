import { faultId } from '../../src/core/fault-id.ts';
import { randomUUID } from 'node:crypto';
import { newSetupLink } from '../../src/accounts/setup-link.ts';
import { createThrottle } from '../../src/accounts/throttle.ts';
import { composeApp, composeServices } from '../../src/compose.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { readConfig } from '../../src/config/config.ts';
import type { RunJob } from '../../src/queue/port.ts';
import { createApp } from '../../src/server/app.ts';
import { CSRF_HEADER } from '../../src/server/guards/identity.ts';
import type { ApiParts } from '../../src/server/parts.ts';
import type { ServerSettings } from '../../src/server/settings.ts';
import { RunFeed } from '../../src/server/events/feed.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import { openTestDatabase } from '../testing/memory-database.ts';
import type { Rig } from '../testing/rig.ts';

export const PASSWORD = 'four plain words together';

/** The API over an empty database, or that of a rig, as requests see it. */
export async function startApi(
  settings: Partial<ServerSettings> = {},
  over?: Pick<Rig, 'engine' | 'database'>,
  web: ApiParts['web'] = null,
) {
  const database = over?.database ?? (await openTestDatabase());
  const engine = over?.engine ?? createEngine(composeServices(database, {}));
  const jobs: RunJob[] = [];
  const faults: { id: string; error: unknown }[] = [];
  const time = { now: new Date('2026-11-28T12:00:00.000Z') };
  const accounts = { tables: database.accounts, now: () => time.now, newId: () => randomUUID() };
  const stop = new AbortController();
  const feed = new RunFeed(
    () => database.runs.activity(),
    20,
    () => database.proofs.activity(),
  );
  const parts: ApiParts = {
    ...{ engine, accounts, throttle: createThrottle(), feed, web },
    settings: { publicUrl: null, hostNames: [], openMetrics: false, behindProxy: false, ...settings },
    requestRun: async (backendId, kind, choices) => {
      jobs.push({ backendId, kind, origin: 'api' });
      if (kind !== 'apply' && kind !== 'proof')
        await database.askedRuns.put({ backendId, kind, askedAt: time.now.toISOString() }, choices);
      return jobs.length === 1;
    },
    odooApp: appInstaller(),
    reportFault: (error) => void faults.push({ id: faultId(error), error }),
    stop: stop.signal,
  };
  const app = createApp({
    readiness: () =>
      Promise.resolve({
        ...{ ready: true, database: 'ok', stopping: false, leads: true },
        ...{ queue: { waiting: 0, active: 0 }, odoos: [] },
      }),
    metrics: createMetrics(),
    api: parts,
  });

  /** A browser or a program: keeps its cookie and CSRF token, or sends a bearer token. */
  function client(bearer?: string) {
    let cookie = '';
    let csrf = '';
    return {
      cookie: () => cookie,
      forgetCsrf: () => (csrf = ''),
      async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
        const answer = await app.request(path.startsWith('/api/docs') ? path : `/api/v1${path}`, {
          method,
          headers: {
            host: 'localhost:8080',
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...(cookie !== '' && { cookie }),
            ...(csrf !== '' && { [CSRF_HEADER]: csrf }),
            ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
            ...headers,
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        const set = answer.headers.get('set-cookie');
        if (set !== null) cookie = set.split(';')[0] ?? '';
        const text = await answer.text();
        const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
        if (typeof json['csrfToken'] === 'string') csrf = json['csrfToken'];
        return { status: answer.status, json, text, headers: answer.headers };
      },
    };
  }

  const admin = client();
  const link = await newSetupLink(accounts);
  return {
    ...{ app, parts, feed, stop, database, engine, accounts, jobs, faults, time, client, admin, link },
    /** The first user, signed in. */
    async setUp() {
      const answer = await admin.ask('POST', '/setup', { link, login: 'anna', password: PASSWORD });
      if (answer.status !== 201) throw new Error(answer.text);
    },
    /** Adds a user and signs in. */
    async signIn(login: string, role: string) {
      const added = await admin.ask('POST', '/users', { login, password: PASSWORD, role });
      if (added.status !== 201) throw new Error(added.text);
      const browser = client();
      await browser.ask('POST', '/session', { login, password: PASSWORD });
      return browser;
    },
    async close() {
      stop.abort();
      if (over === undefined) await engine.close();
    },
  };
}

/** The app, as `serve` installs it. */
function appInstaller(): ApiParts['odooApp'] {
  const app = composeApp(readConfig({}));
  return { build: (series) => Promise.resolve(app.build(series)), open: (place) => app.open(place) };
}

export type ApiRig = Awaited<ReturnType<typeof startApi>>;
