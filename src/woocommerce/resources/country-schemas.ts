import { z } from 'zod';
import type { Redact } from '../http/redact.ts';
import type {
  InvalidPlace,
  StoreContinent,
  StoreCountries,
  StoreCountry,
  StoreList,
  StoreState,
} from '../port.ts';
import { badField, badRow, fieldsOf, noObject } from './bad-row.ts';
import { rowListSchema } from './row-list.ts';
import { code, MAX_COUNTRIES, MAX_NAME_LENGTH, name, shownText } from './schemas.ts';

/** More than any country has, cities listed as states included; what comes after them is left out and reported. */
const MAX_STATES = 5_000;
const MAX_CONTINENTS = 100;

/** A list from which a plugin took something comes as a record: PHP numbers what is left as before. */
const list = z.union([
  z.array(z.unknown()),
  z.record(z.string(), z.unknown()).transform((rows) => Object.values(rows)),
]);

const countryCode = z.object({ code });
const countryName = z.object({ name });
const state: z.ZodType<StoreState> = z.object({ code, name });

/**
 * `GET data/countries`. Plugins add states with empty codes, names that are no text, or the same code twice: each is a
 * fault of its own and fails no other. Of two states whose codes are equal without outer spaces, the first one written
 * without them counts. An answer in which not one country has a readable code and name is no list of countries.
 *
 * @param redact removes keys from what a fault quotes
 */
export function countriesSchema(redact: Redact): z.ZodType<StoreCountries> {
  return z
    .array(z.unknown())
    .max(MAX_COUNTRIES)
    .transform((rows, context) => {
      const read = readCountries(rows, redact);
      const [first] = read.faults;
      if (first !== undefined && read.countries.every(({ name: label }) => label === ''))
        context.addIssue({ code: 'custom', path: [0, first.field], message: first.message });
      return read;
    });
}

function readCountries(rows: readonly unknown[], redact: Redact): StoreCountries {
  const faults: InvalidPlace[] = [];
  const countries = new Map<string, StoreCountry>();
  for (const row of rows) {
    const fields = fieldsOf(row);
    const parsed = countryCode.safeParse(row);
    const found = parsed.data?.code ?? null;
    const place = { country: found, state: null };
    if (fields === null || found === null) {
      faults.push({
        ...place,
        ...(parsed.error && fields ? badRow(fields, parsed.error, redact) : noObject(row, redact)),
      });
    } else if (countries.has(found)) {
      faults.push({ ...place, ...badField('code', 'comes a second time') });
    } else {
      const named = countryName.safeParse(row);
      if (named.error) faults.push({ ...place, ...badRow(fields, named.error, redact) });
      const states = readStates(found, fields['states'], redact, faults);
      countries.set(found, { code: found, name: named.data?.name ?? '', states });
    }
  }
  return { countries: [...countries.values()], faults };
}

/** Of what is too much only the first is a fault: one sentence for all of them. */
function readStates(country: string, value: unknown, redact: Redact, faults: InvalidPlace[]): StoreState[] {
  const rows = list.safeParse(value);
  if (!rows.success) {
    faults.push({ country, state: null, ...badField('states', 'is no list') });
    return [];
  }
  const states = new Map<string, StoreState>();
  const byOwnCode = (row: unknown) => (isTrimmed(fieldsOf(row)?.['code']) ? 0 : 1);
  const sorted = rows.data.map((row, index) => ({ row, index, rank: byOwnCode(row) }));
  sorted.sort((a, b) => a.rank - b.rank || a.index - b.index);
  for (const { row } of sorted) {
    const fields = fieldsOf(row);
    const parsed = state.safeParse(row);
    const place = { country, state: countryCode.safeParse(row).data?.code ?? null };
    if (!parsed.success) {
      faults.push({ ...place, ...(fields ? badRow(fields, parsed.error, redact) : noObject(row, redact)) });
    } else if (states.has(parsed.data.code)) {
      faults.push({ ...place, ...badField('code', 'comes a second time') });
    } else if (states.size === MAX_STATES) {
      const more = `contains more than ${MAX_STATES} states; the others are not read`;
      faults.push({ country, state: null, ...badField('states', more) });
      break;
    } else {
      states.set(parsed.data.code, parsed.data);
    }
  }
  return [...states.values()];
}

const continent: z.ZodType<StoreContinent> = z.object({
  code,
  name: shownText(MAX_NAME_LENGTH),
  countries: z
    .array(z.object({ code }))
    .max(MAX_COUNTRIES)
    .transform((countries) => countries.map((one) => one.code)),
});

/**
 * `GET data/continents`. Only codes and the continents' own names are taken: what it calls a country is the name of a
 * currency (recorded). None at all would mean that zones of continents cover nothing. A country that cannot be understood
 * spoils its continent, which would cover something else without it.
 *
 * @param redact removes keys from what a fault quotes
 */
export function continentsSchema(redact: Redact): z.ZodType<StoreList<StoreContinent>> {
  return rowListSchema({ row: continent, key: 'code', most: MAX_CONTINENTS, twins: 'fault' }, redact).refine(
    ({ rows }) => rows.length > 0,
    'contains no continent',
  );
}

function isTrimmed(value: unknown): boolean {
  return typeof value !== 'string' || value === value.trim();
}
