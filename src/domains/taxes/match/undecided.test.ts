import { expect, it } from 'vitest';
import { waitsFor } from './undecided.ts';

it.each([
  ['tax 19-incl-1', 'Metadata, Taxes,'],
  ['tax_class standard', 'Metadata, Tax Classes,'],
])('names the list where the conflict of %s is resolved', (name, where) => {
  const reason = waitsFor({ name, label: 'VAT 19%' });
  expect(reason).toContain('"VAT 19%"');
  expect(reason).toContain(where);
});
