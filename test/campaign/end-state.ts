import { DOMAIN_NAMES } from '../../src/core/operation.ts';
import { appContents } from '../testing/app-in-odoo.ts';
import { odooContents } from '../testing/odoo-contents.ts';
import type { World } from './world.ts';

/** What is on both sides after a sync, as lines that do not depend on database ids, dates, or how it came about. */
export type EndState = readonly string[];

export async function endStateOf(world: World): Promise<EndState> {
  const { kind, odoo } = world;
  const rows = kind.app
    ? appContents(odoo)
        .filter((line) => !isFormerItem(line) && !isAnnouncement(line))
        .map(withoutFormerReason)
    : [];
  return [...odooContents(odoo), ...rows, ...(await bindingLines(world))];
}

/** An item to review that a sync closed again: a server that was away for a moment leaves some behind. */
const isFormerItem = (line: string) => line.startsWith('x_woo_review ') && line.includes('x_active=false');

/** A change of a setting is announced by the sync that sees it first, which may be the disturbed one, and by no other. */
const isAnnouncement = (line: string) =>
  line.startsWith('x_woo_review ') &&
  /\| x_key="(?:prices_include_tax_changed|base_country_changed)" \|/u.test(line);

/** The row of what is gone keeps the reason of the last sync that saw it: with a fault in between it may be another one. */
const withoutFormerReason = (line: string) =>
  line.includes('| x_status="vanished" |')
    ? line.replace(/\| x_reason=(?:false|"(?:[^"\\]|\\.)*") /u, '')
    : line;

/** Which record represents each object of the store, by external id where the connector created it. */
async function bindingLines({ backend, database, odoo }: World): Promise<string[]> {
  const uuid = (await database.backends.get(backend.id)).odooDatabaseUuid ?? '';
  const names = new Map<string, Readonly<Record<string, string>>>();
  const nameOf = (model: string, id: number) => {
    const known = names.get(model) ?? odoo.control.externalIds(model);
    names.set(model, known);
    return known[id] ?? 'without an external id';
  };
  const lines: string[] = [];
  for (const domain of DOMAIN_NAMES) {
    const { bindings, managed } = await database.memory.read(backend.id, uuid, domain);
    for (const { archivedAt, key, model, odooId, type } of bindings) {
      const state = archivedAt === null ? 'bound' : 'closed';
      lines.push(`binding | ${type} ${key} | ${model} ${nameOf(model, odooId)} | ${state}`);
    }
    // An intent whose record was never made, because the store no longer has it, is about nothing.
    for (const { externalId, intended } of managed)
      if (intended !== null && odoo.control.resolve(externalId) !== null)
        lines.push(`unconfirmed | ${externalId}`);
  }
  return lines.sort();
}

/** What one has and the other has not; a line that is there twice counts twice. */
export interface Difference {
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

export function differenceOf(found: EndState, expected: EndState): Difference {
  return { missing: without(expected, found), extra: without(found, expected) };
}

function without(lines: EndState, others: EndState): string[] {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const left = counts.get(line) ?? 0;
    if (left > 0) counts.set(line, left - 1);
    return left === 0;
  });
}

export const isSame = ({ extra, missing }: Difference): boolean => extra.length + missing.length === 0;

/**
 * Whether a store that changed while it was read explains what was found: each part of it may have been read before or after,
 * and what was read before may be withheld from removal. So all that both ends have must be there, and nothing that neither
 * has; what was archived or closed on the way does not count.
 */
export function isBetween(found: EndState, ends: readonly EndState[]): boolean {
  const used = ends.map(inUse);
  const [first = [], ...others] = used;
  const common = first.filter((line) => others.every((end) => end.includes(line)));
  const lines = inUse(found);
  const isOnce = new Set(lines).size === lines.length || used.some((end) => new Set(end).size < end.length);
  return isOnce && without(lines, used.flat()).length === 0 && without(common, lines).length === 0;
}

function inUse(state: EndState): EndState {
  return state.filter((line) => !/\| (?:x_)?active=false(?: |$)|\| closed$/u.test(line));
}
