import { ConnectorError } from '../core/errors.ts';
import type { OdooApp } from '../odoo/port.ts';
import type { Backend, Run } from '../database/port.ts';
import { withOdoo } from './connect.ts';
import type { EngineServices } from './ports.ts';

/** A press of a button that no run has answered yet. */
export interface PendingRequest {
  readonly backend: Backend;
  /** Counts up with each press. */
  readonly number: number;
  readonly kind: Run['kind'];
}

/** What an Odoo answered. Without the app for the connector's user it has no requests. */
export type WatchAnswer =
  | {
      readonly app: 'ready';
      readonly pending: readonly PendingRequest[];
      /** The rows in Odoo that this installation serves. */
      readonly rows: readonly number[];
    }
  | { readonly app: 'absent' | 'denied'; readonly pending: readonly [] };

/**
 * Asks one Odoo for requests. It signs in once; after that each question is one small call, and none is repeated: the
 * caller asks again anyway. After a failure it signs in anew.
 */
export class RequestWatch {
  readonly #services: EngineServices;
  #app: OdooApp | undefined;
  #signedInAs = '';

  constructor(services: EngineServices) {
    this.#services = services;
  }

  /**
   * @param backends those of one Odoo database; the first one's user asks for all of them
   * @throws ConnectorError when the Odoo is away, refuses the sign-in or is another database than was paired
   */
  async ask(backends: readonly [Backend, ...Backend[]]): Promise<WatchAnswer> {
    const [first] = backends;
    const user = `${first.id} ${first.odooLogin}`;
    if (user !== this.#signedInAs) this.#app = undefined;
    try {
      if (this.#app === undefined) {
        const access = await withOdoo(
          first,
          quietly(this.#services),
          () => undefined,
          (odoo) => odoo.app(),
        );
        if (access.state !== 'ready') return { app: access.state, pending: [] };
        this.#app = access.app;
        this.#signedInAs = user;
      }
      return { app: 'ready', ...(await this.#pending(this.#app, backends)) };
    } catch (error) {
      this.#app = undefined;
      // The app was removed meanwhile, or the user lost its group: the next question finds out which.
      if (error instanceof ConnectorError && GONE.has(error.code)) return { app: 'absent', pending: [] };
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
    const installation = this.#services.store.installationId;
    await this.#app?.reportAlive({ rowIds: [first, ...others], installation, seconds });
  }

  async #pending(app: OdooApp, backends: readonly Backend[]) {
    const byId = new Map(backends.map((backend) => [backend.id, backend]));
    const all = await app.requests([...byId.keys()]);
    const own = ['', this.#services.store.installationId];
    const rows = all.filter(({ uuid, installation }) => byId.has(uuid) && own.includes(installation));
    const pending = rows.flatMap(({ uuid, requested, served, kind }): PendingRequest[] => {
      const backend = byId.get(uuid);
      return backend !== undefined && requested > served ? [{ backend, number: requested, kind }] : [];
    });
    return { pending, rows: rows.map(({ rowId }) => rowId) };
  }
}

const GONE: ReadonlySet<string> = new Set(['odoo.access_error', 'odoo.user_error', 'odoo.missing_model']);

function quietly(services: EngineServices): EngineServices {
  return {
    ...services,
    openOdoo: (connection, options) => services.openOdoo(connection, { ...options, retries: 0 }),
  };
}
