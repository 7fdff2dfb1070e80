import ts from 'typescript';

/** Code that decides by the value of an expression. */
export interface Decision {
  readonly by: ts.Expression;
  /** What to show: the comparison, the call or the switch. */
  readonly node: ts.Node;
}

const COMPARES: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);
const ASKED_FOR = /^(has|includes|indexOf|get|test|exec)$/u;
const ASKED = /^(startsWith|endsWith|includes|indexOf|match|search|localeCompare)$/u;

/** Every comparison but those with nothing, every switch, and every look-up in a set, a list, a table or a pattern. */
export function decisionsIn(source: ts.SourceFile): Decision[] {
  const found: Decision[] = [];
  const visit = (node: ts.Node): void => {
    for (const by of decidersOf(node, source)) found.push({ by, node });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function decidersOf(node: ts.Node, source: ts.SourceFile): readonly ts.Expression[] {
  if (ts.isSwitchStatement(node)) return [node.expression];
  if (ts.isElementAccessExpression(node)) return [node.argumentExpression];
  if (ts.isBinaryExpression(node)) {
    const { left, operatorToken, right } = node;
    if (operatorToken.kind === ts.SyntaxKind.InKeyword) return [left];
    const isAbsence = [left, right].some((side) => /^(undefined|null)$/u.test(side.getText(source)));
    return COMPARES.has(operatorToken.kind) && !isAbsence ? [left, right] : [];
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { expression, name } = node.expression;
  return [
    ...(ASKED_FOR.test(name.text) ? node.arguments : []),
    ...(ASKED.test(name.text) ? [expression] : []),
  ];
}

/**
 * Whether an expression is a word that is printed: the rule of an operation or the code of a note, taken from it
 * directly, by a pattern (`const { rule: why } = operation`), or through another name.
 */
export function printedWordsIn(source: ts.SourceFile): (node: ts.Expression) => boolean {
  const bindings = bindingsIn(source);
  const isPrinted = (node: ts.Node): boolean => {
    if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node))
      return isPrinted(node.expression);
    if (ts.isPropertyAccessExpression(node)) {
      const of = node.expression.getText(source);
      return node.name.text === 'rule' || (node.name.text === 'code' && isOfNotes(of));
    }
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)
      return isPrinted(node.left);
    if (!ts.isIdentifier(node)) return false;
    const binding = nearest(bindings.get(node.text) ?? [], node);
    return node.text === 'rule' || (binding !== undefined && isBoundToPrinted(binding, isPrinted, source));
  };
  return isPrinted;
}

type Binding = ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement;

function bindingsIn(source: ts.SourceFile): ReadonlyMap<string, readonly Binding[]> {
  const found = new Map<string, Binding[]>();
  const visit = (node: ts.Node): void => {
    const binds = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node);
    if (binds && ts.isIdentifier(node.name))
      found.set(node.name.text, [...(found.get(node.name.text) ?? []), node]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The binding whose scope is the smallest around a place. */
function nearest(bindings: readonly Binding[], place: ts.Node): Binding | undefined {
  const sizeOf = (binding: Binding) => scopeOf(binding).getFullWidth();
  return bindings
    .filter((binding) => isWithin(place, scopeOf(binding)))
    .toSorted((a, b) => sizeOf(a) - sizeOf(b))[0];
}

const isWithin = (node: ts.Node, scope: ts.Node) => node.pos >= scope.pos && node.end <= scope.end;

function scopeOf(binding: Binding): ts.Node {
  let node: ts.Node = binding.parent;
  const isScope = () =>
    ts.isFunctionLike(node) || ts.isBlock(node) || ts.isForOfStatement(node) || ts.isSourceFile(node);
  while (!isScope()) node = node.parent;
  return node;
}

function isBoundToPrinted(
  binding: Binding,
  isPrinted: (node: ts.Node) => boolean,
  source: ts.SourceFile,
): boolean {
  if (!ts.isBindingElement(binding)) {
    if (/^(Rule|Operation\['rule'\]|Note\['code'\])$/u.test(binding.type?.getText(source) ?? '')) return true;
    return binding.initializer !== undefined && isPrinted(binding.initializer);
  }
  const key = (binding.propertyName ?? binding.name).getText(source);
  return key === 'rule' || (key === 'code' && isOfNotes(originOf(binding, source)));
}

/** What a pattern takes apart, as text: a value, the list of a loop or of a call (`notes.some(({ code }) => …)`), or a type. */
function originOf(element: ts.BindingElement, source: ts.SourceFile): string {
  let node: ts.Node = element;
  while (ts.isBindingElement(node) || ts.isObjectBindingPattern(node) || ts.isArrayBindingPattern(node))
    node = node.parent;
  if (ts.isParameter(node)) {
    const call = node.parent.parent;
    const list = ts.isCallExpression(call) ? call.expression.getText(source) : '';
    return `${node.type?.getText(source) ?? ''} ${list}`;
  }
  if (!ts.isVariableDeclaration(node)) return '';
  const loop = node.parent.parent;
  return (node.initializer ?? (ts.isForOfStatement(loop) ? loop.expression : node)).getText(source);
}

const isOfNotes = (text: string) => /note/iu.test(text);
