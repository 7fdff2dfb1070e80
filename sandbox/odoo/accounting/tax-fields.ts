import { lineageOf, rootOf } from '../lineage.ts';
import type { Json } from '../../json.ts';
import type { Computation } from '../computation.ts';
import type { Environment } from '../environment.ts';
import { domesticPosition } from '../tax-rules/domestic-position.ts';
import { idOf, idsOf, mappingLines, positionRecords, taxRecord } from './rule-records.ts';

/** The units that a setting of the whole database chooses. */
export const unitNames: Readonly<Record<string, Computation>> = {
  weight_uom_name: (env) => (parameter(env, 'product.weight_in_lbs') === '1' ? 'lb' : 'kg'),
  volume_uom_name: (env) => (parameter(env, 'product.volume_in_cubic_feet') === '1' ? 'ft³' : 'm³'),
};

const FIELDS: Readonly<Record<string, Readonly<Record<string, Computation>>>> = {
  'account.tax': {
    price_include: (env, id) => {
      const own = env.value('account.tax', id, 'price_include_override');
      return (own || env.value('account.tax', id, 'company_price_include')) === 'tax_included';
    },
    is_used: (env, id) => isUsed(env, id),
    is_domestic: (env, id) => {
      const company = Number(env.value('account.tax', id, 'company_id'));
      const positions = taxRecord(env, id).positionIds;
      const domestic = domesticPositionOf(env, company);
      return positions.length === 0 || (domestic !== false && positions.includes(domestic));
    },
  },
  'account.fiscal.position': {
    tax_map: (env, id) => (env.database.series >= 19 ? mapOfTaxes(env, id) : mapOfLines(env, id)),
    is_domestic: (env, id) =>
      domesticPositionOf(env, Number(env.value('account.fiscal.position', id, 'company_id'))) === id,
    account_map: (env, id) => {
      const model = 'account.fiscal.position.account';
      const lines = env.database
        .holders(model, 'position_id', id)
        .map((line) => env.database.row(model, line));
      return Object.fromEntries(
        lines.map((line) => [Number(line?.['account_src_id']), line?.['account_dest_id'] ?? false]),
      );
    },
    // Whether a chart could be loaded for a tax number abroad; the sandbox has no charts to load.
    foreign_vat_header_mode: () => false,
    states_count: (env, id) => {
      const country = env.value('account.fiscal.position', id, 'country_id');
      return country === false ? 0 : env.database.holders('res.country.state', 'country_id', country).length;
    },
  },
  'res.company': {
    parent_ids: (env, id) => lineageOf(env.database, id),
    root_id: (env, id) => rootOf(env.database, id),
    domestic_fiscal_position_id: (env, id) => domesticPositionOf(env, id),
  },
  'product.template': {
    ...unitNames,
    currency_id: (env, id) => currencyOf(env, env.value('product.template', id, 'company_id')),
  },
  'product.product': {
    ...unitNames,
    all_product_tag_ids: (env, id) => [
      ...new Set(
        ['product_tag_ids', 'additional_product_tag_ids'].flatMap((field) =>
          idsOf(env.value('product.product', id, field)),
        ),
      ),
    ],
    currency_id: (env, id) => currencyOf(env, env.value('product.product', id, 'company_id')),
  },
};

/** The fields of the accounting and trade models that are worked out when read. */
export function computedTaxFields(model: string): Readonly<Record<string, Computation>> | undefined {
  return FIELDS[model];
}

/** The currency of a product: that of its company, else of the first one. */
function currencyOf(env: Environment, company: Json): Json {
  return env.database.row('res.company', Number(company || 1))?.['currency_id'] ?? false;
}

/** Whether a posted document carries a tax. */
function isUsed(env: Environment, id: number): boolean {
  return ['tax_ids', 'tax_line_id'].some(
    (field) => env.database.holders('account.move.line', field, id).length > 0,
  );
}

/** On 19, the position of a company for its own country. */
function domesticPositionOf(env: Environment, company: number): number | false {
  const countryId = idOf(env.database.row('res.company', company) ?? {}, 'country_id');
  if (countryId === null) return false;
  return domesticPosition(positionRecords(env, company), { id: company, countryId }) ?? false;
}

/** 17 and 18: by the lines; one without destination takes the tax away. */
function mapOfLines(env: Environment, position: number): Json {
  const map: Record<string, number[]> = {};
  for (const { sourceId, destinationId } of mappingLines(env, position))
    map[sourceId] = [...(map[sourceId] ?? []), ...(destinationId === null ? [] : [destinationId])];
  return map;
}

/** 19: by what the taxes of the position say they replace. */
function mapOfTaxes(env: Environment, position: number): Json {
  const map: Record<string, number[]> = {};
  for (const tax of env.database.holders('account.tax', 'fiscal_position_ids', position)) {
    for (const from of taxRecord(env, tax).originalTaxIds) map[from] = [...(map[from] ?? []), tax];
  }
  return map;
}

function parameter(env: Environment, key: string): Json {
  const id = env.database.lookup('ir.config_parameter', 0, [key]);
  return id === undefined ? false : (env.database.row('ir.config_parameter', id)?.['value'] ?? false);
}
