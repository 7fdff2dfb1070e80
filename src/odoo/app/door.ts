import type { OdooConnection, OdooWriter } from '../port.ts';
import { buildApp, type BuiltApp } from './build.ts';
import type { AppPart } from './description.ts';
import {
  installApp,
  uninstallApp,
  uninstallEffects,
  upgradeApp,
  type Installed,
  type InstallOptions,
  type UninstallEffect,
} from './installer.ts';
import { appStatus, type AppStatus } from './status.ts';

/** An administrator's session, for the app alone. */
export interface AdministratorSession {
  readonly database: string;
  /** Set where the series is newer than any known one. */
  readonly warning: string | null;
  status(): Promise<AppStatus>;
  install(options: InstallOptions): Promise<Installed>;
  upgrade(options: InstallOptions): Promise<Installed>;
  effects(): Promise<UninstallEffect[]>;
  uninstall(): Promise<void>;
}

/** The app made of these parts, for the doors. `open` signs in; throws as `openOdoo` does, and `app.series`. */
export function createAppInstaller(
  parts: readonly AppPart[],
  open: (connection: OdooConnection) => Promise<OdooWriter>,
): { build(series: number): BuiltApp; open(connection: OdooConnection): Promise<AdministratorSession> } {
  return {
    build: (series) => buildApp(parts, { series }),
    open: async (connection) => {
      const odoo = await open(connection);
      const { series, version, database } = odoo.identity;
      const app = buildApp(parts, { series, serverVersion: version });
      return {
        database,
        warning: app.warning,
        status: () => appStatus(odoo, app),
        install: (options) => installApp(odoo, app, options),
        upgrade: (options) => upgradeApp(odoo, app, options),
        effects: () => uninstallEffects(odoo, app),
        uninstall: () => uninstallApp(odoo, app),
      };
    },
  };
}
