import { z } from 'zod';
import type { OdooReader } from '../../odoo/port.ts';
import type { OdooCurrency } from './facts.ts';
import { CURRENCY_MODEL } from './models.ts';

const currencyRow = z.object({ id: z.int().positive(), name: z.string(), active: z.boolean() });

/** Reads every currency, archived ones too, with the external ids by which one can be activated: two calls. */
export async function readOdooCurrencies(odoo: OdooReader): Promise<readonly OdooCurrency[]> {
  const rows = await odoo.searchRead(CURRENCY_MODEL, { fields: ['name', 'active'], row: currencyRow });
  const externalIds = await odoo.externalIds(
    CURRENCY_MODEL,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, name, active }) => ({ id, code: name, active, externalId: externalIds.get(id) }));
}
