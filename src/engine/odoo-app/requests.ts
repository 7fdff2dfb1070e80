import { ConnectorError } from '../../core/errors.ts';
import { makeRow } from './backend-rows.ts';
import type { OdooApp } from '../../odoo/port.ts';
import type { Backend, Run } from '../../database/port.ts';
import { withOdoo } from '../sessions.ts';
import type { EngineServices, OdooSession } from '../ports.ts';

/** A press of a button that no run has answered yet. */
export interface PendingRequest {
  readonly backend: Backend;
  /** Counts up with each press. */
  readonly number: number;
  readonly kind: Run['kind'];
}

/** What an Odoo answered. Without the app for the connector's user it has no requests. */
export type WatchAnswer = (
  | {
      readonly app: 'ready';
      readonly pending: readonly PendingRequest[];
      /** The rows in Odoo that this installation serves. */
      readonly rows: readonly number[];
      /** Backends whose row was missing and could not be made; each is named once. */
      readonly refused: readonly { readonly backend: Backend; readonly error: ConnectorError }[];
    }
  | { readonly app: 'absent' | 'denied'; readonly pending: readonly [] }
) & {
  /** Backends as whose user Odoo could not be asked, though another's could: that user does not work any more. */
  readonly unusable?: readonly { readonly backend: Backend; readonly error: ConnectorError }[];
};

/**
 * Asks one Odoo for requests. It signs in once; after that each question is one small call, and none is repeated: the
 * caller asks again anyway. After a failure it signs in anew. A backend that has no row in the app gets one, so that its
 * button is there: the app may have come after the backend.
 */
export class RequestWatch {
  readonly #services: EngineServices;
  #app: OdooApp | undefined;
  #odoo: OdooSession | undefined;
  #signedInAs: string | undefined;
  /** Backends whose row Odoo refused. They are tried again after the next sign-in. */
  readonly #refused = new Set<string>();

  constructor(services: EngineServices) {
    this.#services = services;
  }

  /**
   * @param backends those of one Odoo database. The user of one of them asks for all; where it does not work any more, that
   *   of the next one does, and stays the one who asks.
   * @throws ConnectorError when the Odoo is away, refuses every sign-in or is another database than was paired
   */
  async ask(backends: readonly [Backend, ...Backend[]]): Promise<WatchAnswer> {
    const asking = backends.find((each) => userOf(each) === this.#signedInAs);
    if (asking === undefined) this.#forget();
    const [first, ...others] =
      asking === undefined ? backends : [asking, ...backends.filter((each) => each !== asking)];
    const unusable: { backend: Backend; error: ConnectorError }[] = [];
    const denied = new Set<string>();
    for (const backend of [first, ...others]) {
      if (denied.has(backend.odooLogin)) continue;
      if (unusable.length > 0) this.#forget();
      const answer = await this.#askAs(backend, backends);
      if (!(answer instanceof ConnectorError))
        return unusable.length === 0 ? answer : { ...answer, unusable };
      unusable.push({ backend, error: answer });
      if (NO_APP.has(answer.code)) denied.add(backend.odooLogin);
    }
    const [failed] = unusable;
    if (failed !== undefined && NO_APP.has(failed.error.code)) return { app: 'denied', pending: [] };
    throw failed?.error ?? new Error('nobody was asked');
  }

  /** The answer, or why this user cannot ask. */
  async #askAs(
    backend: Backend,
    backends: readonly [Backend, ...Backend[]],
  ): Promise<WatchAnswer | ConnectorError> {
    try {
      const app = this.#app ?? (await this.#open(backend));
      this.#signedInAs = userOf(backend);
      if (app === 'denied') return noAccess(backend);
      if (app === 'absent') return { app, pending: [] };
      this.#app = app;
      return { app: 'ready', ...(await this.#pending(app, backends)) };
    } catch (error) {
      this.#forget();
      if (error instanceof ConnectorError) {
        if (OF_ONE_USER.has(error.code)) return error;
        // The app was removed meanwhile: the next question finds out.
        if (GONE.has(error.code)) return { app: 'absent', pending: [] };
      }
      throw error;
    }
  }

  /**
   * Writes on these rows that the service is alive and reports again within so many seconds, so that whoever presses a
   * button while none is running is informed.
   *
   * @throws ConnectorError when Odoo is away or refuses
   */
  async reportAlive(rows: readonly number[], seconds: number): Promise<void> {
    const [first, ...others] = rows;
    if (first === undefined) return;
    const installation = this.#services.database.installationId;
    await this.#app?.reportAlive({ rowIds: [first, ...others], installation, seconds });
  }

  #forget(): void {
    this.#app = undefined;
    this.#odoo = undefined;
    this.#signedInAs = undefined;
    this.#refused.clear();
  }

  /** The app, or why it is not there: one call where somebody is signed in. */
  async #open(backend: Backend): Promise<OdooApp | 'absent' | 'denied'> {
    this.#odoo ??= await withOdoo(
      backend,
      quietly(this.#services),
      () => undefined,
      (odoo) => Promise.resolve(odoo),
    );
    const access = await this.#odoo.app();
    return access.state === 'ready' ? access.app : access.state;
  }

  async #pending(
    app: OdooApp,
    backends: readonly Backend[],
  ): Promise<Omit<WatchAnswer & { app: 'ready' }, 'app'>> {
    const byId = new Map(backends.map((backend) => [backend.id, backend]));
    const all = await app.requests([...byId.keys()]);
    const shown = new Set(all.map(({ uuid }) => uuid));
    const refused = await this.#makeMissing(
      app,
      backends.filter(({ id }) => !shown.has(id)),
    );
    const own = ['', this.#services.database.installationId];
    const rows = all.filter(({ uuid, installation }) => byId.has(uuid) && own.includes(installation));
    const pending = rows.flatMap(({ uuid, requested, served, kind }): PendingRequest[] => {
      const backend = byId.get(uuid);
      return backend !== undefined && requested > served ? [{ backend, number: requested, kind }] : [];
    });
    return { pending, refused, rows: rows.map(({ rowId }) => rowId) };
  }

  async #makeMissing(app: OdooApp, missing: readonly Backend[]) {
    const refused: { backend: Backend; error: ConnectorError }[] = [];
    for (const backend of missing.filter(({ id }) => !this.#refused.has(id))) {
      try {
        await makeRow(app, backend, this.#services);
      } catch (error) {
        if (!(error instanceof ConnectorError) || error.retryable) throw error;
        this.#refused.add(backend.id);
        refused.push({ backend, error });
      }
    }
    return refused;
  }
}

const GONE: ReadonlySet<string> = new Set(['odoo.user_error', 'odoo.missing_model']);

const NO_APP: ReadonlySet<string> = new Set(['app.not_allowed', 'odoo.access_error']);

/** What is wrong with one user, or one backend's credentials, and need not be with another's. */
const OF_ONE_USER: ReadonlySet<string> = new Set([
  ...NO_APP,
  'odoo.sign_in_refused',
  'odoo.access_denied',
  'odoo.login_mismatch',
  'odoo.company_denied',
  'odoo.ca_file',
  'odoo.other_database',
]);

const userOf = ({ id, odooLogin }: Backend) => `${id} ${odooLogin}`;

function noAccess({ odooLogin }: Backend): ConnectorError {
  return new ConnectorError({
    code: 'app.not_allowed',
    message: `The Odoo user ${JSON.stringify(odooLogin)} may not use the WooCommerce app.`,
    hint: 'Give the user the group "Connector" of the app (Settings > Users).',
  });
}

function quietly(services: EngineServices): EngineServices {
  return {
    ...services,
    openOdoo: (connection, options) => services.openOdoo(connection, { ...options, retries: 0 }),
  };
}
