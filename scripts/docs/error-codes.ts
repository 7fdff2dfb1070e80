// Finds every error code and note of the program in its source, so that the troubleshooting page cannot forget one.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { scopesOf, textsOf } from './texts.ts';

/** One code as the program reports it. `…` is where a name or value is put in. */
export interface DocumentedCode {
  readonly code: string;
  readonly messages: readonly string[];
  readonly hints: readonly string[];
}

/** The code of an issue that a schema adds: it never leaves the validation. */
const ZOD_ISSUE = 'custom';

const CODE = /^[a-z0-9_]+(?:\.[a-z0-9_]+)?$/u;

/**
 * Every object in `src` that has a `code` and a `message`: errors have a dot in their code, notes of a plan have none.
 * Codes and texts that are not written out (a constant, a condition, a parameter) are followed as far as the file goes.
 */
export function readCodes(root: string): DocumentedCode[] {
  const found = new Map<string, { messages: Set<string>; hints: Set<string> }>();
  const files = globSync('src/**/*.ts', { cwd: root }).filter(
    (file) => !/\.test\.ts$|\.laws\.|\/suite\/|\/testing\//u.test(file),
  );
  for (const file of files.toSorted()) {
    const text = readFileSync(join(root, file), 'utf8');
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const shared = sharedMessages(source);
    for (const { code, message, hint } of objectsWithCode(source)) {
      for (const scope of scopesOf(code, source)) {
        for (const name of textsOf(code, scope).filter((each) => isCode(each, message))) {
          const entry = found.get(name) ?? { messages: new Set<string>(), hints: new Set<string>() };
          found.set(name, entry);
          for (const each of message ? textsOf(message, scope) : shared) entry.messages.add(each);
          if (hint) for (const each of textsOf(hint, scope)) entry.hints.add(each);
        }
      }
    }
  }
  found.delete(ZOD_ISSUE);
  return [...found]
    .map(([code, { messages, hints }]) => ({ code, messages: texts(messages), hints: texts(hints) }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** Without a message beside it, only a text of two parts is a code. */
const isCode = (text: string, message: ts.Expression | undefined) =>
  CODE.test(text) && (message !== undefined || text.includes('.'));

/** Messages of errors whose code is known only when the program runs, as it comes from a table of the same file. */
function sharedMessages(source: ts.SourceFile): string[] {
  const plain = { source, given: new Map() };
  return objectsWithCode(source).flatMap(({ code, message }) =>
    message && textsOf(code, plain).every((text) => !CODE.test(text)) ? textsOf(message, plain) : [],
  );
}

interface CodeLiteral {
  readonly code: ts.Expression;
  /** Absent where a table gives codes and hints alone, and all of them share one message. */
  readonly message: ts.Expression | undefined;
  readonly hint: ts.Expression | undefined;
}

function objectsWithCode(source: ts.SourceFile): CodeLiteral[] {
  const result: CodeLiteral[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const values = propertiesOf(node);
      const [code, message] = [values.get('code'), values.get('message')];
      if (code) result.push({ code, message, hint: values.get('hint') });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return result;
}

function propertiesOf(node: ts.ObjectLiteralExpression): Map<string, ts.Expression> {
  const values = new Map<string, ts.Expression>();
  for (const property of node.properties) {
    if (ts.isPropertyAssignment(property)) values.set(property.name.getText(), property.initializer);
    if (ts.isShorthandPropertyAssignment(property)) values.set(property.name.text, property.name);
  }
  return values;
}

/** A text that is nothing but a value is no help to a reader. */
function texts(found: ReadonlySet<string>): string[] {
  return [...found]
    .map((text) => text.replaceAll(/\s+/gu, ' ').trim())
    .filter((text) => /[\p{L}]{3}/u.test(text));
}

/** The table of the troubleshooting page. */
export function renderCodes(codes: readonly DocumentedCode[]): string {
  const rows = codes.map(
    ({ code, messages, hints }) => `| \`${code}\` | ${cell(messages)} | ${cell(hints)} |`,
  );
  // Padded columns would make every line of the table differ whenever the longest text changes.
  const ignore = '<!-- prettier-ignore -->';
  return [ignore, '| code | what it reports | what to do |', '| --- | --- | --- |', ...rows].join('\n');
}

function cell(lines: readonly string[]): string {
  return lines.map((line) => line.replaceAll('|', '\\|').replaceAll('<', '&lt;')).join('<br>');
}
