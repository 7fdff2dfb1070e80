import { createRequire } from 'node:module';
import type * as LogUpdate from 'log-update';
import type stringWidth from 'string-width';
import type wrap from 'wrap-ansi';

/**
 * Libraries that only some commands need, loaded at their first use: a start that shows the help or the version must
 * not wait for them. Loaded synchronously, because the functions that need them write to a terminal.
 */
const load = createRequire(import.meta.url);

/** Makes a value at its first use, once. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Moves a line on a terminal. */
export const logUpdate = once(() => load('log-update') as typeof LogUpdate);

/** Columns of a text that contains more than ASCII. */
export const stringWidthOf = once(() => (load('string-width') as { default: typeof stringWidth }).default);

/** Wraps a text at words. */
export const wrapAnsi = once(() => (load('wrap-ansi') as { default: typeof wrap }).default);
