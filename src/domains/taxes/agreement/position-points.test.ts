import { describe, expect, it } from 'vitest';
import { point, verdict } from './samples.ts';

const KEY = 'fiscal_positions';
const winners = [
  { id: 2, name: 'Foreign Trade', places: 12 },
  { id: 1, name: 'Domestic', places: 0 },
];

describe('fiscal positions that come first', () => {
  it('differ where Odoo uses others in places of the store, and are settled by one write for all of them', () => {
    const found = point(KEY, { input: { winners } });
    expect(found).toMatchObject({
      verdict: 'differ',
      odoo: '"Foreign Trade" in 12 places, "Domestic" next',
      align: { model: 'account.fiscal.position', ids: [2, 1], field: 'auto_apply', value: false },
    });
    expect(found.remedy).toContain('check --align fiscal_positions');
  });

  it('agree where it uses none, and are not known where the rates were not planned or taxes are off', () => {
    expect(verdict(KEY)).toBe('agree');
    expect(verdict(KEY, { input: { winners: undefined } })).toBe('unknown');
    expect(verdict(KEY, { policy: { enabled: false }, input: { winners } })).toBe('unknown');
  });
});
