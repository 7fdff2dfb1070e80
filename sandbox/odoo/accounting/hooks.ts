import type { Environment } from '../environment.ts';
import type { RecordHooks } from '../apps/record-hooks.ts';
import { OdooException } from '../faults-of-odoo.ts';
import type { Row } from '../model.ts';
import { domesticPosition } from '../tax-rules/domestic-position.ts';
import { acceptsZips, padZips } from '../tax-rules/zips.ts';
import { fiscalCountry } from './fiscal-country.ts';
import { productHooks } from './product-hooks.ts';
import { idOf, positionRecords, textIn } from './rule-records.ts';
import { rewrite, withVersion } from './row-versions.ts';
import { TAX_HOOKS } from './tax-hooks.ts';

/** What the accounting and trade models do besides keeping their rows. */
export function accountingHooks(model: string): RecordHooks | undefined {
  return TAX_HOOKS[model] ?? productHooks(model) ?? HOOKS[model];
}

const HOOKS: Readonly<Record<string, RecordHooks>> = {
  'account.account': {
    prepare: (env, row, before, _id, values) => {
      if (before !== undefined) return row;
      if (env.database.series === 17) return { ...row, company_id: row['company_id'] || env.company };
      return values['company_ids'] === undefined ? { ...row, company_ids: [env.company] } : row;
    },
  },
  'account.tax.group': {
    prepare: (env, row, before, _id, values) => {
      if (before !== undefined) return row;
      const company = row['company_id'] || env.company;
      const country = 'country_id' in values ? row['country_id'] : fiscalCountry(env, Number(company));
      return { ...row, company_id: company, country_id: country ?? false };
    },
  },
  'account.journal': {
    prepare: (env, row) => ({ ...row, company_id: row['company_id'] || env.company }),
  },
  'account.fiscal.position': {
    prepare: (env, row, before) => {
      const owned = before === undefined ? { ...row, company_id: row['company_id'] || env.company } : row;
      return withVersion(env, { ...owned, ...checkedZips(owned) });
    },
    settled: (env, id) => {
      if (env.database.series >= 19) followDomestic(env, id);
    },
  },
};

/** Which position of a company was its domestic one, by database and company. */
const domestics = new WeakMap<object, Map<number, number | null>>();

/** 19 stores on each position whether it is the domestic one: what changes is written again. */
function followDomestic(env: Environment, id: number): void {
  const company = Number(env.database.row('account.fiscal.position', id)?.['company_id']);
  const countryId = idOf(env.database.row('res.company', company) ?? {}, 'country_id');
  if (countryId === null) return;
  const known = domestics.get(env.database) ?? new Map<number, number | null>();
  domestics.set(env.database, known);
  const before = known.get(company) ?? null;
  const now = domesticPosition(positionRecords(env, company), { id: company, countryId });
  if (now === before) return;
  known.set(company, now);
  for (const changed of [before, now]) if (changed !== null) rewrite(env, changed);
}

function checkedZips(row: Row): Row {
  const bounds = padZips({ zipFrom: textIn(row, 'zip_from'), zipTo: textIn(row, 'zip_to') });
  if (!acceptsZips(bounds)) {
    throw new OdooException(
      'odoo.exceptions.ValidationError',
      'Invalid "Zip Range", You have to configure both "From" and "To" values for the zip range and "To" should be greater than "From".',
    );
  }
  return { zip_from: bounds.zipFrom || false, zip_to: bounds.zipTo || false };
}
