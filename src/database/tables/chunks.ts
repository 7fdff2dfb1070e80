/** Rows per statement. PostgreSQL takes 65,535 parameters at most; our widest row has 12. */
const ROWS_PER_STATEMENT = 1_000;

/** Cuts rows into pieces for one statement each. */
export function inChunks<Row>(rows: readonly Row[], size: number = ROWS_PER_STATEMENT): Row[][] {
  const chunks: Row[][] = [];
  for (let start = 0; start < rows.length; start += size) chunks.push(rows.slice(start, start + size));
  return chunks;
}

/** The last row of each key: SQL refuses an upsert, and picks at random in an update, when a key comes twice. */
export function lastOfEach<Row>(rows: readonly Row[], key: (row: Row) => readonly string[]): Row[] {
  return [...new Map(rows.map((row) => [JSON.stringify(key(row)), row])).values()];
}
