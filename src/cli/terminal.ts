import { styleText } from 'node:util';
import Table from 'cli-table3';
import stringWidth from 'string-width';

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

/** Writes a line. Control characters of remote texts must not reach the terminal. */
export function line(stream: OutputStream, text = ''): void {
  stream.write(`${text}\n`);
}

/** Makes a text from a server safe to show on one line: no control characters, so no cursor games. */
export function safe(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
}

/**
 * A table without lines that fits the width: when it is too wide, the widest column is wrapped at words, then the next.
 */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
): string {
  const gap = 2;
  const natural = header.map((title, column) =>
    Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[column] ?? ''))),
  );
  const widths = shrink(natural, width - gap * (header.length - 1));
  const grid = new Table({
    head: [...header],
    colWidths: widths.map((column, index) => column + (index === header.length - 1 ? 0 : gap)),
    wordWrap: true,
    wrapOnWordBoundary: true,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    chars: NO_LINES,
  });
  grid.push(...rows.map((row) => [...row]));
  return grid
    .toString()
    .split('\n')
    .map((text) => text.trimEnd())
    .join('\n');
}

function shrink(natural: readonly number[], available: number): number[] {
  const widths = [...natural];
  const floor = 8;
  let excess = widths.reduce((sum, column) => sum + column, 0) - available;
  while (excess > 0) {
    const widest = Math.max(...widths);
    if (widest <= floor) break;
    widths[widths.indexOf(widest)] = widest - 1;
    excess -= 1;
  }
  return widths;
}

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};

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

/** A count with its noun: `1 state`, `2 states`, `31 countries`; numbers with thousands separators. */
export function counted(count: number, noun: string): string {
  const plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : plural}`;
}
