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

/** The lists of one Odoo series, compact; the meaning of the columns is told in `sandbox/odoo/seed.ts`. */
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
  return printData({ series, modules, currencies: currencyRows, countries: countryRows });
}
