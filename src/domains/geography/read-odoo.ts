import { z } from 'zod';
import type { OdooReader } from '../../odoo/port.ts';
import type { OdooGeography } from './facts.ts';
import { COUNTRY_MODEL, STATE_MODEL } from './models.ts';

/** An empty text field is `false` in Odoo's answers. */
const text = z.union([z.string(), z.literal(false)]).transform((value) => (value === false ? '' : value));

const countryRow = z.object({
  id: z.int().positive(),
  code: text,
  name: text,
  state_required: z.boolean(),
  zip_required: z.boolean(),
});

const stateRow = z.object({
  id: z.int().positive(),
  code: text,
  name: text,
  country_id: z.tuple([z.int().positive(), z.string()]).rest(z.unknown()),
});

/** Reads countries, states and the states' external ids: three calls while each fits one chunk. */
export async function readOdooGeography(odoo: OdooReader): Promise<OdooGeography> {
  const [countryRows, stateRows] = await Promise.all([
    odoo.searchRead(COUNTRY_MODEL, {
      fields: ['code', 'name', 'state_required', 'zip_required'],
      row: countryRow,
    }),
    odoo.searchRead(STATE_MODEL, { fields: ['code', 'name', 'country_id'], row: stateRow }),
  ]);
  const externalIds = await odoo.externalIds(
    STATE_MODEL,
    stateRows.map((row) => row.id),
  );
  const codes = new Map(countryRows.map((row) => [row.id, row.code]));
  return {
    countries: countryRows.map((row) => ({
      id: row.id,
      code: row.code,
      name: row.name,
      stateRequired: row.state_required,
      zipRequired: row.zip_required,
    })),
    states: stateRows.flatMap((row) => {
      const country = codes.get(row.country_id[0]);
      // A country added between the two reads: its states are seen on the next run.
      if (country === undefined) return [];
      const { id, code, name } = row;
      return [{ id, country, code, name, externalId: externalIds.get(id) }];
    }),
  };
}
