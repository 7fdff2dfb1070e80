import { z } from 'zod';
import type { OdooReader } from '../../odoo/port.ts';
import type { OdooPayments } from './facts.ts';
import { JOURNAL_MODEL } from './models.ts';

/** An empty text field is `false` in Odoo's answers. */
const text = z.union([z.string(), z.literal(false)]).transform((value) => (value === false ? '' : value));

const journalRow = z.object({
  id: z.int().positive(),
  name: text,
  code: text,
  type: z.string(),
  active: z.boolean(),
});

/** Reads the journals of the backend's company, and of the companies that it is a branch of, archived ones too: one call. */
export async function readOdooPayments(odoo: OdooReader): Promise<OdooPayments> {
  const { company } = odoo.identity;
  const journals = await odoo.searchRead(JOURNAL_MODEL, {
    domain: [['company_id', 'parent_of', company.id]],
    fields: ['name', 'code', 'type', 'active'],
    row: journalRow,
  });
  return { company: company.name, journals };
}
