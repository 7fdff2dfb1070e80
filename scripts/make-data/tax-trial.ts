import { Decimal } from 'decimal.js';
import { join } from 'node:path';
import { z } from 'zod';
import { printData, readRecording } from './recording.ts';

const id = z.number().int();
const named = z.tuple([id, z.string()]);
const optional = z.union([named, z.literal(false)]);
const text = z.union([z.string(), z.literal(false)]);

// What the trial never varied is a literal here: a recording that does vary it needs a column of its own.
const position = z.object({
  id,
  name: z.string(),
  sequence: z.number().int(),
  auto_apply: z.literal(true),
  vat_required: z.literal(false),
  active: z.literal(true),
  country_id: optional,
  country_group_id: z.literal(false),
  state_ids: z.array(id),
  zip_from: text,
  zip_to: text,
  tax_ids: z.array(id),
});
const line = z.object({ id, position_id: named, tax_src_id: named, tax_dest_id: optional });
const tax = z.object({
  id,
  name: z.string(),
  amount: z.number(),
  amount_type: z.literal('percent'),
  type_tax_use: z.literal('sale'),
  sequence: z.number().int(),
  include_base_amount: z.boolean(),
  is_base_affected: z.boolean(),
  price_include: z.literal(false),
  active: z.literal(true),
  fiscal_position_ids: z.array(id).optional(),
  original_tax_ids: z.array(id).optional(),
});
const basket = z.array(z.tuple([z.string(), z.number().int()]));
const answer = z.object({
  country: z.string(),
  state_id: z.union([id, z.literal(false)]),
  zip: z.string(),
  city: z.string(),
  fiscal_position_id: id,
  orders: z.array(z.object({ lines: basket, amount_untaxed: z.number(), amount_tax: z.number() })),
});
const trial = z.object({
  rounding: z.enum(['round_per_line', 'round_globally']),
  positions: z.array(position),
  position_lines: z.array(line).default([]),
  taxes: z.array(tax),
  products: z.record(z.string(), z.array(id)),
  answers: z.array(answer).min(1),
});
type Trial = z.infer<typeof trial>;
type Order = Trial['answers'][number]['orders'][number];

const company = z.object({
  body: z.object({
    result: z.tuple([
      z.object({
        id,
        country_id: named,
        account_fiscal_country_id: named,
        currency_id: named,
        account_sale_tax_id: named,
      }),
    ]),
  }),
});
const currencies = z.array(z.object({ name: z.string(), decimal_places: z.number().int() }));
const countries = z.array(z.object({ id, code: z.string() }));
const states = z.array(z.object({ id, code: z.string(), country_id: named }));

/** What one series answered in the tax trial, compact; the columns are described in `test/fixtures/tax-trial.ts`. */
export function taxTrialData(folder: string, series: number): string {
  const from = join(folder, 'odoo', `${series}.0`);
  const recorded = readRecording(join(from, 'tax-trial.json'), trial);
  const stateIds = new Set([
    ...recorded.positions.flatMap((row) => row.state_ids),
    ...recorded.answers.flatMap((row) => (row.state_id === false ? [] : [row.state_id])),
  ]);
  const countryCodes = new Set(recorded.answers.map((row) => row.country));
  const countryIds = new Set(recorded.positions.map((row) => idOf(row.country_id)));
  const orders = recorded.answers[0]?.orders ?? [];
  const prices = pricesOf(orders);
  return printData({
    series,
    company: companyFacts(from, recorded.rounding),
    countries: readRecording(join(from, 'res.country.json'), countries)
      .filter((row) => countryCodes.has(row.code) || countryIds.has(row.id))
      .toSorted((a, b) => a.id - b.id)
      .map((row) => [row.id, row.code]),
    states: readRecording(join(from, 'res.country.state.json'), states)
      .filter((row) => stateIds.has(row.id))
      .toSorted((a, b) => a.id - b.id)
      .map((row) => [row.id, row.code, row.country_id[0]]),
    taxes: recorded.taxes.toSorted((a, b) => a.id - b.id).map(taxRow),
    positions: recorded.positions
      .toSorted((a, b) => a.id - b.id)
      .map((row) => [
        row.id,
        row.name.trim(),
        row.sequence,
        idOf(row.country_id),
        row.state_ids,
        row.zip_from === false ? '' : row.zip_from,
        row.zip_to === false ? '' : row.zip_to,
        // Before 19 these are the mapping lines, which have rows of their own.
        series >= 19 ? row.tax_ids : [],
      ]),
    lines: recorded.position_lines
      .toSorted((a, b) => a.id - b.id)
      .map((row) => [row.id, row.position_id[0], row.tax_src_id[0], idOf(row.tax_dest_id)]),
    classes: Object.entries(recorded.products).map(([name, taxes]) => [
      name,
      taxes,
      prices.get(name)?.toString() ?? null,
    ]),
    baskets: orders.map((order) => order.lines),
    answers: recorded.answers.map((row) => {
      if (JSON.stringify(row.orders.map(basketOf)) !== JSON.stringify(orders.map(basketOf)))
        throw new Error(`Odoo ${series} was asked for other baskets at ${row.country} ${row.zip}`);
      const stateId = row.state_id === false ? null : row.state_id;
      const amounts = row.orders.map((order) => money(order.amount_tax));
      return [row.country, stateId, row.zip, row.city, row.fiscal_position_id, amounts];
    }),
  });
}

function taxRow(row: Trial['taxes'][number]): unknown[] {
  const flags = `${row.include_base_amount ? 'b' : ''}${row.is_base_affected ? 'a' : ''}`;
  const start = [row.id, row.name, String(row.amount), row.sequence, flags];
  return [...start, row.fiscal_position_ids ?? [], row.original_tax_ids ?? []];
}

/** The price of a class: from a basket of its own, or from what is left of one whose other prices are known. */
function pricesOf(orders: readonly Order[]): Map<string, Decimal> {
  const prices = new Map<string, Decimal>();
  for (const { lines, amount_untaxed } of orders.toSorted((a, b) => a.lines.length - b.lines.length)) {
    const unknown = lines.filter(([name]) => !prices.has(name));
    const known = lines.reduce(
      (sum, [name, quantity]) => sum.plus((prices.get(name) ?? new Decimal(0)).times(quantity)),
      new Decimal(0),
    );
    const rest = new Decimal(money(amount_untaxed)).minus(known);
    const [first, ...others] = unknown;
    if (others.length > 0 || (first === undefined && !rest.isZero()))
      throw new Error(`the baskets of the trial do not tell the price of ${JSON.stringify(lines)}`);
    if (first !== undefined) prices.set(first[0], rest.div(first[1]));
  }
  return prices;
}

function companyFacts(from: string, rounding: string): Record<string, unknown> {
  const [row] = readRecording(join(from, 'wire', 'jsonrpc.company.json'), company).body.result;
  const currency = row.currency_id[1];
  const found = readRecording(join(from, 'res.currency.json'), currencies).find(
    ({ name }) => name === currency,
  );
  if (found === undefined) throw new Error(`${from} lists no currency ${currency}`);
  return {
    id: row.id,
    countryId: row.country_id[0],
    fiscalCountryId: row.account_fiscal_country_id[0],
    currency,
    decimals: found.decimal_places,
    rounding,
    defaultSaleTaxId: row.account_sale_tax_id[0],
  };
}

/** Recorded amounts are binary floats (`38.849999999999994`) of whole cents. */
function money(amount: number): string {
  return new Decimal(amount).toDecimalPlaces(6).toFixed(2);
}

const basketOf = (order: Order) => [order.lines, money(order.amount_untaxed)];
const idOf = (value: z.infer<typeof optional>) => (value === false ? null : value[0]);
