import { STOPPED } from '../../core/cancellation.ts';
import { counted } from '../../core/counted.ts';
import { nounOf } from '../../core/nouns.ts';
import { OPERATION_KINDS, type Operation, type OperationKind } from '../../core/operation.ts';
import { appRowsToWrite, countNews, countReview } from '../../core/plan.ts';
import type { DomainPlan, Note, OperationCounts, Plan } from '../../core/plan.ts';
import { showLimitations } from './show-limitations.ts';
import { showChanges } from './plan-changes.ts';
import { plannedWords, SHOWN_KINDS } from './progress-words.ts';
import { table } from './table.ts';
import { line, paint, printRemark, printText, safe, widthOf, type OutputStream } from './terminal.ts';
import { byStake, conflictToDos, failureToDo, noteToDo, showToDos, type ToDo } from './to-do.ts';

export interface ShowOptions {
  /** Name every record, and every note as a whole. */
  readonly all: boolean;
}

/** Prints a plan for people: how much, what would change, what Odoo does not support, and at the end what to do. */
export function showPlan(out: OutputStream, plan: Plan, options: ShowOptions): void {
  showHead(out, `Plan for ${safe(plan.backend.name)}`, plan);
  showUrgent(out, plan);
  if (plan.domains.some(({ failure }) => failure === undefined)) {
    line(out);
    printText(out, summaryOf(plan), '  ');
    showCounts(out, plan, options);
  }
  showAllChanges(out, plan, options);
  showRemarks(out, plan, options);
  showToDos(out, TO_DO, toDosOf(plan, options));
}

/** A line for each type of record, or with `all` every record under the name of its domain. */
function showAllChanges(out: OutputStream, { domains }: Plan, options: ShowOptions): void {
  const isShown = ({ kind }: Operation) => SHOWN.has(kind) || (options.all && kind === 'link');
  const changed = domains.filter(({ operations }) => operations.some(isShown));
  if (changed.length > 0 && !options.all) line(out);
  for (const { domain, operations } of changed) {
    if (options.all) {
      line(out);
      line(out, paint(out, 'bold', nounOf(domain)));
    }
    showChanges(out, operations, options);
  }
}

const SHOWN: ReadonlySet<OperationKind> = new Set(['create', 'update', 'archive']);

export const TO_DO = 'To do, the most important first';

/** The first line of a report: what it is, and which Odoo it is about. */
export function showHead(out: OutputStream, title: string, { odoo }: Pick<Plan, 'odoo'>): void {
  printText(
    out,
    `${paint(out, 'bold', title)} (Odoo ${odoo.series}, database ${safe(odoo.database)}, ${safe(odoo.company)})`,
  );
}

/** In a few words, before everything else, what costs money. */
export function showUrgent(out: OutputStream, { domains }: Plan): void {
  for (const summary of domains.flatMap(({ notes }) => notes.flatMap((note) => note.summary ?? [])))
    printText(out, paint(out, ['red', 'bold'], safe(summary)), paint(out, 'red', '! '));
}

function summaryOf({ domains }: Plan): string {
  const counts = domains.map(countsOf);
  const total = (kind: OperationKind) => counts.reduce((sum, each) => sum + each[kind], 0);
  const sum = Object.fromEntries(OPERATION_KINDS.map((kind) => [kind, total(kind)])) as Record<
    OperationKind,
    number
  >;
  const rows = domains.reduce((all, domain) => all + appRowsToWrite(domain), 0);
  const failed = domains.flatMap(({ domain, failure }) => (failure === undefined ? [] : [domain]));
  return `${[
    plannedWords(sum),
    ...(rows === 0 ? [] : [`${counted(rows, 'row')} of the WooCommerce app to update`]),
    ...(failed.length === 0 ? [] : [`${failed.join(', ')} could not be read`]),
  ].join('; ')}.`;
}

/** Column titles: one word each, so that seven fit beside each other. */
const TITLES: Readonly<Record<OperationKind, string>> = {
  create: 'create',
  link: 'link',
  update: 'update',
  archive: 'archive',
  conflict: 'review',
  unsupported: 'unsupported',
  keep: 'unchanged',
};

function showCounts(out: OutputStream, plan: Plan, { all }: ShowOptions): void {
  const rows = plan.domains.flatMap((domain) => countRows(domain, all));
  const kinds = SHOWN_KINDS.filter((kind) => rows.some(({ counts }) => counts[kind] > 0));
  if (kinds.length === 0) return;
  line(out);
  const cells = rows.map(({ counts, name }) => [
    `  ${name}`,
    ...kinds.map((kind) => (counts[kind] === 0 ? '' : counts[kind].toLocaleString('en-US'))),
  ]);
  const numbers = [...kinds.keys()].map((index) => index + 1);
  line(out, table(['', ...kinds.map((kind) => TITLES[kind])], cells, widthOf(out), numbers));
}

/** A domain in one row; with `all` a row for each type of record in it. */
function countRows(plan: DomainPlan, all: boolean) {
  const { domain, kept, operations } = plan;
  if (!all) return [{ name: nounOf(domain), counts: countsOf(plan) }];
  const types = (kept ?? []).reduce(
    (known, { before, type }) => [...new Set([...typesOf(operations.slice(0, before)), type, ...known])],
    typesOf(operations),
  );
  return types.map((type) => ({
    name: nounOf(type),
    counts: countNews(
      operations.filter(({ subject }) => subject.type === type),
      kept?.filter((each) => each.type === type),
    ),
  }));
}

/** With the notes that wait for a user. */
function countsOf(plan: DomainPlan): OperationCounts {
  return { ...countNews(plan.operations, plan.kept), conflict: countReview(plan) };
}

function typesOf(operations: readonly Operation[]): string[] {
  return [...new Set(operations.map(({ subject }) => subject.type))];
}

const isReview = ({ level }: Note) => level === 'review';

/** What Odoo does not support, and what is good to know: a line each, or with `all` as a whole. */
export function showRemarks(out: OutputStream, { domains }: Plan, { all }: ShowOptions): void {
  const operations = domains.flatMap((domain) => domain.operations);
  const isCut = showLimitations(out, operations, { all });
  const infos = domains.flatMap(({ notes }) => notes.filter((note) => !isReview(note)));
  if (infos.length > 0) {
    line(out);
    line(out, paint(out, 'bold', 'Good to know'));
    for (const { hint, message } of infos)
      printRemark(
        out,
        paint(out, 'blue', '  i '),
        [message, ...(hint === undefined ? [] : [hint])].map(safe).join(' '),
        all,
      );
  }
  if (!all && (isCut || infos.length > 0)) line(out, paint(out, 'gray', '  --all shows them as a whole.'));
}

/** What waits for a user, the most expensive first. */
export function toDosOf({ domains, odoo }: Plan, options: ShowOptions): ToDo[] {
  const items = domains.flatMap(({ domain, failure, notes, operations }) => [
    // What a stop of the process left unread is no fault of anything.
    ...(failure === undefined || failure.code === STOPPED ? [] : [failureToDo(domain, failure)]),
    ...notes.filter(isReview).map((note) => noteToDo(domain, note)),
    ...conflictToDos(domain, operations, options),
  ]);
  return [...byStake(items), ...(odoo.app === 'ready' ? [] : [APP_TO_DO[odoo.app]])];
}

const APP_TO_DO: Readonly<Record<Exclude<Plan['odoo']['app'], 'ready'>, ToDo>> = {
  absent: {
    ...{ domain: 'settings', details: [], isUrgent: false },
    title:
      'The WooCommerce app is not installed in this Odoo. Records are synchronized, but the connector is not visible there.',
    remedy: 'To install it as an administrator: woo-odoo odoo-app install',
  },
  denied: {
    ...{ domain: 'settings', details: [], isUrgent: false },
    title:
      "The WooCommerce app is installed in this Odoo, but the connector's user is not in its group Connector.",
    remedy: 'To add it as an administrator: woo-odoo odoo-app upgrade --connector-login LOGIN',
  },
};
