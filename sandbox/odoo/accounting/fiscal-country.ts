import type { Environment } from '../environment.ts';

/** The country in which a company declares its taxes. */
export function fiscalCountry(env: Environment, company: number): number | false {
  const row = env.database.row('res.company', company);
  return Number(row?.['account_fiscal_country_id'] || row?.['country_id'] || 0) || false;
}
