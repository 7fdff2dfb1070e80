const CELL = /("(?:[^"]|"")*"|[^,"\n\r]*)(,|\r\n|\n|\r|$)/uy;

/** Reads comma separated values, quoted by `"`; lines with nothing in them are left out. Throws SyntaxError. */
export function readCsv(source: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let at = 0;
  while (at < source.length) {
    CELL.lastIndex = at;
    const match = CELL.exec(source);
    if (match === null) throw new SyntaxError(`no CSV at character ${at}`);
    const [whole, cell = '', end] = match;
    line.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    at += whole.length;
    if (end === ',' && at < source.length) continue;
    if (end === ',') line.push('');
    if (line.some((each) => each !== '')) lines.push(line);
    line = [];
  }
  return lines;
}
