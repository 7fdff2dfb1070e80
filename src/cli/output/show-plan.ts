import { OPERATION_KINDS, type Operation, type OperationKind } from '../../core/operation.ts';
import { appRowsToWrite, countOperations, type DomainPlan, type Note, type Plan } from '../../core/plan.ts';
import { counted } from '../../core/counted.ts';
import {
  cut,
  line,
  paint,
  safe,
  printText,
  table,
  widthOf,
  wrapList,
  type OutputStream,
  nounOf,
} from './terminal.ts';

const SIGNS: Readonly<Record<OperationKind, string>> = {
  create: '+',
  link: '=',
  update: '~',
  archive: '-',
  keep: ' ',
  conflict: '!',
  unsupported: '?',
};

const STYLES: Readonly<Record<OperationKind, Parameters<typeof paint>[1]>> = {
  create: 'green',
  link: 'cyan',
  update: 'yellow',
  archive: 'magenta',
  keep: 'gray',
  conflict: 'red',
  unsupported: 'gray',
};

/** Groups are looked for by their name, whatever order the plan has. */
const byGroup = new Intl.Collator('en');

/** Groups of one kind that are listed before the rest is only counted. */
const SHORT_LIST = 12;

export interface ShowOptions {
  /** Name every record instead of the first ones. */
  readonly all: boolean;
  /** List what changes, not only how much. */
  readonly changes: boolean;
}

/** Prints a plan for people: counts first, then what would change, then what needs a user. */
export function showPlan(out: OutputStream, plan: Plan, options: ShowOptions): void {
  const { backend, odoo } = plan;
  printText(
    out,
    paint(out, 'bold', `Plan for ${safe(backend.name)}`) +
      ` (Odoo ${odoo.series}, database ${safe(odoo.database)}, ${safe(odoo.company)})`,
  );
  if (odoo.app !== 'ready') printText(out, paint(out, 'yellow', APP_MESSAGES[odoo.app]));
  for (const note of plan.domains.flatMap(({ notes }) => notes)) if (isFirst(note)) showNote(out, note);
  for (const domain of plan.domains) showDomain(out, domain, options);
}

const APP_MESSAGES = {
  absent:
    'The WooCommerce app is not installed in this Odoo. Records are synchronized, but the connector is not visible there. ' +
    'To install it as an administrator: woo-odoo odoo-app install',
  denied:
    "The WooCommerce app is installed in this Odoo, but the connector's user is not in its group Connector. " +
    'To add it as an administrator: woo-odoo odoo-app upgrade --connector-login LOGIN',
} as const;

function showDomain(out: OutputStream, domain: DomainPlan, options: ShowOptions): void {
  line(out);
  line(out, paint(out, 'bold', domain.domain));
  if (domain.failure) {
    printText(out, paint(out, 'red', `could not be read: ${safe(domain.failure.message)}`), '  ');
    if (domain.failure.hint !== undefined) printText(out, safe(domain.failure.hint), '  ');
    return;
  }
  const { kept = [], operations } = domain;
  const typesOf = (some: readonly Operation[]) => some.map(({ subject }) => subject.type);
  const types = kept.reduce(
    (known, { before, type }) => [...new Set([...typesOf(operations.slice(0, before)), type, ...known])],
    [...new Set(typesOf(operations))],
  );
  const counts = countOperations(operations, kept);
  const kinds = OPERATION_KINDS.filter((kind) => counts[kind] > 0);
  if (types.length > 0) line(out, countTable(domain, types, kinds, widthOf(out)));
  for (const kind of ['create', 'update', 'archive', 'link'] as const) {
    // Links change nothing in Odoo: named only on request.
    if (!options.changes || (kind === 'link' && !options.all)) continue;
    showChanges(
      out,
      domain.operations.filter((operation) => operation.kind === kind),
      kind,
      options,
    );
  }
  for (const kind of ['conflict', 'unsupported'] as const) {
    showReasons(
      out,
      domain.operations.filter((operation) => operation.kind === kind),
      kind,
      options,
    );
  }
  const rows = appRowsToWrite(domain);
  if (options.changes && rows > 0) {
    line(out);
    printText(out, `${counted(rows, 'row')} of the WooCommerce app to update`, '  ');
  }
  for (const note of domain.notes) if (!isFirst(note)) showNote(out, note);
}

/** Whether a note matters so much that it stands before all domains. */
const isFirst = ({ summary }: Note) => summary !== undefined;

function countTable(
  domain: DomainPlan,
  types: readonly string[],
  kinds: readonly OperationKind[],
  width: number,
): string {
  const rows = types.map((type) => {
    const counts = countOperations(
      domain.operations.filter((operation) => operation.subject.type === type),
      domain.kept?.filter((kept) => kept.type === type),
    );
    return [`  ${nounOf(type)}`, ...kinds.map((kind) => counts[kind].toLocaleString('en-US'))];
  });
  return table(
    ['', ...kinds],
    rows,
    width,
    [...kinds.keys()].map((index) => index + 1),
  );
}

/** Changes of one kind, a line per group: `+ create Albania: Berat, Dibër, …`. */
function showChanges(
  out: OutputStream,
  operations: readonly Operation[],
  kind: OperationKind,
  options: ShowOptions,
): void {
  if (operations.length === 0) return;
  const width = widthOf(out);
  const groups = [
    ...Map.groupBy(operations, ({ subject }) => `${subject.type}\n${subject.group ?? ''}`).values(),
  ].sort((a, b) => byGroup.compare(a[0]?.subject.group ?? '', b[0]?.subject.group ?? ''));
  const shown = options.all ? groups : groups.slice(0, SHORT_LIST);
  line(out);
  for (const group of shown) {
    const [first] = group;
    if (first === undefined) continue;
    const { type, group: name } = first.subject;
    const head = `  ${SIGNS[kind]} ${kind} ${counted(group.length, nounOf(type))}${name === undefined ? '' : ` in ${safe(name)}`}: `;
    const names = group.map((operation) => safe(nameOf(operation)));
    const text = options.all ? wrapList(head, names, width, 6) : cut(head + names.join(', '), width);
    line(out, paint(out, STYLES[kind], text));
  }
  const rest = groups.slice(shown.length);
  if (rest.length > 0) {
    const count = rest.reduce((sum, group) => sum + group.length, 0);
    printText(out, `… and ${count.toLocaleString('en-US')} more to ${kind} (--all lists everything)`, '  ');
  }
}

function nameOf(operation: Operation): string {
  const changes = operation.changes?.map(({ field, from, to }) => `${field} "${from}" to "${to}"`).join(', ');
  return changes === undefined ? operation.subject.label : `${operation.subject.label} (${changes})`;
}

function showReasons(
  out: OutputStream,
  operations: readonly Operation[],
  kind: OperationKind,
  options: ShowOptions,
): void {
  if (operations.length === 0) return;
  const shown = options.all ? operations : operations.slice(0, SHORT_LIST * 2);
  line(out);
  for (const operation of shown) {
    const { subject, reason, candidates } = operation;
    const text = `${kind} ${nounOf(subject.type)} ${safe(subject.key)} "${safe(subject.label)}": ${safe(reason)}`;
    printText(out, paint(out, STYLES[kind], text), paint(out, STYLES[kind], `  ${SIGNS[kind]} `));
    for (const change of operation.changes ?? []) {
      printText(out, `${change.field}: Odoo "${safe(change.from)}", store "${safe(change.to)}"`, '      ');
    }
    for (const candidate of candidates ?? []) {
      printText(
        out,
        `candidate: ${candidate.model} ${candidate.id ?? ''} ${safe(candidate.label ?? '')}`,
        '      ',
      );
    }
  }
  if (shown.length < operations.length) {
    line(
      out,
      `  … and ${(operations.length - shown.length).toLocaleString('en-US')} more (--all lists everything)`,
    );
  }
}

function showNote(out: OutputStream, note: Note): void {
  line(out);
  const sign = note.level === 'review' ? paint(out, 'red', '  ! ') : paint(out, 'blue', '  i ');
  printText(out, safe(note.message), sign);
  if (note.hint !== undefined) printText(out, safe(note.hint), '    ');
}
