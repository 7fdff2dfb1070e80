/** The app as a file, for an administrator who imports it by hand. */
export interface OdooAppFile {
  /** `18.0.1.0.0` */
  readonly version: string;
  readonly zip: Uint8Array;
  /** Set where the series is newer than the connector knows. */
  readonly warning: string | null;
}

/** How the app in a database stands against the one the connector brings. */
export interface OdooAppStatus {
  readonly state: 'not_installed' | 'current' | 'upgrade_needed' | 'newer_installed';
  readonly installed: string | null;
  readonly generated: string;
  /** What the database contains of an older version and the app has no more. */
  readonly unused: readonly { readonly model: string; readonly externalId: string; readonly id: number }[];
}

/** Who gets the app's *Connector* group. */
export interface OdooAppInstall {
  readonly connectorLogin?: string | undefined;
}

export interface OdooAppInstalled {
  readonly status: OdooAppStatus;
  readonly connector: string | null;
}

/** An administrator's session with an Odoo, for the app alone. */
export interface OdooAppSession {
  readonly database: string;
  readonly warning: string | null;
  status(): Promise<OdooAppStatus>;
  install(options: OdooAppInstall): Promise<OdooAppInstalled>;
  upgrade(options: OdooAppInstall): Promise<OdooAppInstalled>;
  /** What an uninstall would delete; writes nothing. */
  effects(): Promise<readonly { readonly model: string; readonly label: string; readonly rows: number }[]>;
  uninstall(): Promise<void>;
}

/** Where an Odoo is, and the administrator to sign in as. */
export interface OdooAppPlace {
  readonly url: string;
  readonly database: string;
  readonly login: string;
  readonly secret: string;
  readonly caFile?: string | undefined;
}

/** What the commands need of the Odoo app; `compose` names the implementation. */
export interface OdooAppInstaller {
  build(series: number): Promise<OdooAppFile>;
  open(place: OdooAppPlace): Promise<OdooAppSession>;
}

/** What the commands take beside the rest of their context. */
export interface OdooAppContext {
  readonly odooApp: OdooAppInstaller;
  /** From the environment; used for the one command, never stored. */
  administrator(): Promise<{ readonly login?: string | undefined; readonly secret?: string | undefined }>;
}
