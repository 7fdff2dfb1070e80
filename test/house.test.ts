import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { decisionsIn, printedWordsIn } from './testing/decisions.ts';

/**
 * One word for one thing, and no decision by a word that is printed. Identifiers alone are looked at; what people read is
 * looked at by `messages.test.ts`.
 */

/** Words that a name may not be made of, with the word to take. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ...['tell', 'tells', 'teller', 'told', 'untold'].map((word) => [word, 'emit, publish, report'] as const),
  ...['say', 'says', 'said', 'saying', 'unsaid'].map(
    (word) => [word, 'report, express, print, given'] as const,
  ),
  ...['hold', 'holds', 'held', 'holding'].map(
    (word) => [word, 'lock, lease, freeze; match, contain, existing'] as const,
  ),
  ...['fare', 'fares'].map((word) => [word, 'status, result'] as const),
  ...['reckon', 'reckons', 'reckoned', 'reckoning'].map((word) => [word, 'compute'] as const),
  ...['wish', 'wishes'].map((word) => [word, 'request, policy'] as const),
  ...['room', 'rooms', 'house'].map((word) => [word, 'function, rig, the name of what it is'] as const),
  ['wanted', 'desired'],
  ['unread', 'unavailable'],
  ['usual', 'default'],
  ['door', 'the name of what it does'],
]);

/** Names that another one replaced. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['OdooNeed', 'RequiredPermission'],
  ['FoundRow', 'ExistingRow or PackedRow'],
  ['SqlDoor', 'SqlExecutor'],
  ['OdooAppDoor', 'OdooAppInstaller'],
  ['Answering', 'RequestDispatcher'],
  ['RunWish', 'RunRequest'],
  ['Ending', 'RunResult'],
  ['concludeRun', 'summarizeRun'],
  ['MadePlan', 'PlanResult'],
  ['DomainFacts', 'DomainSnapshot'],
  ['ProgressTeller', 'ProgressReporter'],
  ['giveBack', 'requeue'],
  ['KnownRecords', 'RecordIndex'],
  ['SubjectIds', 'RecordIndex'],
  ['refuseWhenStopped', 'throwIfAborted'],
  ['AnyDomain', 'EngineDomain'],
  ['ShippingFault', 'InvalidShippingRow'],
  ['TaxRateFault', 'InvalidTaxRate'],
  ['GatewayFault', 'InvalidRow'],
]);

const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['MOST_', 'MAX_'],
  ['LONGEST_', 'MAX_'],
  ['HIGHEST_', 'MAX_'],
  ['USUAL_', 'DEFAULT_'],
]);

interface Exception {
  readonly file: RegExp;
  readonly name: RegExp;
  readonly reason: string;
}

/** Names that stay, and why. */
const STAY: readonly Exception[] = [
  { file: /^src\/core\/operation-schema\.ts$/u, name: /^told$/u, reason: 'a field of plans of format 1' },
  {
    file: /^src\/database\/tables\/run-operation-table\.test\.ts$/u,
    name: /^told$/u,
    reason: 'a field of plans of format 1',
  },
];

/** Files that print a rule, or read rules that a database remembers. */
const MAY_COMPARE_RULES: readonly Exception[] = [
  {
    file: /^src\/core\/operation-schema\.ts$/u,
    name: /./u,
    reason: 'translates stored operations of format 1, in which the rule was all there was',
  },
  { file: /^src\/core\/memory\.ts$/u, name: /./u, reason: 'a binding has no other field for a choice' },
  {
    file: /^src\/domains\/taxes\//u,
    name: /^bound\??\.rule$/u,
    reason: 'a binding has no other field for the default sale tax; others are shown as before',
  },
  {
    file: /^src\/(core\/kept-operations|engine\/rows\/rule-texts)\.ts$/u,
    name: /^rule$/u,
    reason: 'counts operations by their rule, and prints a sentence for it',
  },
  {
    file: /^src\/engine\/odoo-app\/review-items\.ts$/u,
    name: /^code$/u,
    reason: 'several notes of one code are numbered, to be several items',
  },
  {
    file: /^src\/database\//u,
    name: /^rule$/u,
    reason: 'the name of a rule of the database, not of an operation',
  },
];

const root = resolve(import.meta.dirname, '..');

/** Files of the program, and those of the tests, the stand-ins and the scripts: names are the same everywhere. */
const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/u.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
const files = filesIn('src');

const parse = (file: string, text: string) => ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
const read = (file: string) => ({ file, source: parse(file, readFileSync(join(root, file), 'utf8')) });
const sources = files.map(read);
const others = ['test', 'sandbox', 'scripts'].flatMap(filesIn).map(read);

/** The words of a name, in lower case: `tellRun`, `TELL_RUN` and `#tellRun` are `tell` and `run`. */
function wordsOf(name: string): string[] {
  return name
    .replace(/^#/u, '')
    .split(/_|(?<=[a-z0-9])(?=[A-Z])/u)
    .map((word) => word.toLowerCase());
}

/** What a name should be instead; undefined where it may stay. */
function betterName(name: string): string | undefined {
  for (const [prefix, better] of PREFIXES) if (name.startsWith(prefix)) return better;
  for (const word of wordsOf(name)) if (WORDS.has(word)) return WORDS.get(word);
  return NAMES.get(name);
}

/** Names that are to change: `src/a.ts: tellRun (emit, publish, report)`. */
function badNames(file: string, source: ts.SourceFile): string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) {
      const better = betterName(node.text);
      const stays = STAY.some((each) => each.file.test(file) && each.name.test(node.text));
      if (better !== undefined && !stays) found.add(`${file}: ${node.text} (${better})`);
    }
    if (
      ts.isFunctionLike(node) &&
      node.parameters.map((each) => each.name.getText(source)).join() === 'one,other'
    )
      found.add(`${file}: one, other (a, b)`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found];
}

/** Where code decides by the rule of an operation or the code of a note, however it is named there. */
function badDecisions(file: string, source: ts.SourceFile): Decision[] {
  const printed = printedWordsIn(source);
  return decisionsIn(source)
    .filter(({ by }) => printed(by))
    .map(({ by, node }) => ({
      text: `${file}: ${node.getText(source).split('\n')[0] ?? ''}`,
      exception: MAY_COMPARE_RULES.find((each) => each.file.test(file) && each.name.test(by.getText(source))),
    }));
}

interface Decision {
  readonly text: string;
  readonly exception: Exception | undefined;
}

const badComparisons = (file: string, source: ts.SourceFile) =>
  badDecisions(file, source).flatMap(({ text, exception }) => (exception === undefined ? [text] : []));

/** The decisions in each file of the program; two tests look at them. */
const decisions = sources.map(({ file, source }) => ({ file, found: badDecisions(file, source) }));

const isTest = (file: string) => /\.test\.ts$|\/testing\//u.test(file);

describe('the house', () => {
  it('has one word for one thing', () => {
    const found = [...sources, ...others].flatMap(({ file, source }) => badNames(file, source));
    expect(found).toEqual([]);
  });

  it('decides by data, never by a rule or by the code of a note', () => {
    const bad = decisions
      .filter(({ file }) => !isTest(file))
      .flatMap(({ found }) => found.filter(({ exception }) => exception === undefined));
    expect(bad.map(({ text }) => text)).toEqual([]);
  });

  it('has no folder by a former name', () => {
    const former = /^src\/(store|domains\/[^/]+\/(engine|choice))\/|\/suite\//u;
    expect(files.filter((file) => former.test(file))).toEqual([]);
  });

  it('keeps no exception that nobody needs', () => {
    const names = STAY.filter(({ file, name }) => {
      const named = sources.filter((each) => file.test(each.file));
      return !named.some(({ source }) => source.text.split(/[^A-Za-z0-9_]/u).some((word) => name.test(word)));
    });
    const used = decisions.flatMap(({ found }) => found.map(({ exception }) => exception));
    expect([...names, ...MAY_COMPARE_RULES.filter((each) => !used.includes(each))]).toEqual([]);
  });

  it('names what it finds', () => {
    const bad =
      'const MOST_TRIES = 3; function tellRun(one: 1, other: 2) { if (a.rule === "x") wanted(note.code !== "y"); }';
    const source = parse('a.ts', bad);
    expect(badNames('a.ts', source).sort()).toEqual([
      'a.ts: MOST_TRIES (MAX_)',
      'a.ts: one, other (a, b)',
      'a.ts: tellRun (emit, publish, report)',
      'a.ts: wanted (desired)',
    ]);
    expect(badComparisons('a.ts', source)).toHaveLength(2);
    expect(badNames('a.ts', parse('a.ts', 'const mostly = retold + threshold;'))).toEqual([]);
  });

  it.each([
    ['if (operation.rule === CHOICE) f();'],
    ["const { rule: why } = operation; if (why !== 'choice') f();"],
    ["const why = operation.rule ?? ''; const same = why === other;"],
    ["const { code } = note; if (code === 'removals_blocked') f();"],
    ["notes.some(({ code }) => code === 'removals_blocked');"],
    ["for (const { code: which } of plan.notes) if (which === 'a') f();"],
    ["const f = ({ code }: Note) => code === 'a';"],
    ['const f = (why: Rule) => LIST.includes(why);'],
    ['if (DECIDING.has(operation.rule)) f();'],
    ["if (['a', 'b'].includes(note.code)) f();"],
    ['const is = /^a/u.test(rule);'],
    ["const is = rule.startsWith('a');"],
    ['const say = TABLE[operation.rule];'],
    ['switch (note.code) { case "a": f(); }'],
    ['if (rule in TABLE) f();'],
  ])('finds a decision by a printed word: %s', (text) => {
    expect(badComparisons('a.ts', parse('a.ts', text))).toHaveLength(1);
  });

  it.each([
    ["const { code } = error; if (code === 'odoo.busy') f();"],
    ["countries.find(({ code }) => code === 'US');"],
    ['if (operation.rule === undefined) f();'],
    ['print(operation.rule, note.code);'],
    ["const { code } = note; { const { code } = error; if (code === 'a') f(); }"],
  ])('passes over what is none: %s', (text) => {
    expect(badComparisons('a.ts', parse('a.ts', text))).toEqual([]);
  });
});
