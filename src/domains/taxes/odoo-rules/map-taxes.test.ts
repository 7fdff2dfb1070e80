import { describe, expect, test } from 'vitest';
import { readTaxTrial } from '../../../../test/fixtures/tax-trial.ts';
import { mapTaxes } from './map-taxes.ts';
import type { MappingPosition, MappingTax } from './types.ts';

const tax = (id: number, fields: Partial<MappingTax> = {}): MappingTax => ({
  ...{ id, active: true, originalTaxIds: [] },
  ...fields,
});

/** Tax 1 becomes 2 and 3, tax 4 becomes nothing. */
const lines: MappingPosition = {
  id: 1,
  taxIds: [],
  lines: [
    { id: 1, externalId: undefined, sourceId: 1, destinationId: 2 },
    { id: 2, externalId: undefined, sourceId: 1, destinationId: 3 },
    { id: 3, externalId: undefined, sourceId: 4, destinationId: null },
  ],
};
const taxes = [1, 2, 3, 4, 5].map((id) => tax(id));

describe.each([17, 18])('Odoo %i', (series) => {
  test('replaces, drops and keeps by the lines of the position', () => {
    expect(mapTaxes(series, 1, [1, 4, 5], [lines], taxes)).toEqual([2, 3, 5]);
    expect(mapTaxes(series, null, [1, 4], [lines], taxes)).toEqual([1, 4]);
    expect(mapTaxes(series, 1, [1], [{ ...lines, lines: [] }], taxes)).toEqual([1]);
  });

  test('names a tax once', () => {
    expect(mapTaxes(series, 1, [1, 2], [lines], taxes)).toEqual([2, 3]);
  });
});

test('where a destination is archived, 17 charges the tax of the product, 18 the archived one', () => {
  const archived = taxes.map((one) => (one.id === 2 || one.id === 3 ? tax(one.id, { active: false }) : one));
  expect(mapTaxes(17, 1, [1], [lines], archived)).toEqual([1]);
  expect(mapTaxes(18, 1, [1], [lines], archived)).toEqual([2, 3]);
});

describe('Odoo 19', () => {
  const position: MappingPosition = { id: 1, lines: [], taxIds: [2] };

  test('asks the taxes of the position which ones they replace', () => {
    const replacing = [tax(1), tax(2, { originalTaxIds: [1] }), tax(3, { originalTaxIds: [1] })];
    expect(mapTaxes(19, 1, [1, 5], [position], replacing)).toEqual([2, 5]);
    expect(mapTaxes(19, 1, [1, 5], [{ ...position, taxIds: [3, 2] }], replacing)).toEqual([2, 3, 5]);
  });

  test('drops every tax where the position has none, and none where there is no position', () => {
    expect(mapTaxes(19, 1, [1], [{ ...position, taxIds: [] }], [tax(1)])).toEqual([]);
    expect(mapTaxes(19, null, [1], [position], [tax(1)])).toEqual([1]);
  });

  test('charges the tax of the product where its replacement is archived', () => {
    const replacing = [tax(2, { originalTaxIds: [1], active: false }), tax(3, { originalTaxIds: [5] })];
    expect(mapTaxes(19, 1, [1], [{ ...position, taxIds: [2, 3] }], replacing)).toEqual([1]);
  });
});

test.each([17, 18, 19] as const)(
  'Odoo %i: what the real one charged follows from the mapped taxes',
  (series) => {
    const trial = readTaxTrial(series);
    const positions = trial.positions.map(({ id, taxIds }): MappingPosition => ({
      ...{ id, taxIds },
      lines: trial.lines
        .filter((line) => line.positionId === id)
        .map((line) => ({ ...line, externalId: undefined })),
    }));
    const known = trial.taxes.map(({ id, originalIds }) => tax(id, { originalTaxIds: originalIds }));
    const percents = new Map(trial.taxes.map(({ id, percent }) => [id, Number(percent)]));
    const carried = (name: string) => trial.classes.find((one) => one.name === name)?.taxIds ?? [];
    for (const [at, basket] of trial.baskets.entries()) {
      const [line, ...more] = basket;
      if (line === undefined || more.length > 0) continue;
      for (const { positionId, taxes: charged } of trial.answers) {
        const mapped = mapTaxes(series, positionId, carried(line.name), positions, known);
        const taxed = mapped.some((id) => percents.get(id) !== 0);
        expect({ positionId, taxed }).toEqual({ positionId, taxed: Number(charged[at]) > 0 });
      }
    }
  },
);
