import { counted } from '../../core/counted.ts';
import { nounOf } from '../../core/nouns.ts';
import type { Operation, OperationKind } from '../../core/operation.ts';
import { cut, line, paint, printText, safe, widthOf, wrapList, type OutputStream } from './terminal.ts';

/** Kinds of operations that change something, with their sign. */
const SIGNS = { create: '+', update: '~', archive: '-', link: '=' } as const;
type Change = keyof typeof SIGNS;

const STYLES: Readonly<Record<OperationKind, Parameters<typeof paint>[1]>> = {
  create: 'green',
  link: 'cyan',
  update: 'yellow',
  archive: 'magenta',
  keep: 'gray',
  conflict: 'red',
  unsupported: 'gray',
};

/** What the groups of a type are: states belong to a country. */
const GROUPS: Readonly<Record<string, string>> = {
  setting: 'section',
  shipping_method: 'zone',
  shipping_method_part: 'zone',
  state: 'country',
};

/** Groups are looked for by their name, whatever order the plan has. */
const byName = new Intl.Collator('en');

/** Updates are shown value by value up to this many. */
const MAX_VALUES = 12;

/**
 * Prints changes: a line for each kind and type, `+ create 1,010 states in 53 countries: Albania 12, …`.
 * With `all` every record by its group, links included, which change nothing in Odoo.
 */
export function showChanges(
  out: OutputStream,
  operations: readonly Operation[],
  { all }: { readonly all: boolean },
): void {
  for (const kind of ['create', 'update', 'archive', 'link'] as const) {
    if (kind === 'link' && !all) continue;
    const ofKind = operations.filter((operation) => operation.kind === kind);
    for (const [type, ofType] of Map.groupBy(ofKind, ({ subject }) => subject.type)) {
      if (all) showEach(out, kind, type, ofType);
      else showFolded(out, kind, type, ofType);
    }
  }
}

function showFolded(out: OutputStream, kind: Change, type: string, operations: readonly Operation[]): void {
  const print = (text: string) => line(out, paint(out, STYLES[kind], cut(text, widthOf(out))));
  const head = `  ${SIGNS[kind]} ${kind} ${counted(operations.length, nounOf(type))}`;
  if (kind === 'update' && operations.length <= MAX_VALUES) {
    print(`${head}:`);
    for (const operation of operations) printText(out, paint(out, STYLES[kind], nameOf(operation)), '      ');
    return;
  }
  const groups = groupsOf(operations);
  const [[only] = ['']] = groups;
  if (groups.length <= 1) {
    const place = only === '' ? '' : ` in ${only}`;
    print(`${head}${place}: ${operations.map(({ subject }) => safe(subject.label)).join(', ')}`);
    return;
  }
  const sizes = groups.map(([name, group]) => `${name === '' ? 'others' : name} ${group.length}`);
  print(`${head} in ${counted(groups.length, GROUPS[type] ?? 'group')}: ${sizes.join(', ')}`);
}

function showEach(out: OutputStream, kind: Change, type: string, operations: readonly Operation[]): void {
  for (const [name, group] of groupsOf(operations)) {
    const head = `  ${SIGNS[kind]} ${kind} ${counted(group.length, nounOf(type))}${name === '' ? '' : ` in ${name}`}: `;
    line(out, paint(out, STYLES[kind], wrapList(head, group.map(nameOf), widthOf(out), 6)));
  }
}

/** By the name of their group; without one they come first. */
function groupsOf(operations: readonly Operation[]): (readonly [string, readonly Operation[]])[] {
  return [...Map.groupBy(operations, groupOf)].sort(([a], [b]) => byName.compare(a, b));
}

/** Groups of settings without a title have the store's own id: `order_statuses`. */
function groupOf({ subject: { group = '', type } }: Operation): string {
  return safe(type === 'setting' ? nounOf(group) : group);
}

function nameOf({ changes, subject }: Operation): string {
  const values = changes?.map(({ field, from, to }) => `${field} "${from}" to "${to}"`).join(', ');
  return safe(values === undefined ? subject.label : `${subject.label} (${values})`);
}
