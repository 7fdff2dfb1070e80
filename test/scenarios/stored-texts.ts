import { PGlite } from '@electric-sql/pglite';
import { expect } from 'vitest';

/** Every row of every table of the connector's own database, as text. */
export async function storedTexts(place: string): Promise<string[]> {
  const database = await PGlite.create(place);
  try {
    const { rows: tables } = await database.query<{ name: string }>(
      "select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'",
    );
    expect(tables.length).toBeGreaterThan(5);
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await database.query<{ text: string }>(
        `select '${name} ' || row_to_json(t)::text as text from ${name} as t`,
      );
      texts.push(...rows.map(({ text }) => text));
    }
    return texts;
  } finally {
    await database.close();
  }
}
