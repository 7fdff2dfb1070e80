import type { FeeTerm, Formula, Operation } from './types.ts';

const SIGNS = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const;

/** A formula as text, with no more parentheses than it needs; `parseFormula` reads the same formula from it. */
export function printFormula(formula: Formula): string {
  switch (formula.kind) {
    case 'number':
      return formula.value;
    case 'qty':
    case 'cost':
      return `[${formula.kind}]`;
    case 'fee':
      return printFee(formula);
    case 'negate':
      return `-${isOperation(formula.of) ? enclosed(formula.of) : printFormula(formula.of)}`;
    default:
      return printOperation(formula);
  }
}

function printFee({ percent, least, most }: FeeTerm): string {
  const bounds = [
    ['min_fee', least],
    ['max_fee', most],
  ] as const;
  const printed = bounds.flatMap(([name, value]) =>
    // A plain 0 would mean that there is no bound.
    value === null ? [] : [` ${name}="${value === '0' ? '0.0' : value}"`],
  );
  return `[fee percent="${percent}"${printed.join('')}]`;
}

function printOperation({ kind, left, right }: Operation): string {
  const binds = isProduct(kind);
  const leftLoose = isOperation(left) && binds && !isProduct(left.kind);
  const rightLoose = isOperation(right) && (binds || !isProduct(right.kind));
  const before = leftLoose ? enclosed(left) : printFormula(left);
  const after = rightLoose ? enclosed(right) : printFormula(right);
  return `${before} ${SIGNS[kind]} ${after}`;
}

const enclosed = (formula: Formula) => `(${printFormula(formula)})`;
const isProduct = (kind: Operation['kind']) => kind === 'multiply' || kind === 'divide';

function isOperation(formula: Formula): formula is Operation {
  return formula.kind in SIGNS;
}
