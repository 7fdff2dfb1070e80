import { z } from 'zod';
import { Decimal } from 'decimal.js';
import { id, ids, related, text } from '../../core/odoo-values.ts';
import type { OdooReader } from '../../odoo/port.ts';
import type { OdooTaxLine, OdooTaxTag } from './facts.ts';

const LINE_MODEL = 'account.tax.repartition.line';
const TAG_MODEL = 'account.account.tag';

const lineRow = z.object({
  id,
  tax_id: related,
  document_type: z.enum(['invoice', 'refund']).catch('invoice'),
  repartition_type: z.enum(['base', 'tax']).catch('tax'),
  factor_percent: z.number(),
  account_id: related,
  tag_ids: ids,
});
const tagRow = z.object({ id, name: text });

/** How taxes are booked, by id, and the tags of the tax report on them: one call, and one more where there are tags. */
export async function readTaxLines(
  odoo: OdooReader,
  taxIds: readonly number[],
): Promise<{ linesOf: ReadonlyMap<number, readonly OdooTaxLine[]>; tags: readonly OdooTaxTag[] }> {
  if (taxIds.length === 0) return { linesOf: new Map(), tags: [] };
  const rows = await odoo.searchRead(LINE_MODEL, {
    domain: [['tax_id', 'in', taxIds]],
    fields: Object.keys(lineRow.shape).filter((name) => name !== 'id'),
    row: lineRow,
  });
  const linesOf = new Map<number, OdooTaxLine[]>();
  for (const row of rows.toSorted((a, b) => a.id - b.id)) {
    const lines = linesOf.get(row.tax_id ?? 0) ?? [];
    linesOf.set(row.tax_id ?? 0, lines);
    lines.push({
      document: row.document_type,
      type: row.repartition_type,
      factor: new Decimal(row.factor_percent).toFixed(),
      accountId: row.account_id,
      tagIds: row.tag_ids.toSorted((a, b) => a - b),
    });
  }
  const tagIds = [...new Set(rows.flatMap((row) => row.tag_ids))];
  const tags =
    tagIds.length === 0
      ? []
      : await odoo.searchRead(TAG_MODEL, { domain: [['id', 'in', tagIds]], fields: ['name'], row: tagRow });
  return { linesOf, tags };
}
