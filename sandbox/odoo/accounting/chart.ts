import type { JsonObject } from '../../json.ts';
import type { Environment } from '../environment.ts';
import { putExternalId } from '../external-ids.ts';
import { createRecords, writeRecords } from '../write.ts';
import { fiscalCountry } from './fiscal-country.ts';
import { rewrite } from './row-versions.ts';

/** What a fresh company of a series has of taxes, as the data files hold it; records are named, not numbered. */
export interface ChartData {
  readonly rounding: string;
  /** Null on 17, which has no such default. */
  readonly priceInclude: string | null;
  readonly defaultSaleTax: string;
  /** Absent where it has the name of the default sale tax. */
  readonly defaultPurchaseTax?: string;
  /** `[key, code, name, type]`; Odoo's generic ones where absent. */
  readonly accounts?: readonly AccountRow[];
  /** `[name, payable account, receivable account]` */
  readonly taxGroups: readonly (readonly [string, string, string])[];
  /**
   * `[name, sequence, flags, region]`. Null: no sequence was ever set. Flags: `auto` applied by itself, `vat` only to
   * customers with a VAT number. Region: `home` the country of the company, else the name of a country group.
   */
  readonly positions: readonly (readonly [string, number | null, string, string])[];
  /**
   * `[name, percentage, use, group, sequence, positions, taxes it replaces there, flags, account, more]`. Flags:
   * `archived`, `included` in the price, `group` or `division` for what it is computed as. Account by name, empty for
   * none; the usual one of its use where absent.
   */
  readonly taxes: readonly (readonly [
    string,
    number,
    string,
    string,
    number,
    readonly string[],
    readonly string[],
    string?,
    string?,
    ChartTaxMore?,
  ])[];
}

/** What only some taxes of a chart have. */
interface ChartTaxMore {
  /** Report tags of the base and of the tax, several joined by ` | `; empty for none. */
  readonly tags?: readonly [base: string, tax: string];
  /** The taxes of a group, which come before it in the list: by use and name. */
  readonly children?: readonly string[];
  /** The end of its external id, where the name does not make it. */
  readonly key?: string;
}

type AccountRow = readonly [key: string, code: string, name: string, type: string];

/** The accounts of Odoo's generic chart that taxes and invoices need: `[key, code, name, type]`. */
const ACCOUNTS: readonly AccountRow[] = [
  ['receivable', '121000', 'Account Receivable', 'asset_receivable'],
  ['tax_paid', '131000', 'Tax Paid', 'asset_current'],
  ['tax_receivable', '132000', 'Tax Receivable', 'asset_current'],
  ['payable', '211000', 'Account Payable', 'liability_payable'],
  ['tax_received', '251000', 'Tax Received', 'liability_current'],
  ['tax_payable', '252000', 'Tax Payable', 'liability_current'],
  ['income', '400000', 'Product Sales', 'income'],
  ['expense', '600000', 'Expenses', 'expense'],
];

/** Accounts that the tax of a fresh company is booked on, by its use. */
const TAX_ACCOUNTS: Readonly<Record<string, string>> = { sale: 'Tax Received', purchase: 'Tax Paid' };

const COMPUTATIONS = ['group', 'division', 'fixed'];

/** Gives a company the chart that a fresh one has: accounts, tax groups, taxes, and on 19 positions. */
export function seedChart(env: Environment, companyId: number, chart: ChartData): void {
  const { series } = env.database;
  const make = (model: string, key: string, values: JsonObject): number => {
    const [id = 0] = createRecords(env, env.model(model), [values]);
    putExternalId(env.database, `account.${companyId}_${key}`, model, id);
    return id;
  };
  const owner = { company_id: companyId };
  const accounts = new Map<string, number>();
  for (const [key, code, name, account_type] of chart.accounts ?? ACCOUNTS) {
    const whose: JsonObject = series === 17 ? owner : { company_ids: [[6, 0, [companyId]]] };
    accounts.set(name, make('account.account', key, { code, name, account_type, ...whose }));
  }
  const groups = new Map<string, number>();
  for (const [name, payable, receivable] of chart.taxGroups) {
    const booked = {
      tax_payable_account_id: accounts.get(payable) ?? false,
      tax_receivable_account_id: accounts.get(receivable) ?? false,
    };
    const key = keyOf('tax_group', name.replace(/^Tax /, ''));
    groups.set(name, make('account.tax.group', key, { name, ...owner, ...booked }));
  }
  const positions = new Map<string, number>();
  for (const [name, sequence, flags, region] of chart.positions) {
    const values = {
      name,
      auto_apply: flags.includes('auto'),
      vat_required: flags.includes('vat'),
      country_id: region === 'home' ? fiscalCountry(env, companyId) : false,
      country_group_id: region === 'home' || region === '' ? false : countryGroup(env, region),
      // A sequence that nobody set is empty in the database, though Odoo reads 0.
      ...(sequence !== null && { sequence }),
    };
    positions.set(name, make('account.fiscal.position', keyOf('position', name), { ...values, ...owner }));
  }
  // All are created at once, and which one is domestic is worked out and written after that.
  for (const id of positions.values())
    if (env.value('account.fiscal.position', id, 'is_domestic') === true) rewrite(env, id);
  // A tax for sales and one for purchases may have one name.
  const taxes = new Map<string, number>();
  const tagIds = reportTags(env, companyId);
  for (const [
    name,
    amount,
    use,
    group,
    sequence,
    inside,
    replaced,
    flags = '',
    account,
    special,
  ] of chart.taxes) {
    const account_id = accounts.get(account ?? TAX_ACCOUNTS[use] ?? '') ?? false;
    const [base = '', tax = ''] = special?.tags ?? [];
    const linesOf = (sign: '+' | '-') => [
      [0, 0, { repartition_type: 'base', tag_ids: [[6, 0, tagIds(sign, base)]] }],
      [0, 0, { repartition_type: 'tax', account_id, tag_ids: [[6, 0, tagIds(sign, tax)]] }],
    ];
    const computation = COMPUTATIONS.find((each) => flags.split(' ').includes(each)) ?? 'percent';
    const children = (special?.children ?? []).map((each) => taxes.get(each) ?? 0);
    const where = inside.map((each) => positions.get(each) ?? 0);
    const replaces = replaced.map((each) => taxes.get(`${use} ${each}`) ?? 0);
    const mapping: JsonObject =
      series >= 19 ? { fiscal_position_ids: [[6, 0, where]], original_tax_ids: [[6, 0, replaces]] } : {};
    const included: JsonObject =
      series === 17 ? { price_include: true } : { price_include_override: 'tax_included' };
    const isDefault = name === (use === 'sale' ? chart.defaultSaleTax : purchaseTax(chart));
    const key = special?.key ?? (isDefault ? `${use}_tax_template` : keyOf(`${use}_tax`, name));
    const values = { name, amount, type_tax_use: use, sequence, tax_group_id: groups.get(group) ?? false };
    const booked: JsonObject =
      computation === 'group'
        ? { children_tax_ids: [[6, 0, children]] }
        : { invoice_repartition_line_ids: linesOf('+'), refund_repartition_line_ids: linesOf('-') };
    const more = {
      amount_type: computation,
      active: !flags.includes('archived'),
      ...(flags.includes('included') && included),
    };
    const id = make('account.tax', key, { ...values, ...more, ...booked, ...mapping, ...owner });
    taxes.set(`${use} ${name}`, id);
    if (series >= 19) continue;
    for (const position_id of where)
      createRecords(
        env,
        env.model('account.fiscal.position.tax'),
        replaces.map((tax_src_id) => ({ position_id, tax_src_id, tax_dest_id: id })),
      );
  }
  setDefaults(env, companyId, chart, taxes);
}

/** Makes report tags as they are asked for, each once; since 19 invoices and refunds share them. */
function reportTags(env: Environment, companyId: number): (sign: '+' | '-', names: string) => number[] {
  const made = new Map<string, number>();
  const model = env.model('account.account.tag');
  const country_id = fiscalCountry(env, companyId);
  const tag = (name: string): number => {
    const id =
      made.get(name) ?? createRecords(env, model, [{ name, applicability: 'taxes', country_id }])[0] ?? 0;
    made.set(name, id);
    return id;
  };
  return (sign, names) =>
    names === ''
      ? []
      : names.split(' | ').map((name) => tag(env.database.series >= 19 ? name : `${sign}${name}`));
}

function setDefaults(
  env: Environment,
  companyId: number,
  chart: ChartData,
  taxes: ReadonlyMap<string, number>,
): void {
  writeRecords(env, env.model('res.company'), [companyId], {
    account_sale_tax_id: taxes.get(`sale ${chart.defaultSaleTax}`) ?? false,
    account_purchase_tax_id: taxes.get(`purchase ${purchaseTax(chart)}`) ?? false,
    tax_calculation_rounding_method: chart.rounding,
    ...(chart.priceInclude === null || env.database.series === 17
      ? {}
      : { account_price_include: chart.priceInclude }),
  });
}

function purchaseTax({ defaultPurchaseTax, defaultSaleTax }: ChartData): string {
  return defaultPurchaseTax ?? defaultSaleTax;
}

function countryGroup(env: Environment, name: string): number {
  const [found] = env.search(env.model('res.country.group'), [['name', '=', name]]);
  if (found === undefined) throw new Error(`there is no country group ${name}`);
  return found;
}

function keyOf(kind: string, name: string): string {
  return `${kind}_${name.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`.replace(/_$/, '');
}
