// The texts that an expression may have, as far as its file tells.
import ts from 'typescript';
import { counted } from '../../src/core/counted.ts';

/** `…` is what is known only when the program runs. */
const UNKNOWN = '…';

/** What the parameters of a function are in one of its calls. */
export interface Scope {
  readonly source: ts.SourceFile;
  readonly given: ReadonlyMap<string, ts.Expression>;
}

/**
 * The scopes in which an expression is to be read: where its function is called from the same file, one for each call
 * with what was passed, else one without.
 */
export function scopesOf(node: ts.Node, source: ts.SourceFile): Scope[] {
  const owner = functionAround(node);
  const calls = owner === undefined ? [] : callsOf(owner.name, source);
  const plain = { source, given: new Map() };
  if (owner === undefined || calls.length === 0) return [plain];
  return calls.map((call) => ({ source, given: givenIn(call, owner.parameters) }));
}

interface Owner {
  readonly name: string;
  readonly parameters: readonly ts.ParameterDeclaration[];
}

/** The named function of the file that a node is in; methods and functions without a name are passed over. */
function functionAround(node: ts.Node): Owner | undefined {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isFunctionDeclaration(at) && at.name)
      return { name: at.name.text, parameters: [...at.parameters] };
    if (!ts.isArrowFunction(at) || !ts.isVariableDeclaration(at.parent)) continue;
    return { name: at.parent.name.getText(), parameters: [...at.parameters] };
  }
  return undefined;
}

function callsOf(name: string, source: ts.SourceFile): ts.CallExpression[] {
  const found: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === name) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function givenIn(call: ts.CallExpression, parameters: readonly ts.ParameterDeclaration[]) {
  const given = new Map<string, ts.Expression>();
  for (const [at, { name, initializer }] of parameters.entries()) {
    const value = call.arguments[at] ?? initializer;
    if (value === undefined) continue;
    if (ts.isIdentifier(name)) given.set(name.text, value);
    if (!ts.isObjectBindingPattern(name) || !ts.isObjectLiteralExpression(value)) continue;
    for (const element of name.elements) {
      const part = memberOf(value, (element.propertyName ?? element.name).getText()) ?? element.initializer;
      if (part) given.set(element.name.getText(), part);
    }
  }
  return given;
}

function memberOf(literal: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const property of literal.properties) {
    if (ts.isPropertyAssignment(property) && property.name.getText() === name) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property) && property.name.text === name) return property.name;
  }
  return undefined;
}

/** How often a name is followed to where its value comes from. */
const MAX_STEPS = 6;

/** Every text the expression may have; `…` stands where a value is put in. */
export function textsOf(node: ts.Expression, scope: Scope, steps = 0): string[] {
  if (steps > MAX_STEPS) return [UNKNOWN];
  const again = (next: ts.Expression) => textsOf(next, scope, steps + 1);
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isNumericLiteral(node)) return [Number(node.text.replaceAll('_', '')).toLocaleString('en-US')];
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return again(node.expression);
  if (ts.isConditionalExpression(node)) return [...again(node.whenTrue), ...again(node.whenFalse)];
  if (ts.isTemplateExpression(node)) return templateTexts(node, again);
  if (ts.isBinaryExpression(node)) {
    const isSum = ts.isNumericLiteral(node.left) || ts.isNumericLiteral(node.right);
    if (node.operatorToken.kind !== ts.SyntaxKind.PlusToken || isSum) return [UNKNOWN];
    return again(node.left).flatMap((left) => again(node.right).map((right) => left + right));
  }
  if (ts.isCallExpression(node))
    return node.expression.getText() === 'counted' ? countedTexts(node, again) : [UNKNOWN];
  const value = valueOf(node, scope);
  return value === undefined ? [UNKNOWN] : again(value);
}

type Read = (node: ts.Expression) => string[];

/** Parts that are known are written out; alternatives only where the rest says nothing, or the texts would multiply. */
function templateTexts(node: ts.TemplateExpression, read: Read): string[] {
  const rest = node.head.text + node.templateSpans.map(({ literal }) => literal.text).join('');
  const isRestEmpty = !/\p{L}/u.test(rest);
  let texts = [node.head.text];
  for (const { expression, literal } of node.templateSpans) {
    const parts = read(expression);
    const shown = parts.length === 1 || isRestEmpty ? parts : [UNKNOWN];
    texts = texts.flatMap((text) => shown.map((part) => text + part + literal.text));
  }
  return texts;
}

/** `counted(n, 'rate')` is `… rates`. */
function countedTexts({ arguments: [, singular, plural] }: ts.CallExpression, read: Read): string[] {
  if (plural) return read(plural).map((text) => `${UNKNOWN} ${text}`);
  return singular ? read(singular).map((text) => counted(2, text).replace('2', UNKNOWN)) : [UNKNOWN];
}

/** What a name or a member represents: what a call passed, a constant around it, or a part of either. */
function valueOf(node: ts.Expression, scope: Scope): ts.Expression | undefined {
  if (ts.isIdentifier(node)) return scope.given.get(node.text) ?? constantOf(node);
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  let owner: ts.Expression | undefined = valueOf(node.expression, scope);
  while (owner && (ts.isAsExpression(owner) || ts.isSatisfiesExpression(owner))) owner = owner.expression;
  return owner && ts.isObjectLiteralExpression(owner) ? memberOf(owner, node.name.text) : undefined;
}

/** The initializer of the nearest constant of that name: in a block around the node, else in the file. */
function constantOf(node: ts.Identifier): ts.Expression | undefined {
  for (let at: ts.Node = node.parent; ; at = at.parent) {
    if (ts.isBlock(at) || ts.isSourceFile(at)) {
      for (const statement of at.statements) {
        if (!ts.isVariableStatement(statement)) continue;
        for (const { name, initializer } of statement.declarationList.declarations)
          if (ts.isIdentifier(name) && name.text === node.text) return initializer;
      }
    }
    if (ts.isSourceFile(at)) return undefined;
  }
}
