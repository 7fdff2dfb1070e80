import { z } from 'zod';
import type { OdooReader } from '../../odoo/port.ts';
import type { OdooPosition, OdooPositionLine } from './facts.ts';
import { POSITION_LINE_MODEL, POSITION_MODEL } from './models.ts';
import { id, ids, related, text } from '../../core/odoo-values.ts';
import { FIRST_WITHOUT_LINES } from './series.ts';

const positionRow = z.object({
  id,
  name: text,
  active: z.boolean(),
  auto_apply: z.boolean(),
  sequence: z.int(),
  country_id: related,
  country_group_id: related,
  state_ids: ids,
  zip_from: text,
  zip_to: text,
  vat_required: z.boolean(),
  foreign_vat: text,
  tax_ids: ids,
});

const lineRow = z.object({ id, position_id: related, tax_src_id: related, tax_dest_id: related });
const countryGroupRow = z.object({ id, country_ids: ids });

/** Reads the fiscal positions of the company with what they map: five calls up to 18, three since 19. */
export async function readPositions(odoo: OdooReader): Promise<OdooPosition[]> {
  const { company, series } = odoo.identity;
  const own = [['company_id', '=', company.id]] as const;
  const hasLines = series < FIRST_WITHOUT_LINES;
  const [rows, groups, lines] = await Promise.all([
    odoo.searchRead(POSITION_MODEL, {
      domain: own,
      fields: Object.keys(positionRow.shape).filter((name) => name !== 'id'),
      row: positionRow,
    }),
    odoo.searchRead('res.country.group', { fields: ['country_ids'], row: countryGroupRow }),
    hasLines
      ? odoo.searchRead(POSITION_LINE_MODEL, {
          domain: own,
          fields: ['position_id', 'tax_src_id', 'tax_dest_id'],
          row: lineRow,
        })
      : [],
  ]);
  const [externalIds, lineIds] = await Promise.all([
    odoo.externalIds(
      POSITION_MODEL,
      rows.map((row) => row.id),
    ),
    odoo.externalIds(
      POSITION_LINE_MODEL,
      lines.map((row) => row.id),
    ),
  ]);
  const linesOf = Map.groupBy(lines, (line) => line.position_id);
  const countriesOf = new Map(groups.map((group) => [group.id, group.country_ids]));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    externalId: externalIds.get(row.id),
    active: row.active,
    autoApply: row.auto_apply,
    sequence: row.sequence,
    countryId: row.country_id,
    countryGroupId: row.country_group_id,
    groupCountryIds: row.country_group_id === null ? [] : (countriesOf.get(row.country_group_id) ?? []),
    stateIds: row.state_ids,
    zipFrom: row.zip_from,
    zipTo: row.zip_to,
    vatRequired: row.vat_required,
    foreignVat: row.foreign_vat !== '',
    lines: (linesOf.get(row.id) ?? []).map((line): OdooPositionLine => ({
      id: line.id,
      externalId: lineIds.get(line.id),
      sourceId: line.tax_src_id,
      destinationId: line.tax_dest_id,
    })),
    taxIds: hasLines ? [] : row.tax_ids,
  }));
}
