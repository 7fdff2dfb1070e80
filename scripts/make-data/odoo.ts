import { join } from 'node:path';
import { z } from 'zod';
import { printData, readRecording } from './recording.ts';

const named = z.tuple([z.number().int(), z.string()]);

const countries = z.array(
  z.object({
    id: z.number().int(),
    code: z.string(),
    name: z.string(),
    currency_id: z.union([named, z.literal(false)]),
    phone_code: z.number().int(),
    state_required: z.boolean(),
    zip_required: z.boolean(),
  }),
);
const states = z.array(
  z.object({ id: z.number().int(), code: z.string(), name: z.string(), country_id: named }),
);
const externalIds = z.array(
  z.object({ module: z.literal('base'), name: z.string(), res_id: z.number().int() }),
);
const currencies = z.array(
  z.object({
    id: z.number().int(),
    name: z.string(),
    symbol: z.string(),
    decimal_places: z.number().int(),
    active: z.boolean(),
  }),
);

const countryGroups = z.array(
  z.object({
    id: z.number().int(),
    name: z.string(),
    country_ids: z.array(z.number().int()),
    code: z.union([z.string(), z.literal(false)]).optional(),
  }),
);
const taxGroups = z.array(
  z.object({
    id: z.number().int(),
    name: z.string(),
    tax_payable_account_id: named,
    tax_receivable_account_id: named,
  }),
);
const taxes = z.array(
  z.object({
    id: z.number().int(),
    name: z.string(),
    amount: z.number(),
    type_tax_use: z.string(),
    sequence: z.number().int(),
    tax_group_id: named,
    fiscal_position_ids: z.array(z.number().int()).default([]),
    original_tax_ids: z.array(z.number().int()).default([]),
  }),
);
const positions = z.array(
  z.object({
    id: z.number().int(),
    name: z.string(),
    sequence: z.number().int(),
    auto_apply: z.boolean(),
    country_id: z.union([named, z.literal(false)]),
  }),
);
const companies = z.object({
  body: z.object({
    result: z.tuple([
      z.object({
        tax_calculation_rounding_method: z.string(),
        account_sale_tax_id: named,
        account_price_include: z.string().optional(),
      }),
    ]),
  }),
});

/** The lists of one Odoo series, compact; the meaning of the columns is described in `sandbox/odoo/seed.ts`. */
export function odooData(folder: string, series: number): string {
  const from = join(folder, 'odoo', `${series}.0`);
  const names = new Map(
    readRecording(join(from, 'ir.model.data.res.country.state.json'), externalIds).map((row) => [
      row.res_id,
      row.name,
    ]),
  );
  const byCountry = Map.groupBy(
    readRecording(join(from, 'res.country.state.json'), states).toSorted((a, b) => a.id - b.id),
    (state) => state.country_id[0],
  );
  const countryRows = readRecording(join(from, 'res.country.json'), countries)
    .toSorted((a, b) => a.id - b.id)
    .map((country) => [
      country.id,
      country.code,
      country.name,
      country.currency_id === false ? 0 : country.currency_id[0],
      country.phone_code,
      `${country.state_required ? 's' : ''}${country.zip_required ? 'z' : ''}`,
      (byCountry.get(country.id) ?? []).map((state) => {
        const externalId = names.get(state.id);
        if (externalId === undefined)
          throw new Error(`state ${state.id} of Odoo ${series} has no external id`);
        return [state.id, state.code, state.name, externalId];
      }),
    ]);
  const currencyRows = readRecording(join(from, 'res.currency.json'), currencies)
    .toSorted((a, b) => a.id - b.id)
    .map((row) => [row.id, row.name, row.symbol, row.decimal_places, row.active ? 1 : 0]);
  const modules = readRecording(join(from, 'installed_modules.json'), z.array(z.string())).toSorted();
  return printData({
    series,
    modules,
    currencies: currencyRows,
    countries: countryRows,
    countryGroups: readRecording(join(from, 'res.country.group.json'), countryGroups).map((group) => [
      group.id,
      group.name,
      group.country_ids,
      ...(typeof group.code === 'string' ? [group.code] : []),
    ]),
    ...chartData(from),
  });
}

/** What a fresh company has of taxes, without ids: its default tax, groups, and on 19 its positions. */
function chartData(from: string): Readonly<Record<string, unknown>> {
  const [company] = readRecording(join(from, 'wire/jsonrpc.company.json'), companies).body.result;
  const groups = readRecording(join(from, 'records.account.tax.group.json'), taxGroups);
  const taxRows = readRecording(join(from, 'records.account.tax.json'), taxes);
  const positionRows = readRecording(join(from, 'records.account.fiscal.position.json'), positions);
  // 17 and 18 show an account with its code, 19 without.
  const accountName = (account: readonly [number, string]) => account[1].replace(/^\d+ /, '');
  const nameOf = (rows: readonly { id: number; name: string }[], id: number) =>
    rows.find((row) => row.id === id)?.name ?? String(id);
  return {
    rounding: company.tax_calculation_rounding_method,
    priceInclude: company.account_price_include ?? null,
    defaultSaleTax: company.account_sale_tax_id[1],
    taxGroups: groups.map((group) => [
      group.name,
      accountName(group.tax_payable_account_id),
      accountName(group.tax_receivable_account_id),
    ]),
    positions: positionRows.map((row) => [
      row.name,
      row.sequence,
      row.auto_apply ? 'auto' : '',
      row.country_id === false ? '' : 'home',
    ]),
    taxes: taxRows.map((tax) => [
      tax.name,
      tax.amount,
      tax.type_tax_use,
      tax.tax_group_id[1],
      tax.sequence,
      tax.fiscal_position_ids.map((id) => nameOf(positionRows, id)),
      tax.original_tax_ids.map((id) => nameOf(taxRows, id)),
    ]),
  };
}
