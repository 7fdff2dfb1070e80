import { sql, type RawBuilder } from 'kysely';

/** The columns of rows that are given to a statement: the SQL type of each, and its value in a row. */
export type GivenColumns<Row> = Readonly<
  Record<string, { readonly type: 'text' | 'integer'; readonly of: (row: Row) => string | number | null }>
>;

/**
 * Rows as a table called `given`, for the `from` of a statement: one array per column. With a parameter per value,
 * PostgreSQL takes several times longer to read the statement than to carry it out, and the number of rows is limited.
 * @param columns by their names in SQL
 */
export function givenRows<Row>(rows: readonly Row[], columns: GivenColumns<Row>): RawBuilder<unknown> {
  const arrays = Object.values(columns).map(
    ({ type, of }) => sql`cast(${rows.map(of)} as ${sql.raw(`${type}[]`)})`,
  );
  return sql`unnest(${sql.join(arrays)}) as given (${sql.raw(Object.keys(columns).join(', '))})`;
}
