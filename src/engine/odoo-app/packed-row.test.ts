import { describe, expect, it } from 'vitest';
import { PackedRow } from './packed-row.ts';

const about = { id: 1, key: 'a', active: true, choice: null, written: null, boundId: null };
const row = new PackedRow(about, ['x_name', 'x_code', 'x_note'], ['Bayern', '', 'x']);

describe('a packed row', () => {
  it('gives its values by column', () => {
    expect(row.values).toEqual({ x_name: 'Bayern', x_code: '', x_note: 'x' });
  });

  it('matches exactly what it was made of, or a part of it', () => {
    expect(row.matches({ x_name: 'Bayern', x_code: '', x_note: 'x' })).toBe(true);
    expect(row.matches({ x_note: 'x' })).toBe(true);
    expect(row.matches({ x_code: '' })).toBe(true);
  });

  it.each([
    { x_name: 'Bayer' },
    { x_name: 'Bayern ' },
    { x_name: '' },
    { x_code: 'BY' },
    { x_name: 'Bayern', x_note: '' },
    // A column that Odoo was not asked for is nothing that the row could confirm.
    { x_name: 'Bayern', x_more: '' },
  ])('does not match %o', (values) => {
    expect(row.matches(values)).toBe(false);
  });
});
