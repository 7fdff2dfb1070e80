import { describe, expect, it } from 'vitest';
import { verdict } from './samples.ts';

describe('units', () => {
  it.each([
    ['lbs', 'lb', 'agree'],
    ['kg', 'kg', 'agree'],
    ['kg', 'lb', 'differ'],
    ['g', 'kg', 'differ'],
    ['oz', 'lb', 'differ'],
    ['kg', '', 'unknown'],
  ])('weights in %s and %s: %s', (weightUnit, odoo, expected) => {
    expect(verdict('weight_unit', { policy: { weightUnit }, odoo: { weightUnit: odoo } })).toBe(expected);
  });

  it.each([
    ['cm', 'm³', 'agree'],
    ['in', 'ft³', 'agree'],
    ['yd', 'm³', 'differ'],
    ['mm', 'ft³', 'differ'],
    ['cm', '', 'unknown'],
    ['league', 'm³', 'unknown'],
  ])('dimensions in %s and %s: %s', (dimensionUnit, volumeUnit, expected) => {
    expect(verdict('dimension_unit', { policy: { dimensionUnit }, odoo: { volumeUnit } })).toBe(expected);
  });
});
