/** The app as a file, for an administrator who imports it by hand. */
export interface OdooAppFile {
  /** `18.0.1.0.0` */
  readonly version: string;
  readonly zip: Uint8Array;
}

/** How the app in a database stands against the one the connector brings. */
export interface OdooAppStatus {
  readonly state: 'not_installed' | 'current' | 'upgrade_needed' | 'newer_installed';
  readonly installed: string | null;
  readonly generated: string;
}

/** Where an Odoo is, and the administrator to sign in as, who is not stored. */
export interface OdooAppPlace {
  readonly url: string;
  readonly database: string;
  readonly login: string;
  readonly secret: string;
}

/** What page and API need of the Odoo app; `compose` names the implementation, which the command line uses too. */
export interface OdooAppInstaller {
  build(series: number): Promise<OdooAppFile>;
  open(place: OdooAppPlace): Promise<{
    status(): Promise<OdooAppStatus>;
    install(options: { readonly connectorLogin?: string | undefined }): Promise<{
      readonly status: OdooAppStatus;
      readonly connector: string | null;
    }>;
    upgrade(options: { readonly connectorLogin?: string | undefined }): Promise<{
      readonly status: OdooAppStatus;
      readonly connector: string | null;
    }>;
  }>;
}
