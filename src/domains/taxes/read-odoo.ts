import { classColumnOf } from '../shared/class-taxes.ts';
import { z } from 'zod';
import { Decimal } from 'decimal.js';
import type { OdooReader } from '../../odoo/port.ts';
import type { OdooAccount, OdooTax, OdooTaxCompany, OdooTaxes, OdooTaxGroup } from './facts.ts';
import { ACCOUNT_MODEL, TAX_GROUP_MODEL, TAX_MODEL } from './models.ts';
import { readTaxLines } from './read-tax-lines.ts';
import { readPositions } from './read-positions.ts';
import { isNativeExternalId } from '../../core/external-id.ts';
import { id, ids, related, text } from '../../core/odoo-values.ts';
import { FIRST_WITH_COMPANY_INCLUSION, FIRST_WITHOUT_LINES } from './series.ts';
import { PRODUCT_MODEL, productsWith, SOLD_PRODUCTS } from './products.ts';

const companyRow = z.object({
  id,
  name: text,
  // From the root down to the company itself: a branch may use what those above it have.
  parent_ids: ids,
  country_id: related,
  state_id: related,
  currency_id: related,
  account_fiscal_country_id: related,
  account_sale_tax_id: related,
  tax_calculation_rounding_method: text,
  account_price_include: text.optional(),
});

const taxRow = z.object({
  id,
  name: text,
  active: z.boolean(),
  type_tax_use: z.string(),
  children_tax_ids: ids,
  amount_type: z.string(),
  amount: z.number(),
  price_include: z.boolean(),
  include_base_amount: z.boolean(),
  is_base_affected: z.boolean(),
  sequence: z.int(),
  country_id: related,
  tax_group_id: related,
  original_tax_ids: ids.optional(),
  fiscal_position_ids: ids.optional(),
});

const groupRow = z.object({
  id,
  name: text,
  country_id: related,
  tax_payable_account_id: related,
  tax_receivable_account_id: related,
});
const accountRow = z.object({ id, code: text });
const codeRow = z.object({ id, code: text });
const currencyRow = z.object({ id, name: text, decimal_places: z.int() });
const unitRow = z.object({ id, weight_uom_name: text, volume_uom_name: text });

/**
 * Reads what decides taxes in the backend's company: the company, sale taxes, tax groups, accounts, fiscal positions,
 * units, and how many products carry what. The number of calls does not depend on the number of records.
 */
export async function readOdooTaxes(odoo: OdooReader): Promise<OdooTaxes> {
  const { series, company } = odoo.identity;
  const own = [['company_id', 'parent_of', company.id]] as const;
  const [companies, allTaxes, groups, accounts, countries, currencies, states, positions, units] =
    await Promise.all([
      odoo.searchRead('res.company', {
        domain: [['id', '=', company.id]],
        fields: fieldsOf(companyRow, series >= FIRST_WITH_COMPANY_INCLUSION ? [] : ['account_price_include']),
        row: companyRow,
      }),
      readTaxes(odoo),
      odoo.searchRead(TAX_GROUP_MODEL, { domain: own, fields: fieldsOf(groupRow), row: groupRow }),
      odoo.searchRead(ACCOUNT_MODEL, { fields: ['code'], row: accountRow }),
      odoo.searchRead('res.country', { fields: ['code'], row: codeRow }),
      odoo.searchRead('res.currency', { fields: fieldsOf(currencyRow), row: currencyRow }),
      odoo.searchRead('res.country.state', { fields: ['code'], row: codeRow }),
      readPositions(odoo),
      // Units belong to the whole database; every product reports them.
      odoo.first(PRODUCT_MODEL, { fields: fieldsOf(unitRow), row: unitRow }),
    ]);
  const [found] = companies;
  const read = found && companyOf(found, countries, states, currencies);
  const defaultSaleTaxId = read?.defaultSaleTaxId ?? null;
  const sold = allTaxes.filter(({ use }) => use === 'sale').map(({ tax }) => tax);
  const [products, { linesOf, tags }] = await Promise.all([
    countProducts(odoo, sold, defaultSaleTaxId),
    readTaxLines(
      odoo,
      allTaxes.filter(({ tax }) => isBookingKnown(tax, defaultSaleTaxId)).map(({ tax }) => tax.id),
    ),
  ]);
  const withLines = (tax: OdooTax): OdooTax => {
    const lines = linesOf.get(tax.id);
    return lines === undefined ? tax : { ...tax, lines };
  };
  const currency = currencies.find((row) => row.id === found?.currency_id);
  return {
    company: read ?? emptyCompany(company),
    taxes: sold.map(withLines),
    partTaxes: allTaxes.filter(({ use }) => use !== 'sale').map(({ tax }) => withLines(tax)),
    tags,
    groups: groups.map(groupOf),
    accounts: accounts.map(({ id: accountId, code }): OdooAccount => ({ id: accountId, code })),
    positions,
    products,
    weightUnit: units?.weight_uom_name ?? '',
    volumeUnit: units?.volume_uom_name ?? '',
    currencyDecimals: currency?.decimal_places ?? 2,
    countries,
    states,
  };
}

/** Since `id` comes by itself, and a field that a series lacks may not be asked for. */
function fieldsOf(row: z.ZodObject, without: readonly string[] = []): string[] {
  return Object.keys(row.shape).filter((name) => name !== 'id' && !without.includes(name));
}

const groupParts = taxRow.pick({ id: true, children_tax_ids: true });

/** A tax with what it is for: `sale`, or `none` where it is charged as part of a group alone. */
interface ReadTax {
  readonly use: string;
  readonly tax: OdooTax;
}

/** Of taxes that the connector created it is known; its own may be the default, from which others take the account. */
function isBookingKnown({ externalId, id: taxId }: OdooTax, defaultSaleTaxId: number | null): boolean {
  return taxId === defaultSaleTaxId || !isNativeExternalId(externalId);
}

async function readTaxes(odoo: OdooReader): Promise<ReadTax[]> {
  const { series, company } = odoo.identity;
  const missing = series >= FIRST_WITHOUT_LINES ? [] : ['original_tax_ids', 'fiscal_position_ids'];
  const rows = await odoo.searchRead(TAX_MODEL, {
    domain: [
      ['company_id', 'parent_of', company.id],
      ['type_tax_use', 'in', ['sale', 'none']],
    ],
    fields: fieldsOf(taxRow, missing),
    row: taxRow,
    // Of 19 alone: the positions and the taxes that a tax replaces there.
    archivedLinks: series >= FIRST_WITHOUT_LINES,
  });
  const externalIds = await odoo.externalIds(
    TAX_MODEL,
    rows.map((row) => row.id),
  );
  const archived = new Set(rows.flatMap((row) => (row.active ? [] : [row.id])));
  const groups = rows.flatMap((row) => (row.amount_type === 'group' ? [row.id] : []));
  const parts = await partsOf(odoo, groups);
  return rows.map((row) => {
    // Odoo does not charge archived parts of a group of taxes.
    const children_tax_ids = row.children_tax_ids.filter((child) => !archived.has(child));
    const tax = taxOf({ ...row, children_tax_ids }, externalIds.get(row.id));
    const partIds = parts.get(row.id);
    return { use: row.type_tax_use, tax: partIds === undefined ? tax : { ...tax, partIds } };
  });
}

/** The taxes in groups of taxes, archived ones too, which lists leave out. */
async function partsOf(
  odoo: OdooReader,
  groups: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  if (groups.length === 0) return new Map();
  const rows = await odoo.searchRead(TAX_MODEL, {
    domain: [['id', 'in', groups]],
    fields: ['children_tax_ids'],
    row: groupParts,
    archivedLinks: true,
  });
  return new Map(rows.map((row) => [row.id, row.children_tax_ids]));
}

function taxOf(row: z.infer<typeof taxRow>, externalId: string | undefined): OdooTax {
  return {
    id: row.id,
    name: row.name,
    externalId,
    active: row.active,
    amountType: row.amount_type,
    // Odoo keeps four decimals; what comes as a float is the nearest one to them.
    percent: new Decimal(row.amount).toDecimalPlaces(4).toFixed(),
    included: row.price_include,
    includeBaseAmount: row.include_base_amount,
    isBaseAffected: row.is_base_affected,
    sequence: row.sequence,
    countryId: row.country_id,
    groupId: row.tax_group_id,
    originalTaxIds: row.original_tax_ids ?? [],
    positionIds: row.fiscal_position_ids ?? [],
    ...(row.children_tax_ids.length > 0 && { childIds: row.children_tax_ids }),
  };
}

type CodeRow = z.infer<typeof codeRow>;

function companyOf(
  row: z.infer<typeof companyRow>,
  countries: readonly CodeRow[],
  states: readonly CodeRow[],
  currencies: readonly z.infer<typeof currencyRow>[],
): OdooTaxCompany {
  const inclusion = row.account_price_include;
  const parentIds = row.parent_ids.filter((each) => each !== row.id);
  return {
    id: row.id,
    name: row.name,
    ...(parentIds.length > 0 && { parentIds }),
    country: withCode(row.country_id, countries),
    stateId: row.state_id,
    stateCode: withCode(row.state_id, states)?.code ?? '',
    fiscalCountry: withCode(row.account_fiscal_country_id, countries),
    currency: currencies.find((one) => one.id === row.currency_id)?.name ?? '',
    rounding: row.tax_calculation_rounding_method,
    pricesIncludeTax: inclusion === undefined ? null : inclusion === 'tax_included',
    defaultSaleTaxId: row.account_sale_tax_id,
  };
}

function withCode(desired: number | null, rows: readonly CodeRow[]): CodeRow | null {
  return rows.find((row) => row.id === desired) ?? null;
}

/** A company that the connector's user may not see: nothing is known of it, so nothing can be planned for it. */
function emptyCompany({ id: companyId, name }: { id: number; name: string }): OdooTaxCompany {
  return {
    id: companyId,
    name,
    country: null,
    stateId: null,
    stateCode: '',
    fiscalCountry: null,
    currency: '',
    rounding: 'round_per_line',
    pricesIncludeTax: null,
    defaultSaleTaxId: null,
  };
}

function groupOf(row: z.infer<typeof groupRow>): OdooTaxGroup {
  return {
    id: row.id,
    name: row.name,
    countryId: row.country_id,
    payableAccountId: row.tax_payable_account_id,
    receivableAccountId: row.tax_receivable_account_id,
  };
}

/** Counts products by the taxes that a plan asks about: the default sale tax and the created taxes of classes. */
async function countProducts(
  odoo: OdooReader,
  taxes: readonly OdooTax[],
  defaultSaleTaxId: number | null,
): Promise<OdooTaxes['products']> {
  const asked = taxes
    .filter(
      ({ id: taxId, externalId }) =>
        taxId === defaultSaleTaxId || classColumnOf(odoo.identity.company.id, externalId) !== undefined,
    )
    .map((tax) => tax.id);
  const sold = SOLD_PRODUCTS(odoo.identity.company.id);
  const [total, untaxed, byTax] = await Promise.all([
    odoo.count(PRODUCT_MODEL, sold),
    odoo.count(PRODUCT_MODEL, [...sold, ['taxes_id', '=', false]]),
    asked.length === 0 ? new Map<number, number>() : countByTax(odoo, asked),
  ]);
  return { total, untaxed, byTax };
}

const countRow = z.object({
  taxes_id: z.union([z.tuple([id, z.string()]), z.literal(false)]),
  __count: z.int(),
});

/** How many products carry each of these taxes: `read_group` (17 to 19), one call for all; a product may carry several. */
async function countByTax(odoo: OdooReader, taxIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const groups = await odoo.ask(PRODUCT_MODEL, 'read_group', {
    args: {
      domain: productsWith(odoo.identity.company.id, taxIds),
      fields: [],
      groupby: ['taxes_id'],
      lazy: false,
    },
    answer: z.array(countRow),
  });
  const asked = new Set(taxIds);
  return new Map(
    groups.flatMap(({ taxes_id: tax, __count: count }) =>
      tax !== false && asked.has(tax[0]) ? [[tax[0], count] as const] : [],
    ),
  );
}
