/** SQLSTATE class 23: unique_violation. */
const UNIQUE_VIOLATION = '23505';
/** SQLITE_CONSTRAINT_UNIQUE, https://www.sqlite.org/rescode.html#constraint_unique */
const SQLITE_UNIQUE = 2067;

/** SQLite names the columns of a broken rule, not the rule. */
const RULE_OF_COLUMNS: Readonly<Record<string, string>> = {
  'backend.name': 'backend_name_unique',
  'backend.store_url, backend.odoo_url, backend.odoo_database, backend.odoo_company_id':
    'backend_pair_by_address_unique',
  'backend.store_url, backend.odoo_database_uuid, backend.odoo_company_id': 'backend_pair_by_uuid_unique',
};

/** The name of the unique rule an error is about, or null when it is about anything else. */
export function violatedUniqueRule(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('errcode' in error && error.errcode === SQLITE_UNIQUE) {
    const columns = error.message.replace(/^UNIQUE constraint failed: /, '');
    return RULE_OF_COLUMNS[columns] ?? /^index '(.+)'$/.exec(columns)?.[1] ?? columns;
  }
  if (!('code' in error) || error.code !== UNIQUE_VIOLATION) return null;
  return 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : '';
}
