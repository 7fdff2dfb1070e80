import { CONTROL_PATH } from '../http/control-door.ts';
import { listen, Traffic } from '../http/serve.ts';
import type { Listening, ListenOptions } from '../http/serve.ts';
import { OdooApplication } from './application.ts';
import { OdooControl } from './control.ts';
import { OdooDatabase } from './database.ts';
import type { Snapshot } from './database.ts';
import { ODOO_USERS } from './groups.ts';
import type { SandboxUser } from './groups.ts';
import type { ChartName } from './accounting/country-charts.ts';
import type { Series } from './model.ts';
import { seedDatabase, setUuid } from './seed.ts';
import type { OptionalModule } from './modules.ts';
import type { OdooServer } from './server.ts';

/** How a sandbox Odoo is started. */
export interface OdooOptions extends ListenOptions {
  readonly series?: Series;
  /** The name of its database; `sandbox` when absent. More can be added through the control. */
  readonly database?: string;
  /** The database's own uuid, which a restored copy would share. */
  readonly uuid?: string;
  /** Modules that are not installed in it; all are when absent. */
  readonly without?: readonly OptionalModule[];
  /** The chart of accounts that it starts with; the recorded one when absent. */
  readonly chart?: ChartName;
  /** Only these countries, by ISO code, and those of the charts; all of the series when absent. */
  readonly countries?: readonly string[];
  /** Starts with what another Odoo of the same series held, instead of a fresh database. */
  readonly image?: OdooImage;
}

/** Everything an Odoo has, to start others with. What these do changes nothing in it. */
export interface OdooImage {
  readonly databases: readonly (readonly [name: string, Snapshot])[];
  readonly users: readonly SandboxUser[];
}

/** An Odoo that listens. */
export interface SandboxOdoo {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly url: string;
  readonly controlUrl: string;
  readonly series: Series;
  readonly database: string;
  readonly users: typeof ODOO_USERS;
  readonly control: OdooControl;
  image(): OdooImage;
  readonly answer: Listening['answer'];
  close(): Promise<void>;
}

const UUID = '5a5db0c5-0000-4000-8000-000000000001';

/** A database with a remembered state; with a uuid of its own where one is given. */
function databaseOf(name: string, series: Series, state: Snapshot, uuid: string | undefined): OdooDatabase {
  const database = new OdooDatabase(name, series);
  database.restore(state);
  if (uuid !== undefined) setUuid(database, uuid);
  return database;
}

/** Starts a stand-in Odoo 17, 18 or 19 with that series' own countries and states on a loopback port. */
export async function startOdoo(options: OdooOptions = {}): Promise<SandboxOdoo> {
  const series = options.series ?? 18;
  const database = options.database ?? 'sandbox';
  const without = options.without ?? [];
  const { image, uuid = UUID } = options;
  const server: OdooServer = {
    series,
    without,
    databases: new Map(
      image === undefined
        ? [[database, seedDatabase(database, series, uuid, without, options.chart, options.countries)]]
        : image.databases.map(([name, state]) => [name, databaseOf(name, series, state, options.uuid)]),
    ),
    users: [...(image?.users ?? Object.values(ODOO_USERS))],
  };
  const traffic = new Traffic();
  const control = new OdooControl(traffic, server);
  const odoo = new OdooApplication(server);
  const application = { traits: odoo.traits.bind(odoo), handle: odoo.handle.bind(odoo), control };
  const listening = await listen(application, traffic, options);
  return {
    url: listening.url,
    controlUrl: `${listening.url}${CONTROL_PATH}`,
    series,
    database,
    users: ODOO_USERS,
    control,
    image: () => ({
      databases: [...server.databases].map(([name, database]) => [name, database.snapshot()]),
      users: [...server.users],
    }),
    answer: listening.answer,
    close: () => listening.close(),
  };
}
