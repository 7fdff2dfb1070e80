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

/** How a stream is written to, beside what it is. */
export interface StreamTraits {
  /** `--plain`: no colours, no moving lines and no wrapping, as if the stream were no terminal. */
  readonly isPlain: boolean;
  /** What is typed to call the program: `woo-odoo`, or `npm run -s woo-odoo --` in a clone. */
  readonly program: string;
}

const PROGRAM = 'woo-odoo';
const DEFAULTS: StreamTraits = { isPlain: false, program: PROGRAM };
const traits = new WeakMap<OutputStream, StreamTraits>();

/** Decides how a stream is written to from here on. */
export function setTraits(stream: OutputStream, given: Partial<StreamTraits>): void {
  traits.set(stream, { ...traitsOf(stream), ...given });
}

export function traitsOf(stream: OutputStream): StreamTraits {
  return traits.get(stream) ?? DEFAULTS;
}

/** Whether somebody looks at the stream who wants colours and moving lines. */
export function isTerminal(stream: OutputStream): boolean {
  return stream.isTTY && !traitsOf(stream).isPlain;
}

/** Commands in a text as the user types them: `woo-odoo plan` is `npm run -s woo-odoo -- plan` in a clone. */
export function asTyped(stream: OutputStream, text: string): string {
  const { program } = traitsOf(stream);
  return program === PROGRAM ? text : text.replace(COMMAND, program);
}

/** The program's name where a command or an option follows it; not in `npm run -s woo-odoo -- plan`, nor in a path or file name. */
const COMMAND = /(?<![\w/.-]|npm run -s )woo-odoo(?= (?:--)?[a-z[])/gu;

export function widthOf(stream: OutputStream): number {
  return isTerminal(stream) ? Math.max(stream.columns, MINIMUM_WIDTH) : PLAIN_WIDTH;
}

type Style = Parameters<typeof styleText>[0];

/** Colours text where the stream is a terminal that wants colours (NO_COLOR and friends are respected by Node). */
export function paint(stream: OutputStream, style: Style, text: string): string {
  return traitsOf(stream).isPlain ? text : styleText(style, text, { stream, validateStream: true });
}

/** Columns that a text takes; what is plain ASCII (nearly all) needs no tables of Unicode. */
export function stringWidth(text: string): number {
  const plain = stripVTControlCharacters(text);
  return /^[\x20-\x7e]*$/.test(plain) ? plain.length : stringWidthOf()(text);
}

/** The lines of a text that is wrapped at words; a word that is too long is broken. */
export function wrap(text: string, width: number): string[] {
  if (text === text.trim() && !text.includes('\n') && stringWidth(text) <= width) return [text];
  return wrapAnsi()(text, width, { hard: true }).split('\n');
}

/** Writes a line as it is. Texts of a server go through `safe` first. */
export function line(stream: OutputStream, text = ''): void {
  stream.write(`${asTyped(stream, text)}\n`);
}

/**
 * Writes a sentence, wrapped at words where the stream is a terminal; the lines after the first begin under the text
 * that follows `head` (`  ! `). Elsewhere it stays on one line, so that it can be searched for.
 */
export function printText(stream: OutputStream, text: string, head = ''): void {
  if (!isTerminal(stream)) {
    line(stream, head + text);
    return;
  }
  const indent = stringWidth(head);
  const lines = wrap(asTyped(stream, text), widthOf(stream) - indent);
  lines.forEach((part, index) => line(stream, (index === 0 ? head : ' '.repeat(indent)) + part));
}

/** Writes a remark after its sign: as a whole, wrapped like a sentence, or cut to one line. */
export function printRemark(stream: OutputStream, sign: string, text: string, isWhole: boolean): void {
  if (isWhole) printText(stream, text, sign);
  else line(stream, sign + cut(text, widthOf(stream) - stringWidth(sign)));
}

/** Prints what to do next, as a command that can be copied: it stays on a line of its own. */
export function printNext(stream: OutputStream, text: string): void {
  line(stream);
  printText(stream, `Next: ${text}`);
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
  stream.write(
    `${text.replace(/[\u007f-\u009f\p{Cf}\u2028\u2029]/gu, (character) =>
      [...Array(character.length).keys()]
        .map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`)
        .join(''),
    )}\n`,
  );
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

/** A moment for people, to the second: `2026-11-23 07:43:16`, in UTC. */
export function moment(iso: string): string {
  return iso.replace('T', ' ').slice(0, 19);
}
