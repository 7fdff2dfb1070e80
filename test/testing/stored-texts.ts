import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect } from 'vitest';

/** Every row of every table of the connector's own database in a data folder, as text. */
export function storedTexts(dataDir: string): string[] {
  const database = new DatabaseSync(join(dataDir, 'connector.db'), { readOnly: true });
  try {
    const tables = database.prepare("select name from sqlite_schema where type = 'table'").all();
    expect(tables.length).toBeGreaterThan(5);
    return tables.flatMap(({ name }) =>
      database
        .prepare(`select * from "${String(name)}"`)
        .all()
        .map((row) => `${String(name)} ${JSON.stringify(row)}`),
    );
  } finally {
    database.close();
  }
}

/** What surrounds a text that must not be there; undefined where it is not. */
export function surroundingsOf(text: string, of: string): string | undefined {
  const at = of.indexOf(text);
  return at < 0 ? undefined : of.slice(Math.max(0, at - 80), at + text.length + 40);
}
