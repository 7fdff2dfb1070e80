import { counted } from '../../core/counted.ts';
import { namedList } from '../../core/named-list.ts';
import { nounOf } from '../../core/nouns.ts';
import { needsReview, type DomainName, type Operation, type RecordRef } from '../../core/operation.ts';
import { sentence } from './sentence.ts';
import { line, paint, printText, safe, type OutputStream } from './terminal.ts';

/** One thing that a user has to do, or to decide. Texts are safe to print. */
export interface ToDo {
  readonly domain: DomainName;
  readonly title: string;
  /** What it is about, a line each. */
  readonly details: readonly string[];
  /** What to do; empty where the title is all there is. */
  readonly remedy: string;
  /** It changes what customers pay: it stands before everything else. */
  readonly isUrgent: boolean;
}

/** A note that waits for a user, of a plan or of a recorded run. */
export interface ToDoNote {
  readonly message: string;
  readonly hint?: string | null | undefined;
  readonly summary?: string | undefined;
}

/** Where a mistake costs most: wrong taxes, then shipping prices, then what only delays an order. */
const STAKES: readonly DomainName[] = ['taxes', 'shipping', 'payments', 'currency', 'geography', 'settings'];

/** The most urgent first: what is marked so, then by what a mistake of the domain costs. The order within stays. */
export function byStake(items: readonly ToDo[]): ToDo[] {
  const rank = ({ domain, isUrgent }: ToDo) => (isUrgent ? -1 : STAKES.indexOf(domain));
  return items.toSorted((a, b) => rank(a) - rank(b));
}

/** What a domain that could not be read, or a note, asks for. */
export function noteToDo(domain: DomainName, { hint, message, summary }: ToDoNote): ToDo {
  return {
    ...{ domain, title: safe(message), details: [], remedy: safe(hint ?? '') },
    isUrgent: summary !== undefined,
  };
}

/** That a domain could not be read. */
export function failureToDo(domain: DomainName, { hint, message }: ToDoNote): ToDo {
  return noteToDo(domain, { hint, message: `${domain} could not be read: ${message}` });
}

/** Names of one item that are listed before the rest is only counted. */
const MAX_NAMES = 12;
/** Values in dispute that are listed. */
const MAX_CHANGES = 5;

/** Conflicts of a domain: those of one type that have one reason and the same choice are one item. */
export function conflictToDos(
  domain: DomainName,
  operations: readonly Operation[],
  { all }: { readonly all: boolean },
): ToDo[] {
  const likeness = ({ candidates, reason, subject }: Operation) =>
    JSON.stringify([subject.type, reason, candidates ?? []]);
  const groups = Map.groupBy(operations.filter(needsReview), likeness);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [conflictToDo(domain, [first, ...group.slice(1)], all)];
  });
}

function conflictToDo(domain: DomainName, group: readonly [Operation, ...Operation[]], all: boolean): ToDo {
  const [{ candidates = [], reason, subject }] = group;
  const names = group.map(({ subject: { key, label } }) =>
    safe(label === key ? key : group.length === 1 || all ? `${label} (${key})` : label),
  );
  const changes = group.flatMap(({ changes: some = [], subject: { label } }) =>
    some.map(({ field, from, to }) => {
      const values = `${field}: Odoo "${safe(from)}", store "${safe(to)}"`;
      return group.length === 1 ? values : `${safe(label)}: ${values}`;
    }),
  );
  return {
    domain,
    title: `${counted(group.length, nounOf(subject.type))}: ${namedList(names, all ? names.length : MAX_NAMES)}`,
    details: [
      ...(all ? changes : changes.slice(0, MAX_CHANGES)),
      ...(all || changes.length <= MAX_CHANGES
        ? []
        : [`and ${counted(changes.length - MAX_CHANGES, 'more value')} (--all lists every one)`]),
      ...(candidates.length === 0 ? [] : [`choose among: ${candidates.map(candidateText).join('; ')}`]),
    ],
    // A command shows what there is to choose; it is chosen where the records are seen.
    remedy: `${safe(sentence(reason))}${candidates.length === 0 ? '' : ` ${WHERE_TO_CHOOSE}`}`,
    isUrgent: false,
  };
}

const WHERE_TO_CHOOSE = 'Choose on the web page, or in Odoo under WooCommerce, To Review.';

function candidateText({ id, label, model }: RecordRef): string {
  const name = label === undefined ? '' : safe(label);
  const record = `${model}${id === undefined ? '' : ` ${id}`}`;
  return name === '' ? record : `${name} [${record}]`;
}

/** An item of a numbered list; its texts are safe to print. */
type ListedItem = Pick<ToDo, 'details' | 'remedy' | 'title'> & { readonly isUrgent?: boolean };

/** Prints a numbered list of what to do, or of why something differs. */
export function showToDos(out: OutputStream, title: string, items: readonly ListedItem[]): void {
  if (items.length === 0) return;
  const digits = String(items.length).length;
  line(out);
  line(out, paint(out, 'bold', title));
  items.forEach((item, index) => {
    const head = `  ${String(index + 1).padStart(digits)}. `;
    const indent = ' '.repeat(head.length);
    printText(out, paint(out, item.isUrgent ? 'red' : 'yellow', item.title), head);
    for (const detail of item.details) printText(out, detail, indent);
    if (item.remedy !== '') printText(out, item.remedy, `${indent}-> `);
  });
}
