import { stripVTControlCharacters, styleText } from 'node:util';
import { stringWidthOf, wrapAnsi } from './lazy.ts';

/** Where output goes. Results to `out`, progress and errors to `err`, so that `--json > file` stays clean. */
export interface Terminal {
  readonly out: OutputStream;
  readonly err: OutputStream;
  readonly input: NodeJS.ReadStream;
}

export type OutputStream = NodeJS.WriteStream;

/** Columns when the stream is no terminal: what a log file or a mail reader takes without wrapping. */
const PLAIN_WIDTH = 100;
const MINIMUM_WIDTH = 40;

export function widthOf(stream: OutputStream): number {
  return stream.isTTY ? Math.max(stream.columns, MINIMUM_WIDTH) : PLAIN_WIDTH;
}

type Style = Parameters<typeof styleText>[0];

/** Colours text where the stream is a terminal that wants colours (NO_COLOR and friends are respected by Node). */
export function paint(stream: OutputStream, style: Style, text: string): string {
  return styleText(style, text, { stream, validateStream: true });
}

/** Columns that a text takes; what is plain ASCII (nearly all) needs no tables of Unicode. */
function stringWidth(text: string): number {
  const plain = stripVTControlCharacters(text);
  return /^[\x20-\x7e]*$/.test(plain) ? plain.length : stringWidthOf()(text);
}

/** The lines of a text that is wrapped at words; a word that is too long is broken. */
function wrap(text: string, width: number): string[] {
  if (text === text.trim() && !text.includes('\n') && stringWidth(text) <= width) return [text];
  return wrapAnsi()(text, width, { hard: true }).split('\n');
}

/** Writes a line as it is. Texts of a server go through `safe` first. */
export function line(stream: OutputStream, text = ''): void {
  stream.write(`${text}\n`);
}

/**
 * Writes a sentence, wrapped at words where the stream is a terminal; the lines after the first begin under the text
 * that follows `head` (`  ! `). Elsewhere it stays on one line, so that it can be searched for.
 */
export function printText(stream: OutputStream, text: string, head = ''): void {
  if (!stream.isTTY) {
    line(stream, head + text);
    return;
  }
  const indent = stringWidth(head);
  const lines = wrap(text, widthOf(stream) - indent);
  lines.forEach((part, index) => line(stream, (index === 0 ? head : ' '.repeat(indent)) + part));
}

/** What may move the cursor, hide or reorder text: control and format characters, but for the two that join letters. */
const UNSAFE = /(?:(?![\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029])+/gu;

/** Makes a text from a server safe to show on one line: no control characters, so no cursor games. */
export function safe(text: string): string {
  return text.replace(UNSAFE, ' ').trim();
}

/** Writes JSON. What JSON leaves as it is but a terminal might obey (C1 controls, text direction) is escaped, too. */
export function json(stream: OutputStream, value: unknown): void {
  const text = JSON.stringify(value, null, 2);
  line(
    stream,
    text.replace(/[\u007f-\u009f\p{Cf}\u2028\u2029]/gu, (character) =>
      [...Array(character.length).keys()]
        .map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`)
        .join(''),
    ),
  );
}

const GAP = '  ';
/** Words longer than this are broken, or one of them would decide how the whole table looks. */
const MAX_WORD_WIDTH = 40;
/** The last column contains the sentences; it needs this much to be readable, however long an address in it is. */
const LAST_COLUMN = 20;

/**
 * A table without rules that fits the width: when it is too wide, the widest column is wrapped at words, then the
 * next. Where not even the longest words fit side by side, every row becomes a block of `title  value` lines.
 * The columns named in `numbers` (counted from 0) stand to the right. An empty header is left out.
 */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  numbers: readonly number[] = [],
): string {
  const count = Math.max(header.length, ...rows.map((row) => row.length));
  const columns = Array.from({ length: count }, (_, index) => {
    const cells = rows.map((row) => row[index] ?? '');
    return {
      natural: widest([header[index] ?? '', ...cells]),
      // A column is not made narrower than its longest word: half an address cannot be copied.
      least: Math.min(
        widest([header[index] ?? '', ...cells].flatMap((cell) => cell.split(' '))),
        index === count - 1 ? LAST_COLUMN : MAX_WORD_WIDTH,
      ),
      numeric: numbers.includes(index),
    };
  });
  const available = width - GAP.length * (count - 1);
  const needed = columns.reduce((sum, { least }) => sum + least, 0);
  if (needed > available && count > 2) return blocks(header, rows, width);
  const widths = shrink(columns, available);
  const all = header.some((title) => title !== '') ? [header, ...rows] : rows;
  return all.flatMap((row) => rowLines(row, widths, columns)).join('\n');
}

function rowLines(
  row: readonly string[],
  widths: readonly number[],
  columns: readonly { readonly numeric: boolean }[],
): string[] {
  const cells = widths.map((width, index) => {
    const cell = row[index] ?? '';
    return stringWidth(cell) <= width ? [cell] : wrap(cell, width);
  });
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) =>
    cells
      .map((lines, index) => {
        const text = lines[at] ?? '';
        const fill = ' '.repeat(Math.max(0, (widths[index] ?? 0) - stringWidth(text)));
        return columns[index]?.numeric ? fill + text : text + fill;
      })
      .join(GAP)
      .trimEnd(),
  );
}

function blocks(header: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  return rows
    .map((row) =>
      table(
        [],
        row.map((cell, index) => [header[index] ?? '', cell]),
        width,
      ),
    )
    .join('\n\n');
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, stringWidth(text)), 0);
}

function shrink(
  columns: readonly { readonly natural: number; readonly least: number }[],
  available: number,
): number[] {
  const widths = columns.map(({ natural }) => natural);
  let excess = widths.reduce((sum, column) => sum + column, 0) - available;
  while (excess > 0) {
    // Two columns (a title and its value) are the last resort: there, the value is broken anywhere.
    const spare = widths.map((column, index) => (column > (columns[index]?.least ?? 0) ? column : 0));
    const from = Math.max(...spare) > 0 ? spare : widths;
    const most = Math.max(...from);
    if (most <= 1) break;
    widths[from.indexOf(most)] = most - 1;
    excess -= 1;
  }
  return widths;
}

/** Cuts a text at a width, with an ellipsis. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let short = '';
  for (const character of text) {
    if (stringWidth(short + character) > width - 1) break;
    short += character;
  }
  return `${short}…`;
}

/** Wraps a list of words to a width, every line after the first indented. */
export function wrapList(prefix: string, items: readonly string[], width: number, indent: number): string {
  const lines = [prefix];
  items.forEach((item, index) => {
    const text = index === items.length - 1 ? item : `${item},`;
    const last = lines[lines.length - 1] ?? '';
    const joined = last.endsWith(' ') || last === '' ? last + text : `${last} ${text}`;
    if (stringWidth(joined) <= width) lines[lines.length - 1] = joined;
    else lines.push(' '.repeat(indent) + text);
  });
  return lines.join('\n');
}

/** A type of subject as a noun: `tax_class` is a tax class. */
export function nounOf(type: string): string {
  return type.replaceAll('_', ' ');
}

/** A moment for people, to the second: `2026-11-23 07:43:16`, in UTC. */
export function moment(iso: string): string {
  return iso.replace('T', ' ').slice(0, 19);
}
