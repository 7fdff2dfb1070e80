/** What is known of an Odoo that is asked for requests. */
export interface OdooWatch {
  readonly odooUrl: string;
  readonly odooDatabase: string;
  /** `no_app`: it answers, but the WooCommerce app is not there for the connector's user. */
  readonly state: 'ok' | 'away' | 'no_app';
  /** Its last answer; null when it never answered. */
  readonly answeredAt: string | null;
  /** Since when it has been in this state. */
  readonly since: string;
  /** Why it is away. */
  readonly message: string | null;
}

export interface OdooWatchTable {
  list(): Promise<OdooWatch[]>;
  put(watch: OdooWatch): Promise<void>;
}
