import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = join(import.meta.dirname, '../../docs/architecture.md');

/** Requests to the store and calls to Odoo. */
export type RoundTrips = readonly [requests: number, calls: number];

/**
 * What the table "What one sync sends" of the documentation has for a first sync and the one after it.
 *
 * @param label the beginning of the first one's row: `all with taxes and app`
 */
export function documentedCalls(label: string): { readonly first: RoundTrips; readonly second: RoundTrips } {
  const section = readFileSync(PAGE, 'utf8').split('\n## What one sync sends\n')[1] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  const at = rows.findIndex((line) => line.startsWith(`| ${label}, first`));
  if (at < 0) throw new Error(`docs/architecture.md has no row "${label}, first"`);
  return { first: figuresOf(rows[at]), second: figuresOf(rows[at + 1]) };
}

function figuresOf(row = ''): RoundTrips {
  const [, requests, calls] = /\|\s*(\d+)\s*\|\s*(\d+)\s*\|$/u.exec(row) ?? [];
  if (requests === undefined || calls === undefined)
    throw new Error(`docs/architecture.md has no figures in "${row}"`);
  return [Number(requests), Number(calls)];
}
