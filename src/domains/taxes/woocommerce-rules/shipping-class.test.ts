import { describe, expect, it } from 'vitest';
import { shippingClassOf } from './shipping-class.ts';

const classes = ['standard', 'food-books', 'reduced-rate', 'zero-rate'].map((slug) => ({ slug }));
const inherited = (...items: readonly string[]) =>
  shippingClassOf({ shippingClass: 'inherit' }, classes, items);

describe('the class of shipping', () => {
  it('is the one of the setting, whatever is in the cart', () => {
    expect(shippingClassOf({ shippingClass: 'zero-rate' }, classes, [''])).toBe('zero-rate');
    expect(shippingClassOf({ shippingClass: '' }, classes, ['zero-rate'])).toBe('standard');
  });

  it('is inherited: standard first, then in the order of the store', () => {
    expect(inherited('zero-rate', '', 'food-books')).toBe('standard');
    expect(inherited('zero-rate', 'reduced-rate')).toBe('reduced-rate');
    expect(inherited('zero-rate', 'food-books', 'reduced-rate')).toBe('food-books');
  });

  it('is the class of the items where there is only one, known to the store or not', () => {
    expect(inherited('zero-rate', 'zero-rate')).toBe('zero-rate');
    expect(inherited('gone')).toBe('gone');
    expect(inherited('gone', 'gone-too')).toBe('standard');
  });

  it('is none where no item counts', () => {
    expect(inherited()).toBeNull();
  });
});
