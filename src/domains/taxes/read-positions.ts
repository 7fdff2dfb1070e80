import { z } from 'zod';
import type { OdooReader } from '../../odoo/port.ts';
import type { OdooPosition, OdooPositionLine } from './facts.ts';
import { POSITION_LINE_MODEL, POSITION_MODEL, positionKeyOf } from './models.ts';
import { id, ids, related, text } from '../../core/odoo-values.ts';
import { FIRST_BY_RANK, FIRST_WITHOUT_LINES } from './series.ts';

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
  company_id: related,
});

const parentsRow = z.object({ id, parent_ids: ids });

const lineRow = z.object({ id, position_id: related, tax_src_id: related, tax_dest_id: related });
const countryGroupRow = z.object({ id, country_ids: ids, exclude_state_ids: ids.optional() });

/**
 * Reads the fiscal positions of the company with what they map: five calls up to 18, three since 19, and one more where
 * others have one sequence.
 */
export async function readPositions(odoo: OdooReader): Promise<OdooPosition[]> {
  const { company, series } = odoo.identity;
  const own = [['company_id', 'parent_of', company.id]] as const;
  const hasLines = series < FIRST_WITHOUT_LINES;
  const [rows, groups, lines, companies] = await Promise.all([
    odoo.searchRead(POSITION_MODEL, {
      domain: own,
      fields: Object.keys(positionRow.shape).filter((name) => name !== 'id'),
      row: positionRow,
      // Of 19 alone: the taxes that it maps to.
      archivedLinks: !hasLines,
    }),
    odoo.searchRead('res.country.group', {
      fields: ['country_ids', ...(hasLines ? [] : ['exclude_state_ids'])],
      row: countryGroupRow,
    }),
    hasLines
      ? odoo.searchRead(POSITION_LINE_MODEL, {
          domain: own,
          fields: ['position_id', 'tax_src_id', 'tax_dest_id'],
          row: lineRow,
        })
      : [],
    odoo.searchRead('res.company', {
      domain: [['id', '=', company.id]],
      fields: ['parent_ids'],
      row: parentsRow,
    }),
  ]);
  const lineage = companies[0]?.parent_ids ?? [company.id];
  const levelOf = (owner: number | null) => {
    const at = lineage.indexOf(owner ?? company.id);
    return at === -1 ? 0 : at - lineage.length + 1;
  };
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
  const groupOf = new Map(groups.map((group) => [group.id, group]));
  const order = await readSearchOrder(odoo, rows, externalIds);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    externalId: externalIds.get(row.id),
    active: row.active,
    autoApply: row.auto_apply,
    sequence: row.sequence,
    ...(levelOf(row.company_id) !== 0 && { level: levelOf(row.company_id) }),
    ...order.get(row.id),
    countryId: row.country_id,
    countryGroupId: row.country_group_id,
    groupCountryIds: groupOf.get(row.country_group_id ?? 0)?.country_ids ?? [],
    excludedStateIds: groupOf.get(row.country_group_id ?? 0)?.exclude_state_ids ?? [],
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

type PositionRow = z.infer<typeof positionRow>;

/**
 * How Odoo itself sorts positions: which of two with one sequence comes first depends on how PostgreSQL happens to keep
 * them, and whether a sequence is 0 or was never set matters to 17. Asked only where it can decide something.
 */
async function readSearchOrder(
  odoo: OdooReader,
  rows: readonly PositionRow[],
  externalIds: ReadonlyMap<number, string>,
): Promise<ReadonlyMap<number, Pick<OdooPosition, 'searchOrder' | 'isSequenceUnset'>>> {
  const { company, series } = odoo.identity;
  const others = rows.filter(
    (row) => row.active && row.auto_apply && positionKeyOf(company.id, externalIds.get(row.id)) === undefined,
  );
  const sequences = new Set(others.map(({ sequence }) => sequence));
  const isClear = sequences.size === others.length && !(series < FIRST_BY_RANK && sequences.has(0));
  if (isClear) return new Map();
  const sorted = await odoo.ask(POSITION_MODEL, 'search', {
    args: { domain: [['company_id', 'parent_of', company.id]], order: 'sequence' },
    answer: z.array(id),
  });
  const sequenceOf = new Map(rows.map((row) => [row.id, row.sequence]));
  let highest = -Infinity;
  return new Map(
    sorted.map((positionId, searchOrder) => {
      const sequence = sequenceOf.get(positionId) ?? 0;
      const isSequenceUnset = sequence === 0 && highest > 0;
      highest = Math.max(highest, sequence);
      return [positionId, { searchOrder, isSequenceUnset }];
    }),
  );
}
