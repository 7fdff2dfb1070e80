import { describe, expect, test } from 'vitest';
import { readTaxTrial } from '../../../../test/fixtures/tax-trial.ts';
import { buildPositionChooser, choosePosition } from './choose-position.ts';
import type { PositionRule } from './types.ts';

const US = 1;
const FR = 2;
const CA = 10;

function position(id: number, fields: Partial<PositionRule> = {}): PositionRule {
  return {
    ...{ id, active: true, autoApply: true, sequence: 10, countryId: null, countryGroupId: null },
    ...{ groupCountryIds: [], stateIds: [], zipFrom: '', zipTo: '', vatRequired: false },
    ...fields,
  };
}

const everywhere = position(1);
const europe = position(2, { countryGroupId: 5, groupCountryIds: [FR] });
const country = position(3, { countryId: US });
const state = position(4, { countryId: US, stateIds: [CA] });
const zip = position(5, { countryId: US, zipFrom: '90000', zipTo: '90210' });
const stateZip = position(6, { countryId: US, stateIds: [CA], zipFrom: '90100', zipTo: '90199' });
const all = [everywhere, europe, country, state, zip, stateZip];

const at = (postcode: string, stateId: number | null = null, countryId: number | null = US) => ({
  ...{ countryId, stateId, zip: postcode },
});

describe.each([17, 18, 19] as const)('Odoo %i', (series) => {
  test('takes at 96 addresses the position that the real one took', () => {
    const trial = readTaxTrial(series);
    const choose = buildPositionChooser(
      series,
      trial.positions.map((one) => position(one.id, one)),
    );
    const wrong = trial.answers.filter((answer) => choose(answer) !== answer.positionId);
    expect(trial.answers).toHaveLength(96);
    expect(wrong).toEqual([]);
  });

  test('takes none without a country, nor one that is archived, chosen by hand or for customers with a VAT number', () => {
    expect(choosePosition(series, all, at('90150', CA, null))).toBeNull();
    const others = [{ active: false }, { autoApply: false }, { vatRequired: true }];
    expect(
      choosePosition(
        series,
        others.map((fields, index) => position(index, fields)),
        at(''),
      ),
    ).toBeNull();
  });

  test('compares zips as texts', () => {
    const choose = buildPositionChooser(series, [zip]);
    expect(['90000', '90150-1234', '90210'].map((postcode) => choose(at(postcode)))).toEqual([5, 5, 5]);
    expect(['89999', '90210-1', '90211', ' 90100', ''].map((postcode) => choose(at(postcode)))).toEqual(
      Array(5).fill(null),
    );
  });

  test('takes the lower sequence of two that are alike otherwise', () => {
    const late = position(7, { countryId: US, sequence: 2 });
    const early = position(8, { countryId: US, sequence: 1 });
    expect(choosePosition(series, [late, early], at(''))).toBe(8);
  });
});

describe.each([17, 18])('Odoo %i', (series) => {
  test('goes from state and zip to the zip, the state, the country, its group and everywhere, whatever the sequence', () => {
    const choose = buildPositionChooser(
      series,
      all.map((one) => ({ ...one, sequence: one.id })),
    );
    expect(choose(at('90150', CA))).toBe(6);
    expect(choose(at('90200', CA))).toBe(5);
    expect(choose(at('94000', CA))).toBe(4);
    expect(choose(at('', CA))).toBe(4);
    expect(choose(at('94000', 11))).toBe(3);
    expect(choose(at('75001', null, FR))).toBe(2);
    expect(choose(at('1010', null, 3))).toBe(1);
  });
});

test('17 takes a position without country wherever nothing else fits, even with a zip or a state', () => {
  const strange = position(7, { stateIds: [CA], zipFrom: '1', zipTo: '2' });
  expect([17, 18, 19].map((series) => choosePosition(series, [strange], at('99999')))).toEqual([
    7,
    null,
    null,
  ]);
});

test('17 looks at the country of a position or at its group, the others at both', () => {
  const both = position(7, { countryId: US, countryGroupId: 5, groupCountryIds: [FR] });
  expect([17, 18, 19].map((series) => choosePosition(series, [both], at('')))).toEqual([7, null, null]);
});

test('19 takes the first that fits by its sequence alone', () => {
  expect(choosePosition(19, all, at('90150', CA))).toBe(1);
  const ranked = all.map((one) => ({ ...one, sequence: 10 - one.id }));
  expect(choosePosition(19, ranked, at('90150', CA))).toBe(6);
});

describe('a customer with a VAT number', () => {
  const general = position(1, { countryId: US, stateIds: [CA], sequence: 1 });
  const required = position(2, { vatRequired: true, sequence: 2 });
  const address = { ...at('90150', CA), hasVat: true };

  test('is asked for it first on 17 and 18; on 19 the sequence decides', () => {
    const taken = [17, 18, 19].map((series) => choosePosition(series, [general, required], address));
    expect(taken).toEqual([2, 2, 1]);
    const moved = [{ ...general, sequence: 3 }, required];
    expect([17, 18, 19].map((series) => choosePosition(series, moved, address))).toEqual([2, 2, 2]);
    expect(choosePosition(19, moved, at('90150', CA))).toBe(1);
  });

  test('gets the general one where none that requires it fits', () => {
    const elsewhere = { ...required, countryId: FR };
    expect([17, 18, 19].map((series) => choosePosition(series, [general, elsewhere], address))).toEqual([
      1, 1, 1,
    ]);
  });
});

test('of two with one sequence the one that Odoo lists first is taken; 17 tries one without a sequence last', () => {
  const [a, b] = [position(1, { searchOrder: 1 }), position(2, { searchOrder: 0 })];
  expect([17, 18, 19].map((series) => choosePosition(series, [a, b], at('')))).toEqual([2, 2, 2]);
  const unset = position(1, { sequence: 0, isSequenceUnset: true, searchOrder: 1 });
  const first = position(2, { sequence: 1, searchOrder: 0 });
  expect([17, 18, 19].map((series) => choosePosition(series, [unset, first], at('')))).toEqual([2, 1, 1]);
});

test('19 takes no position of a group that leaves the state out', () => {
  const group = position(1, { countryGroupId: 5, groupCountryIds: [US], excludedStateIds: [CA] });
  expect([choosePosition(19, [group], at('')), choosePosition(19, [group], at('', CA))]).toEqual([1, null]);
});

test('500 positions and thousands of addresses are quick', () => {
  const many = Array.from({ length: 500 }, (_, index) => {
    const bound = String(10000 + index * 100);
    return position(index + 1, { countryId: US, stateIds: [CA], zipFrom: bound, zipTo: bound, sequence: 1 });
  });
  for (const series of [17, 18, 19]) {
    const choose = buildPositionChooser(series, many);
    const found = Array.from({ length: 5000 }, (_, index) => choose(at(String(10000 + index * 10), CA)));
    expect(found.filter((id) => id !== null)).toHaveLength(500);
  }
});
