import type { Environment } from '../environment.ts';
import type { RecordHooks } from '../apps/record-hooks.ts';
import { OdooException } from '../faults-of-odoo.ts';
import type { Row } from '../model.ts';
import { domesticPosition } from '../tax-rules/domestic-position.ts';
import { acceptsZips, padZips } from '../tax-rules/zips.ts';
import { checkCompany } from './check-company.ts';
import { fiscalCountry } from './fiscal-country.ts';
import { productHooks } from './product-hooks.ts';
import { idOf, positionRecords, textIn } from './rule-records.ts';
import { followDomestic, withVersion } from './row-versions.ts';
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
  'account.fiscal.position.tax': {
    prepare: (env, row) => {
      const position = env.database.row('account.fiscal.position', Number(row['position_id']));
      const company = Number(position?.['company_id'] ?? env.company);
      checkCompany(env, { name: textIn(position ?? {}, 'name'), company }, [
        { field: 'tax_src_id', label: 'Tax on Product', model: 'account.tax', id: row['tax_src_id'] },
        { field: 'tax_dest_id', label: 'Tax to Apply', model: 'account.tax', id: row['tax_dest_id'] },
      ]);
      return row;
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
    settled: (env, id, before) => {
      if (env.database.series >= 19) settleDomestic(env, id, before);
    },
  },
};

/** Which position is the domestic one of its company may have changed. */
function settleDomestic(env: Environment, id: number, before: Row | undefined): void {
  const row = env.database.row('account.fiscal.position', id) ?? {};
  const company = Number(row['company_id']);
  const home = idOf(env.database.row('res.company', company) ?? {}, 'country_id');
  const concerns = (each: Row | undefined) =>
    each?.['country_id'] === home || typeof each?.['country_group_id'] === 'number';
  if (home === null || !(concerns(row) || concerns(before))) return;
  const domestic = domesticPosition(positionRecords(env, company), { id: company, countryId: home });
  followDomestic(env, company, domestic);
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
