import { decodeHTML } from 'entities';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { OdooGeography, StoreGeography } from '../facts.ts';

/** The lists of countries and states of real servers, from the sandbox's data sets, in the form the domain reads. */
export const SERIES = [17, 18, 19] as const;
export type Series = (typeof SERIES)[number];

const data = join(import.meta.dirname, '../../../../sandbox/data');
const read = (name: string): unknown => JSON.parse(readFileSync(join(data, name), 'utf8'));

const storeFile = z.object({
  countries: z.array(
    z.tuple([z.string(), z.string(), z.array(z.tuple([z.union([z.string(), z.number()]), z.string()]))]),
  ),
});

const odooFile = z.object({
  countries: z.array(
    z.tuple([
      z.number(),
      z.string(),
      z.string(),
      z.number(),
      z.number(),
      z.string(),
      z.array(z.tuple([z.number(), z.string(), z.string(), z.string()])),
    ]),
  ),
});

const germanFile = z.object({
  countries: z.record(z.string(), z.string()),
  states: z.record(z.string(), z.string()),
});

/** WooCommerce's list, names in the language asked for. */
export function storeGeography(language: 'en' | 'de' = 'en'): StoreGeography {
  const { countries } = storeFile.parse(read('woocommerce.json'));
  const german: z.infer<typeof germanFile> =
    language === 'de' ? germanFile.parse(read('names-de.json')) : { countries: {}, states: {} };
  return {
    countries: countries.map(([code, name]) => ({
      code,
      name: german.countries[code] ?? decodeHTML(name),
    })),
    states: countries.flatMap(([country, , states]) =>
      states.map(([code, name]) => ({
        country,
        code: String(code),
        name: german.states[`${country}:${String(code)}`] ?? decodeHTML(name),
      })),
    ),
  };
}

/** A fresh Odoo's list. */
export function odooGeography(series: Series): OdooGeography {
  const { countries } = odooFile.parse(read(`odoo-${series}.json`));
  return {
    countries: countries.map(([id, code, name, , , flags]) => ({
      id,
      code,
      name,
      stateRequired: flags.includes('s'),
      zipRequired: flags.includes('z'),
    })),
    states: countries.flatMap(([, country, , , , , states]) =>
      states.map(([id, code, name, externalId]) => ({
        id,
        country,
        code,
        name,
        externalId: `base.${externalId}`,
      })),
    ),
  };
}
