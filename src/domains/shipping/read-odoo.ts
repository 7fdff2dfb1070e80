import { ConnectorError } from '../../core/errors.ts';
import { z } from 'zod';
import { Exact } from '../shared/decimals.ts';
import type { OdooReader } from '../../odoo/port.ts';
import { id, ids, related, text } from '../../core/odoo-values.ts';
import type { OdooCarrier, OdooDeliveryProduct, OdooPriceRule, OdooShipping } from './facts.ts';
import { CARRIER_MODEL, PRICE_RULE_MODEL, PRODUCT_MODEL, ZIP_PREFIX_MODEL } from './models.ts';

/** Money and bounds come as binary numbers; what they were typed as has no more than 6 decimals. */
const decimal = z.number().transform((value) => new Exact(value).toDecimalPlaces(6).toFixed());

const carrierRow = z.object({
  id,
  name: text,
  active: z.boolean(),
  delivery_type: z.string(),
  sequence: z.int(),
  product_id: related,
  company_id: related,
  country_ids: ids,
  state_ids: ids,
  zip_prefix_ids: ids,
  fixed_price: decimal,
  margin: decimal,
  fixed_margin: decimal,
  free_over: z.boolean(),
  amount: decimal,
});

/** What not every series has, or may be taken away: the limits came with 18. */
const perhapsRow = z
  .object({
    max_weight: decimal,
    max_volume: decimal,
    must_have_tag_ids: ids,
    excluded_tag_ids: ids,
    invoice_policy: text,
  })
  .partial();

const anyCarrierRow = carrierRow.extend(perhapsRow.shape);

const ruleRow = z.object({
  id,
  carrier_id: related,
  sequence: z.int(),
  variable: z.string(),
  operator: z.string(),
  max_value: decimal,
  list_base_price: decimal,
  list_price: decimal,
  variable_factor: z.string(),
});

const prefixRow = z.object({ id, name: text });
const productRow = z.object({
  ...{ id, name: text, active: z.boolean(), taxes_id: ids },
  // That of the database; it comes with the products, since no carrier of 17 has it.
  weight_uom_name: text,
});
const currencyRow = z.object({ id, name: text, rate: z.number(), rounding: decimal });
const ratedRow = z.object({ id });
/** A currency is called by its code. */
const companyRow = z.object({
  id,
  currency_id: z.union([z.tuple([id, z.string()]), z.literal(false)]),
});

const NOT_INSTALLED = {
  installed: false,
  weightUnit: '',
  carriers: [],
  products: [],
  prefixes: [],
  taxExternalIds: new Map<number, string>(),
} as const;

/**
 * Reads the carriers that the backend's company can use, with their prices, products and zip prefixes, and what money is
 * worth. The number of calls does not depend on the number of records.
 */
export async function readOdooShipping(odoo: OdooReader): Promise<OdooShipping> {
  const { company } = odoo.identity;
  const [fields, companies, allCurrencies, rated] = await Promise.all([
    odoo.fields(CARRIER_MODEL),
    odoo.searchRead('res.company', {
      domain: [['id', '=', company.id]],
      fields: ['currency_id'],
      row: companyRow,
    }),
    // All of them, as other domains ask for them: the search is shared.
    odoo.searchRead('res.currency', {
      fields: ['name', 'rate', 'rounding', 'active'],
      row: currencyRow.extend({ active: z.boolean() }),
    }),
    // By the rates that the company may see: its own, those of the company it is a branch of, and everybody's.
    odoo.searchRead('res.currency', {
      domain: [
        ['active', '=', true],
        ['rate_ids.name', '!=', false],
      ],
      fields: ['id'],
      row: ratedRow,
    }),
  ]);
  const currencies = allCurrencies.filter(({ active }) => active);
  const currency = companies.at(0)?.currency_id;
  // Guessed, it would be another one than the store's, and what costs something would be archived.
  if (currency === undefined || currency === false) throw currencyUnavailable(company.name);
  const own = currencies.find((each) => each.id === currency[0]);
  const withRate = new Set(rated.map((each) => each.id));
  const about = {
    companyId: company.id,
    currency: currency[1],
    rounding: own?.rounding ?? '0.01',
    rates: new Map(
      currencies.map((each) => [each.name, withRate.has(each.id) ? new Exact(each.rate).toFixed() : null]),
    ),
  };
  if (fields === null) return { ...NOT_INSTALLED, ...about };
  return { ...about, ...(await readCarriers(odoo, fields)) };
}

function currencyUnavailable(company: string): ConnectorError {
  return new ConnectorError({
    code: 'shipping.company_currency',
    message: `Odoo does not show the currency of the company ${company}. Nothing was planned for shipping.`,
    hint: "See that the company has a currency, and that the connector's user may read it.",
  });
}

async function readCarriers(
  odoo: OdooReader,
  known: ReadonlyMap<string, unknown>,
): Promise<Omit<OdooShipping, 'companyId' | 'currency' | 'rates' | 'rounding'>> {
  const { company } = odoo.identity;
  const [carriers, rules, prefixes] = await Promise.all([
    odoo.searchRead(CARRIER_MODEL, {
      domain: [['company_id', 'in', [false, company.id]]],
      fields: [...fieldsOf(carrierRow), ...fieldsOf(perhapsRow).filter((name) => known.has(name))],
      row: anyCarrierRow,
    }),
    odoo.searchRead(PRICE_RULE_MODEL, {
      domain: [['carrier_id.company_id', 'in', [false, company.id]]],
      fields: fieldsOf(ruleRow),
      row: ruleRow,
    }),
    odoo.searchRead(ZIP_PREFIX_MODEL, { fields: ['name'], row: prefixRow }),
  ]);
  const productIds = [...new Set(carriers.flatMap(({ product_id: product }) => product ?? []))];
  const idsOf = (rows: readonly { readonly id: number }[]) => rows.map((row) => row.id);
  const [carrierNames, ruleNames, prefixNames, productNames, products] = await Promise.all([
    odoo.externalIds(CARRIER_MODEL, idsOf(carriers)),
    odoo.externalIds(PRICE_RULE_MODEL, idsOf(rules)),
    odoo.externalIds(ZIP_PREFIX_MODEL, idsOf(prefixes)),
    odoo.externalIds(PRODUCT_MODEL, productIds),
    odoo.searchRead(PRODUCT_MODEL, {
      domain: [['id', 'in', productIds]],
      fields: fieldsOf(productRow),
      row: productRow,
      archivedLinks: true,
    }),
  ]);
  const taxIds = [...new Set(products.flatMap(({ taxes_id: taxes }) => taxes))];
  const byCarrier = Map.groupBy(rules, (rule) => rule.carrier_id);
  return {
    installed: true,
    weightUnit: products.at(0)?.weight_uom_name ?? '',
    carriers: carriers.map((row) =>
      carrierOf(row, carrierNames.get(row.id), byCarrier.get(row.id) ?? [], ruleNames),
    ),
    products: products.map((row): OdooDeliveryProduct => ({
      ...{ id: row.id, name: row.name, active: row.active, taxIds: row.taxes_id },
      externalId: productNames.get(row.id),
    })),
    prefixes: prefixes.map(({ id: prefixId, name }) => ({
      ...{ id: prefixId, name },
      externalId: prefixNames.get(prefixId),
    })),
    taxExternalIds: await odoo.externalIds('account.tax', taxIds),
  };
}

/** Since `id` comes by itself. */
function fieldsOf(row: z.ZodObject): string[] {
  return Object.keys(row.shape).filter((name) => name !== 'id');
}

function carrierOf(
  row: z.infer<typeof anyCarrierRow>,
  externalId: string | undefined,
  rules: readonly z.infer<typeof ruleRow>[],
  ruleNames: ReadonlyMap<number, string>,
): OdooCarrier {
  return {
    id: row.id,
    name: row.name,
    externalId,
    active: row.active,
    deliveryType: row.delivery_type,
    sequence: row.sequence,
    productId: row.product_id ?? 0,
    companyId: row.company_id,
    countryIds: row.country_ids,
    stateIds: row.state_ids,
    zipPrefixIds: row.zip_prefix_ids,
    fixedPrice: row.fixed_price,
    margin: row.margin,
    fixedMargin: row.fixed_margin,
    freeOver: row.free_over,
    freeFrom: row.amount,
    maxWeight: row.max_weight ?? '0',
    maxVolume: row.max_volume ?? '0',
    mustHaveTagIds: row.must_have_tag_ids ?? [],
    excludedTagIds: row.excluded_tag_ids ?? [],
    invoicePolicy: row.invoice_policy ?? 'estimated',
    rules: rules.map((rule): OdooPriceRule => ({
      id: rule.id,
      externalId: ruleNames.get(rule.id),
      sequence: rule.sequence,
      variable: rule.variable,
      operator: rule.operator,
      maxValue: rule.max_value,
      basePrice: rule.list_base_price,
      perUnit: rule.list_price,
      variableFactor: rule.variable_factor,
    })),
  };
}
