import { sql, type Kysely, type RawBuilder } from 'kysely';
import { isSqlite } from '../drivers/sqlite-dialect.ts';

/** The columns of rows that are given to a statement: the SQL type of each, and its value in a row. */
export type GivenColumns<Row> = Readonly<
  Record<string, { readonly type: 'text' | 'integer'; readonly of: (row: Row) => string | number | null }>
>;

/**
 * Rows as a table called `given`, for the `from` of a statement: one JSON document on SQLite, one array per column on
 * PostgreSQL. With a parameter per value a database takes several times longer to read the statement than to carry it
 * out, and the number of rows is limited.
 * @param columns by their names in SQL
 */
export function givenRows<Tables, Row>(
  db: Kysely<Tables>,
  rows: readonly Row[],
  columns: GivenColumns<Row>,
): RawBuilder<unknown> {
  const names = Object.keys(columns);
  const values = Object.values(columns);
  if (isSqlite(db)) {
    const table = JSON.stringify(rows.map((row) => values.map(({ of }) => of(row))));
    const selected = names.map((name, index) => `value ->> ${index} as ${name}`).join(', ');
    return sql`(select ${sql.raw(selected)} from json_each(${table})) as given`;
  }
  const arrays = values.map(({ type, of }) => sql`cast(${rows.map(of)} as ${sql.raw(`${type}[]`)})`);
  return sql`unnest(${sql.join(arrays)}) as given (${sql.raw(names.join(', '))})`;
}
