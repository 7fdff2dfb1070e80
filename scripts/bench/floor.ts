import { openDatabaseOf } from '../../src/compose-records.ts';
import { clientOptions, composeServices } from '../../src/compose.ts';
import { readConfig } from '../../src/config/config.ts';
import type { DomainPlan } from '../../src/core/plan.ts';
import type { RunOutcome } from '../../src/database/port.ts';
import type { AppRowChange } from '../../src/core/app-rows.ts';
import { changesOf, compareRows } from '../../src/engine/odoo-app/rows.ts';
import { rowOf } from '../../src/engine/run/write-group.ts';
import { withSessions, type AppSession, type Sessions } from '../../src/engine/sessions.ts';
import { indexOf } from '../../src/engine/run/record-index.ts';
import { makePlan } from '../../src/engine/plan/make-plan.ts';
import type { DomainSnapshot } from '../../src/engine/plan/plan-result.ts';
import { partsOf, readMirrors } from '../../src/engine/odoo-app/mirror.ts';
import type { EngineServices } from '../../src/engine/ports.ts';
import { shareOdooReads } from '../../src/engine/plan/shared-odoo-reads.ts';
import { shareReads } from '../../src/engine/plan/shared-reads.ts';
import { groupWrites, type WriteGroup } from '../../src/engine/run/write-groups.ts';
import type { LoadResult } from '../../src/odoo/port.ts';
import type { StoreReader } from '../../src/woocommerce/port.ts';

/** What the servers alone take for the work of a sync: the least that a connector could take. */
export interface Floor {
  readonly seconds: number;
  readonly requests: number;
  readonly calls: number;
}

const LEASE_SECONDS = 3_600;

/** The floors of the only backend in a data folder. */
export class Floors {
  readonly #services: EngineServices;

  private constructor(services: EngineServices) {
    this.#services = services;
  }

  static async open(folder: string): Promise<Floors> {
    const config = readConfig({ WOO_ODOO_DATA_DIR: folder });
    const database = await openDatabaseOf(config, folder);
    return new Floors(composeServices(database, clientOptions(config)));
  }

  close(): Promise<void> {
    return this.#services.database.close();
  }

  /** Signs in and reads what all domains read of both sides, and the rows of the app; nothing is planned or recorded. */
  reads(): Promise<Floor> {
    const begun = performance.now();
    return this.#connected(async ({ app, odoo, store: opened }) => {
      const { domains } = this.#services;
      const { app: rows, rowId, used } = ready(app);
      const store = shareReads<StoreReader>(opened);
      const reader = shareOdooReads(odoo);
      const models = domains.flatMap(({ rowModels }) => rowModels);
      await Promise.all([
        ...domains.map((domain) => domain.read(store, reader, (_side, reading) => reading)),
        readMirrors(rows, models, used ? rowId : null),
      ]);
      return { seconds: secondsSince(begun), requests: opened.requests(), calls: odoo.calls() };
    });
  }

  /**
   * Writes the rows that a sync would write now, and only this is timed: records by `load()`, rows of the app by its own
   * action. Nothing is read back or recorded. Odoo has changed afterwards without the connector's knowledge.
   */
  writes(): Promise<Floor> {
    return this.#connected(async (sessions) => {
      const { backend, odoo } = sessions;
      const { app, rowId } = ready(sessions.app);
      if (rowId === null) throw new Error('the backend has no row in Odoo');
      const made = await makePlan(sessions, {}, this.#services, () => undefined);
      const known = indexOf(made.operations);
      const token = 'bench';
      const installation = this.#services.database.installationId;
      const claim = { rowId, installation, token, leaseSeconds: LEASE_SECONDS, takeRequest: false };
      const callsBefore = odoo.calls();
      if (!(await app.claim(claim)).claimed) throw new Error('the row of the backend could not be claimed');
      let seconds = 0;
      for (const plan of made.plan.domains) {
        const facts = made.facts.get(plan.domain);
        if (facts === undefined) throw new Error(`${plan.domain} could not be planned`);
        const outcomes: RunOutcome[] = [];
        for (const group of groupWrites(plan.operations, facts.domain.types)) {
          const rows = group.operations.map(({ record, write }) => rowOf(record.externalId, write, known));
          const begun = performance.now();
          const loaded = await odoo.load(group.model, group.columns, rows);
          seconds += secondsSince(begun);
          outcomes.push(...outcomesOf(plan, group, loaded));
          known.addMade(outcomes);
        }
        const parts = await this.#rowsOf(plan, facts, outcomes, backend.id);
        if (parts.length === 0) continue;
        const begun = performance.now();
        const lease = { token, leaseSeconds: LEASE_SECONDS, progress: '' };
        if ((await app.writeRows({ rowId, ...lease, parts })) === null) throw new Error('the claim was lost');
        seconds += secondsSince(begun);
      }
      return { seconds, requests: 0, calls: odoo.calls() - callsBefore };
    });
  }

  async #rowsOf(plan: DomainPlan, facts: DomainSnapshot, outcomes: readonly RunOutcome[], backendId: string) {
    const mirror = facts.mirror ?? { rows: new Map() };
    const compared = compareRows(plan, facts, mirror, outcomes, facts.memory, backendId);
    const changes: AppRowChange[] = [];
    for await (const change of changesOf(compared)) changes.push(change);
    return partsOf(facts.domain.rowModels, changes, this.#services.now());
  }

  async #connected<T>(work: (sessions: Sessions) => Promise<T>): Promise<T> {
    const [backend] = await this.#services.database.backends.list();
    if (backend === undefined) throw new Error('there is no backend');
    return withSessions(backend, this.#services, () => undefined, work);
  }
}

function ready(app: AppSession | null): AppSession {
  if (app === null) throw new Error('the app is not in Odoo');
  return app;
}

function outcomesOf(
  { domain }: DomainPlan,
  { model, operations }: WriteGroup,
  results: readonly LoadResult[],
): RunOutcome[] {
  return operations.map(({ subject: { type, key } }, index) => {
    const result = results[index];
    if (result === undefined || 'error' in result)
      throw new Error(`Odoo refused ${model} ${key}: ${result?.error ?? 'no answer'}`);
    return { domain, type, key, status: 'applied', message: null, odooId: result.id };
  });
}

function secondsSince(begun: number): number {
  return (performance.now() - begun) / 1000;
}
