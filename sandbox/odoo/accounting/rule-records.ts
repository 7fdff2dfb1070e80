import { textOf } from '../../json.ts';
import type { Json } from '../../json.ts';
import type { Environment } from '../environment.ts';
import type { Row } from '../model.ts';
import { versionOf } from './version-of.ts';
import type { MappingLine, PositionRecord, TaxRecord } from '../tax-rules/types.ts';

/** Rows of the database as the tax rules take them. */

/** A tax, whether or not this call would see it. Throws an Error where there is none. */
export function taxRecord(env: Environment, id: number): TaxRecord {
  const row = env.database.row('account.tax', id);
  if (row === undefined) throw new Error(`there is no tax ${id}`);
  return {
    id,
    active: row['active'] === true,
    amountType: textOf(row['amount_type']),
    amount: textOf(row['amount']),
    sequence: Number(row['sequence']),
    priceInclude: env.value('account.tax', id, 'price_include') === true,
    includeBaseAmount: row['include_base_amount'] === true,
    isBaseAffected: row['is_base_affected'] === true,
    positionIds: idsOf(row['fiscal_position_ids']),
    originalTaxIds: idsOf(row['original_tax_ids']),
  };
}

/** The positions of a company. */
export function positionRecords(env: Environment, company: number): PositionRecord[] {
  const { database } = env;
  return database.holders('account.fiscal.position', 'company_id', company).map((id) => {
    const row = database.row('account.fiscal.position', id) ?? {};
    const group = database.row('res.country.group', Number(row['country_group_id']));
    return {
      id,
      version: versionOf(row, id),
      active: row['active'] === true,
      autoApply: row['auto_apply'] === true,
      sequence: typeof row['sequence'] === 'number' ? row['sequence'] : null,
      companyId: company,
      vatRequired: row['vat_required'] === true,
      countryId: idOf(row, 'country_id'),
      groupCountryIds: group === undefined ? null : idsOf(group['country_ids']),
      excludedStateIds: idsOf(group?.['exclude_state_ids']),
      stateIds: idsOf(row['state_ids']),
      zipFrom: textIn(row, 'zip_from'),
      zipTo: textIn(row, 'zip_to'),
    };
  });
}

/** The mapping lines of a position, on 17 and 18; none on 19. */
export function mappingLines(env: Environment, position: number): MappingLine[] {
  const { database } = env;
  if (database.series >= 19) return [];
  return database.holders('account.fiscal.position.tax', 'position_id', position).map((id) => {
    const row = database.row('account.fiscal.position.tax', id) ?? {};
    return {
      positionId: position,
      sourceId: Number(row['tax_src_id']),
      destinationId: idOf(row, 'tax_dest_id'),
    };
  });
}

/** An id that a row points at; null where it points at none. */
export function idOf(row: Row, field: string): number | null {
  const value = row[field];
  return typeof value === 'number' ? value : null;
}

export function idsOf(value: Json | undefined): number[] {
  return Array.isArray(value) ? value.map(Number) : [];
}

/** A text; empty where it is not set. */
export function textIn(row: Row, field: string): string {
  const value = row[field];
  return typeof value === 'string' ? value : '';
}
