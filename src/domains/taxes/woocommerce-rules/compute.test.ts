import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sum, taxOf } from './compute.ts';
import type { AppliedRate } from './compute.ts';
import { effectivePercent } from './effective.ts';
import { Exact } from '../../shared/decimals.ts';

function rates(...percents: readonly string[]): AppliedRate[] {
  return percents.map((percent, id) => {
    const compound = percent.endsWith('c');
    return { id, rate: percent.replace('c', ''), compound };
  });
}

function taxes(amount: string, applied: readonly AppliedRate[], included: boolean): string[] {
  return [...taxOf(amount, applied, { included }).perRate.values()].map(String);
}

describe('the tax of an amount', () => {
  it.each([
    ['100', [], []],
    ['100', ['0'], ['0']],
    ['12.95', ['7.25', '1.375'], ['0.938875', '0.178063']],
    ['100', ['5', '9.975c'], ['5', '10.47375']],
    // What is compound counts no less for coming first; it is charged on the plain ones all the same.
    ['100', ['9.975c', '5'], ['10.47375', '5']],
    ['100', ['5', '10c', '10c'], ['5', '10.5', '11.55']],
    ['-100', ['19'], ['-19']],
  ])('%s without %j', (amount, percents, expected) => {
    expect(taxes(amount, rates(...percents), false)).toEqual(expected);
  });

  it.each([
    ['119', ['19'], ['19']],
    ['108.625', ['7.25', '1.375'], ['7.25', '1.375']],
    ['115.47375', ['5', '9.975c'], ['5', '10.47375']],
    ['127.05', ['5', '10c', '10c'], ['5', '10.5', '11.55']],
    ['100', ['19'], ['15.966387']],
    ['-119', ['19'], ['-19']],
  ])('%s with %j', (amount, percents, expected) => {
    expect(taxes(amount, rates(...percents), true)).toEqual(expected);
  });

  it('cannot be taken out of a price that includes -100%', () => {
    expect(() => taxOf('10', rates('-100'), { included: true })).toThrow(RangeError);
    expect(() => taxOf('10', rates('-100c'), { included: true })).toThrow(RangeError);
    expect(taxes('10', rates('-100'), false)).toEqual(['-10']);
  });
});

describe('laws', () => {
  const percent = fc
    .integer({ min: 0, max: 1_000_000 })
    .map((units) => new Exact(units).dividedBy(10_000).toFixed(4));
  const applied = fc
    .array(fc.record({ rate: percent, compound: fc.boolean() }), { maxLength: 4 })
    .map((list): AppliedRate[] => list.map((rate, id) => ({ id, ...rate })));
  const amount = fc.integer({ min: 0, max: 100_000_000 }).map((cents) => new Exact(cents).dividedBy(100));
  const rounding = (list: readonly AppliedRate[]) => new Exact('0.000001').times(Math.max(list.length, 1));

  it('tax on top and tax inside are inverse, within the sixth decimal of each rate', () => {
    fc.assert(
      fc.property(amount, applied, (net, list) => {
        const onTop = taxOf(net, list, { included: false });
        const inside = taxOf(net.plus(onTop.total), list, { included: true });
        for (const [id, tax] of onTop.perRate) {
          const difference = tax.minus(inside.perRate.get(id) ?? NaN).abs();
          expect(difference.lessThanOrEqualTo(rounding(list))).toBe(true);
        }
      }),
    );
  });

  it('the total is the sum of the rates, and is what the effective percentage gives, within the rounding', () => {
    fc.assert(
      fc.property(amount, applied, (net, list) => {
        const { perRate, total } = taxOf(net, list, { included: false });
        expect(total.equals(sum(perRate.values()))).toBe(true);
        const whole = net.times(effectivePercent(list)).dividedBy(100);
        expect(total.minus(whole).abs().lessThanOrEqualTo(rounding(list))).toBe(true);
      }),
    );
  });

  it('the order in which plain rates stand does not matter', () => {
    fc.assert(
      fc.property(amount, applied, fc.boolean(), (price, list, included) => {
        const plain = list.map((rate) => ({ ...rate, compound: false }));
        const there = taxOf(price, plain, { included });
        const back = taxOf(price, plain.toReversed(), { included });
        for (const [id, tax] of there.perRate) expect(back.perRate.get(id)?.equals(tax)).toBe(true);
      }),
    );
  });
});
