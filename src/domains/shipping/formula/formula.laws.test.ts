import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Exact, roundHalfUp } from '../../shared/decimals.ts';
import { evaluateFormula } from './evaluate.ts';
import { linearOf } from './linear.ts';
import { parseFormula } from './parse.ts';
import { printFormula } from './print.ts';
import type { Formula, FormulaInput } from './types.ts';

/** Far above what reading the longest text takes, far below what anyone would call hanging. */
const MAX_MILLISECONDS = 1000;

const cents = (most: number) =>
  fc.integer({ min: 0, max: most }).map((amount) => new Exact(amount).dividedBy(100).toFixed());

const input: fc.Arbitrary<FormulaInput> = fc.record({
  quantity: fc.integer({ min: 0, max: 50 }),
  cost: cents(500_000),
  decimals: fc.constantFrom(0, 2, 3),
});

const fee = fc.record({
  kind: fc.constant('fee'),
  percent: cents(10_000),
  least: fc.option(cents(3000), { nil: null }),
  most: fc.option(cents(10_000), { nil: null }),
});

/** Every formula that can be written, most of them small. */
const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.record({ kind: fc.constant('number'), value: cents(10_000) }),
    fc.record({ kind: fc.constantFrom('qty', 'cost') }),
    fee,
    fc.record({ kind: fc.constant('negate'), of: tie('formula') }),
    fc.record({
      kind: fc.constantFrom('add', 'subtract', 'multiply', 'divide'),
      left: tie('formula'),
      right: tie('formula'),
    }),
  ),
}));

/** Texts that come close to formulas, and some that would do harm if anything ran them. */
const piece = fc.oneof(
  fc.constantFrom(...Array.from('0123456789.,+-*/()[]"\'=; \t\n^%')),
  fc.constantFrom('[qty]', '[cost]', '[fee percent="10"]', '[fee min_fee=', ' max_fee="', '[fee ', ']'),
  fc.constantFrom(
    'process.exit(9)',
    'constructor',
    '__proto__',
    '${1+1}',
    'globalThis.hacked=1',
    '(()=>1)()',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 1200 }),
  fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc
    .tuple(piece, fc.integer({ min: 1, max: 2000 }))
    .map(([repeated, times]) => repeated.repeat(times).slice(0, 5000)),
);

describe('formulas of shipping costs', () => {
  it('any text gives a decimal or a refusal that reports why, at once', () => {
    const globals = Object.getOwnPropertyNames(globalThis).toSorted();
    const law = (written: string, values: FormulaInput) => {
      const start = performance.now();
      const parsed = parseFormula(written);
      const result = parsed.ok ? evaluateFormula(parsed.formula, values) : parsed;
      expect(performance.now() - start).toBeLessThan(MAX_MILLISECONDS);
      if (result.ok) {
        expect(result.amount.isFinite()).toBe(true);
        expect(result.amount.toFixed()).toMatch(/^-?\d+(\.\d+)?$/u);
      } else {
        expect(result.refusal.message).toMatch(/\.$/u);
        expect(result.refusal.at ?? 0).toBeLessThanOrEqual(written.length);
      }
    };
    fc.assert(fc.property(text, input, law), { numRuns: 3000 });
    expect(Object.getOwnPropertyNames(globalThis).toSorted()).toEqual(globals);
  });

  it('no code is made of a text', () => {
    const folder = import.meta.dirname;
    const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
    const making = /\beval\s*\(|\bFunction\b|\bimport\s*\(|\bconstructor\b(?!\()/u;
    expect(sources).toContain('parse.ts');
    expect(sources.filter((name) => making.test(readFileSync(join(folder, name), 'utf8')))).toEqual([]);
    expect('eval(text)').toMatch(making);
    expect('new Function(text)').toMatch(making);
  });

  it('a formula that is printed is read as the same formula, with the same amount', () => {
    const law = (written: Formula, values: FormulaInput) => {
      const printed = printFormula(written);
      fc.pre(printed.length <= 1000);
      const parsed = parseFormula(printed);
      if (!parsed.ok) throw new Error(`${printed}: ${parsed.refusal.message}`);
      expect(evaluateFormula(parsed.formula, values)).toEqual(evaluateFormula(written, values));
      expect(printFormula(parsed.formula)).toBe(printed);
    };
    fc.assert(fc.property(formula, input, law), { numRuns: 2000 });
  });

  it('spaces and the kind of decimal sign change nothing', () => {
    const law = (written: Formula, space: string) => {
      const printed = printFormula(written);
      fc.pre(printed.length <= 200);
      const other = printed.replace(/ (?=[-+*/(])|(?<=[-+*/(]) /gu, space);
      const commas = printed.includes('[fee') ? other : other.replaceAll('.', ',');
      expect(parseFormula(commas)).toEqual(parseFormula(printed));
    };
    fc.assert(fc.property(formula, fc.constantFrom('', '  ', '\n\t'), law), { numRuns: 1000 });
  });

  it('what is linear gives the same amount, rounded to money', () => {
    let linear = 0;
    const law = (written: Formula, values: FormulaInput) => {
      const found = linearOf(written, values.decimals);
      if (found === null) return;
      linear += 1;
      const unit = { nothing: 0, qty: values.quantity, cost: values.cost }[found.unit];
      let part = new Exact(found.perUnit).times(unit);
      if (found.least !== null) part = Exact.max(part, found.least);
      if (found.most !== null) part = Exact.min(part, found.most);
      const exact = evaluateFormula(written, values);
      if (!exact.ok) throw new Error(`${printFormula(written)}: ${exact.refusal.message}`);
      // What was divided has lost its last digit.
      const money = (amount: typeof part) =>
        roundHalfUp(amount.toDecimalPlaces(40), values.decimals).toFixed(values.decimals);
      expect(money(part.plus(found.base))).toBe(money(exact.amount));
    };
    fc.assert(fc.property(formula, input, law), { numRuns: 5000 });
    expect(linear).toBeGreaterThan(500);
  });
});
