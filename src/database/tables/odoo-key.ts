import { sql, type RawBuilder } from 'kysely';

/** The key of a backend's Odoo database, as `odooKey` of the engine forms it: the uuid, or else address and name. */
export const ODOO_KEY: RawBuilder<string> = sql<string>`coalesce(backend.odoo_database_uuid, backend.odoo_url || '|' || backend.odoo_database)`;
