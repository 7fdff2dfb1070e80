import { sql, type Kysely, type RawBuilder, type Selectable } from 'kysely';
import { z } from 'zod';
import { naturalOrder } from '../../core/natural-order.ts';
import { PROOF_ROW_STATES, type ProofSort } from '../../core/proof.ts';
import type {
  CountryCounts,
  ProofRow,
  ProofRowFilter,
  ProofRowPage,
  ProofRowPlace,
  SavedProofRow,
} from '../proof-port.ts';
import { inChunks } from './chunks.ts';
import { givenRows, type GivenColumns } from './given-rows.ts';
import type { Tables } from './schema.ts';
import { searchPattern } from './search-pattern.ts';
import { checkStored, parseStored, storableOrNull, storableText } from './stored-values.ts';

const SORT_COLUMNS = { position: 'position', place: 'placeKey', country: 'country', cause: 'cause' } as const;

/** A page of rows, where the next one begins, and how many match. */
export async function readProofRows(
  db: Kysely<Tables>,
  proofId: number,
  { after, descending, limit, sort, ...filter }: ProofRowPage,
): Promise<{ rows: SavedProofRow[]; next: ProofRowPlace | null; total: number }> {
  const column = SORT_COLUMNS[sort];
  const direction = descending ? 'desc' : 'asc';
  const matching = conditions(proofId, filter);
  let query = db
    .selectFrom('proofRow')
    .selectAll()
    .where((where) => where.and(matching))
    .orderBy(column, direction)
    .limit(limit + 1);
  if (column !== 'position') query = query.orderBy('position', direction);
  if (after !== undefined) query = query.where(behind(sort, after, descending));
  const found = await query.execute();
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  const { count } = await db
    .selectFrom('proofRow')
    .select(sql<number>`cast(count(*) as integer)`.as('count'))
    .where((where) => where.and(matching))
    .executeTakeFirstOrThrow();
  return {
    rows: rows.map(toRow),
    next: last === undefined ? null : { value: String(last[column]), position: last.position },
    total: count,
  };
}

function behind(sort: ProofSort, { position, value }: ProofRowPlace, descending: boolean) {
  const compare = sql.raw(descending ? '<' : '>');
  return sort === 'position'
    ? sql<boolean>`position ${compare} ${position}`
    : sql<boolean>`(${sql.ref(SORT_COLUMNS[sort])}, position) ${compare} (${value}, ${position})`;
}

function conditions(
  proofId: number,
  { cause, country, search, state }: ProofRowFilter,
): RawBuilder<boolean>[] {
  return [
    sql<boolean>`proof_id = ${proofId}`,
    ...(state === undefined || state.length === 0 ? [] : [sql<boolean>`state in (${sql.join(state)})`]),
    ...(cause === undefined ? [] : [sql<boolean>`cause = ${cause}`]),
    ...(country === undefined ? [] : [sql<boolean>`country = ${country}`]),
    ...(search === undefined ? [] : [sql<boolean>`search like ${searchPattern(search)} escape '\\'`]),
  ];
}

const stateSchema = z.enum(PROOF_ROW_STATES);

export async function readCountries(db: Kysely<Tables>, proofId: number): Promise<CountryCounts[]> {
  const rows = await db
    .selectFrom('proofRow')
    .select(['country', 'state', sql<number>`cast(count(*) as integer)`.as('count')])
    .where('proofId', '=', proofId)
    .groupBy(['country', 'state'])
    .orderBy('country')
    .execute();
  return [...Map.groupBy(rows, ({ country }) => country)].map(([country, ofCountry]) => ({
    country,
    counts: Object.fromEntries(
      ofCountry.map(({ count, state }) => [checkStored(stateSchema, state, 'proof rows, state'), count]),
    ),
  }));
}

type GivenRow = ProofRow & { readonly proofId: number; readonly position: number };

const COLUMNS: GivenColumns<GivenRow> = {
  proof_id: { type: 'integer', of: ({ proofId }) => proofId },
  position: { type: 'integer', of: ({ position }) => position },
  state: { type: 'text', of: ({ state }) => state },
  country: { type: 'text', of: ({ country }) => storableText(country) },
  place: { type: 'text', of: ({ place }) => storableText(place) },
  place_key: { type: 'text', of: ({ place }) => naturalOrder(storableText(place)) },
  customer: { type: 'text', of: ({ customer }) => customer },
  basket: { type: 'text', of: ({ basket }) => storableText(basket) },
  store: { type: 'text', of: ({ store }) => storableOrNull(store) },
  odoo: { type: 'text', of: ({ odoo }) => storableOrNull(odoo) },
  cause: { type: 'text', of: ({ cause }) => cause },
  reason: { type: 'text', of: ({ reason }) => storableText(reason) },
  remedy: { type: 'text', of: ({ remedy }) => storableText(remedy) },
  search: {
    type: 'text',
    of: ({ basket, place, reason, remedy }) =>
      storableText([place, basket, reason, remedy].join('\n').toLowerCase()),
  },
  details: { type: 'text', of: ({ details }) => JSON.stringify(details) },
};

export async function insertProofRows(
  db: Kysely<Tables>,
  proofId: number,
  rows: readonly ProofRow[],
): Promise<void> {
  const given = rows.map((row, position) => ({ ...row, proofId, position }));
  const names = sql.raw(Object.keys(COLUMNS).join(', '));
  for (const chunk of inChunks(given))
    await sql`insert into proof_row (${names}) select ${names} from ${givenRows(db, chunk, COLUMNS)} where true`.execute(
      db,
    );
}

const explainedValue = z.strictObject({ name: z.string(), value: z.string() });
const detailsSchema = z.strictObject({
  facts: z.array(explainedValue),
  examples: z.array(z.string()),
  computations: z.array(
    z.strictObject({
      title: z.string(),
      head: z.array(z.string()),
      rows: z.array(z.array(z.string())),
      empty: z.string(),
    }),
  ),
});

function toRow(row: Selectable<Tables['proofRow']>): SavedProofRow {
  const { basket, cause, country, customer, odoo, place, position, reason, remedy, store } = row;
  const where = `row ${position} of proof ${row.proofId}`;
  return {
    ...{ position, country, place, customer, basket, store, odoo, cause, reason, remedy },
    state: checkStored(stateSchema, row.state, `${where}, state`),
    details: parseStored(detailsSchema, row.details, `${where}, details`),
  };
}
