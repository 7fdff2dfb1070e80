import { expect, it } from 'vitest';
import { identityFields } from '../../src/domains/taxes/match/tax-fields.ts';
import { managedFields } from '../../src/domains/shipping/match/carrier-values.ts';
import { fieldName, fieldText } from '../../web/src/pages/backend/rows/field-names.ts';

const key = ((name: string) => name) as never;
const isNamed = (field: string) => /^[a-z]+\.[a-zA-Z]+$/u.test(fieldName(field, key));

it('every field of a tax and of a delivery method that a sync manages has a name for people', () => {
  const tax = {
    ...{ percent: '5', included: true, includeBaseAmount: false, isBaseAffected: false, sequence: 1 },
  } as never;
  const carrier = {
    enabled: true,
    name: 'x',
    sequence: 1,
    price: { deliveryType: 'fixed', fixedPrice: '1' },
  } as never;
  const fields = [17, 18].flatMap((series) => Object.keys(identityFields(tax, series)));
  const all = [...new Set([...fields, ...Object.keys(managedFields(carrier))])];
  expect(all.length).toBeGreaterThan(10);
  expect(all.filter((field) => !isNamed(field))).toEqual([]);
});

it('a field that nobody named is written in words, and a ticked one as yes or no', () => {
  expect(fieldName('x_some_field', key)).toBe('x some field');
  expect(fieldText('active', '', key)).toBe('values.no');
  expect(fieldText('price_include_override', 'tax_included', key)).toBe('values.yes');
  expect(fieldText('amount', '5', key)).toBe('5');
  expect(fieldText('delivery_type', 'base_on_rule', key)).toBe('fieldChoices.rules');
  // A module may bring more of them.
  expect(fieldText('delivery_type', 'sendcloud', key)).toBe('sendcloud');
});
