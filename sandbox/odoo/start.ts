import { CONTROL_PATH } from '../http/control-door.ts';
import { listen, Traffic } from '../http/serve.ts';
import type { ListenOptions } from '../http/serve.ts';
import { OdooApplication } from './application.ts';
import { OdooControl } from './control.ts';
import { ODOO_USERS } from './groups.ts';
import type { ChartName } from './accounting/country-charts.ts';
import type { Series } from './model.ts';
import { seedDatabase } from './seed.ts';
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
  close(): Promise<void>;
}

const UUID = '5a5db0c5-0000-4000-8000-000000000001';

/** Starts a stand-in Odoo 17, 18 or 19 with that series' own countries and states on a loopback port. */
export async function startOdoo(options: OdooOptions = {}): Promise<SandboxOdoo> {
  const series = options.series ?? 18;
  const database = options.database ?? 'sandbox';
  const without = options.without ?? [];
  const seeded = seedDatabase(database, series, options.uuid ?? UUID, without, options.chart);
  const server: OdooServer = {
    series,
    without,
    databases: new Map([[database, seeded]]),
    users: Object.values(ODOO_USERS),
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
    close: () => listening.close(),
  };
}
