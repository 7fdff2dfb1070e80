// Finds every error code and note of the program in its source, so that the troubleshooting page cannot forget one.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

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
 * Codes that are not written out (a constant of the same file, a condition) are followed as far as the file goes.
 */
export function readCodes(root: string): DocumentedCode[] {
  const found = new Map<string, { messages: Set<string>; hints: Set<string> }>();
  const files = globSync('src/**/*.ts', { cwd: root }).filter(
    (file) => !/\.test\.ts$|\.laws\.|\/suite\/|\/testing\//u.test(file),
  );
  for (const file of files.toSorted()) {
    const text = readFileSync(join(root, file), 'utf8');
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    for (const literal of objectsWithCode(source)) {
      const codes = alternatives(literal.code, source).filter((code) => CODE.test(code));
      for (const code of codes) {
        const entry = found.get(code) ?? { messages: new Set<string>(), hints: new Set<string>() };
        found.set(code, entry);
        for (const message of alternatives(literal.message, source)) entry.messages.add(message);
        if (literal.hint) for (const hint of alternatives(literal.hint, source)) entry.hints.add(hint);
      }
    }
  }
  found.delete(ZOD_ISSUE);
  return [...found]
    .map(([code, { messages, hints }]) => ({ code, messages: texts(messages), hints: texts(hints) }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

interface CodeLiteral {
  readonly code: ts.Expression;
  readonly message: ts.Expression;
  readonly hint: ts.Expression | undefined;
}

function objectsWithCode(source: ts.SourceFile): CodeLiteral[] {
  const result: CodeLiteral[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const values = propertiesOf(node);
      const [code, message] = [values.get('code'), values.get('message')];
      if (code && message) result.push({ code, message, hint: values.get('hint') });
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

/** The texts an expression may have, as far as the source tells: `…` for what is known only when it runs. */
function alternatives(node: ts.Expression, source: ts.SourceFile, depth = 0): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return alternatives(node.expression, source, depth);
  if (ts.isAsExpression(node)) return alternatives(node.expression, source, depth);
  if (ts.isConditionalExpression(node))
    return [...alternatives(node.whenTrue, source, depth), ...alternatives(node.whenFalse, source, depth)];
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('')];
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return alternatives(node.left, source, depth).flatMap((left) =>
      alternatives(node.right, source, depth).map((right) => left + right),
    );
  if (ts.isIdentifier(node) && depth < 3) {
    const initializer = constantOf(node.text, source);
    if (initializer) return alternatives(initializer, source, depth + 1);
  }
  return ['…'];
}

function constantOf(name: string, source: ts.SourceFile): ts.Expression | undefined {
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name: declared, initializer } of statement.declarationList.declarations)
      if (declared.getText() === name) return initializer;
  }
  return undefined;
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
  return ['| code | what it reports | what to do |', '| --- | --- | --- |', ...rows].join('\n');
}

function cell(lines: readonly string[]): string {
  return lines.map((line) => line.replaceAll('|', '\\|').replaceAll('<', '&lt;')).join('<br>');
}
