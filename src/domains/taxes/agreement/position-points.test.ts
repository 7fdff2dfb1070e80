import { describe, expect, it } from 'vitest';
import type { OdooPosition } from '../facts.ts';
import { point, verdict } from './samples.ts';

const KEY = 'fiscal_positions';
const winners = [
  { id: 2, name: 'Foreign Trade', places: 12 },
  { id: 1, name: 'Domestic', places: 0 },
];

const positions = { winners, moves: [], wrong: 12 };

describe('fiscal positions that come first', () => {
  it('differ where Odoo uses others in places of the store, and are settled by one write for all of them', () => {
    const found = point(KEY, { input: { positions } });
    expect(found).toMatchObject({
      verdict: 'differ',
      odoo: '"Foreign Trade" in 12 places, "Domestic" next',
      align: { model: 'account.fiscal.position', ids: [2, 1], field: 'auto_apply', value: false },
    });
    expect(found.remedy).toContain('check --align fiscal_positions');
  });

  it('agree where it uses none, and are not known where the rates were not planned or taxes are off', () => {
    expect(verdict(KEY)).toBe('agree');
    expect(verdict(KEY, { input: { positions: undefined } })).toBe('unknown');
    expect(verdict(KEY, { policy: { enabled: false }, input: { positions } })).toBe('unknown');
  });
});

describe('the order of fiscal positions', () => {
  const position = (id: number, name: string, sequence: number): OdooPosition => ({
    ...{ id, name, sequence, externalId: `account.1_${name}`, active: true, autoApply: true },
    ...{ countryId: null, countryGroupId: null, groupCountryIds: [], stateIds: [], zipFrom: '', zipTo: '' },
    ...{ vatRequired: false, foreignVat: false, lines: [], taxIds: [] },
  });
  const moves = [
    { position: position(3, 'EU B2C', 3), to: 20 },
    { position: position(4, 'Export', 4), to: 21 },
  ];

  it('differs where positions of the chart have to be moved, and is settled by one step with a value for each', () => {
    const found = point('positions', { input: { series: 19, positions: { winners, moves, wrong: 12 } } });
    expect(found).toMatchObject({
      verdict: 'differ',
      odoo: '"EU B2C" 3, "Export" 4',
      align: {
        ...{ model: 'account.fiscal.position', ids: [3, 4], field: 'sequence' },
        ...{ from: '"EU B2C" 3, "Export" 4', to: '"EU B2C" 20, "Export" 21' },
        each: [
          { id: 3, value: 20, before: 3 },
          { id: 4, value: 21, before: 4 },
        ],
      },
    });
    expect(found.meaning).toContain('12 places');
    expect(found.remedy).toContain('check --align positions');
  });

  it('agrees where none has to be, and before 19, and is unknown where the rates were not planned', () => {
    expect(verdict('positions', { input: { series: 19 } })).toBe('agree');
    expect(verdict('positions')).toBe('agree');
    expect(verdict('positions', { input: { positions: undefined } })).toBe('unknown');
    expect(verdict('positions', { policy: { enabled: false } })).toBe('unknown');
  });
});
