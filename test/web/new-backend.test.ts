import { expect, it } from 'vitest';
import { POLICIES } from '../../src/core/policies.ts';
import { newBackendSchema } from '../../src/server/api/backend-schemas.ts';
import { EMPTY_DRAFT, newBackend } from '../../web/src/pages/connect/draft.ts';

const draft = {
  ...EMPTY_DRAFT,
  ...{ name: 'shop', storeAddress: 'https://shop.example', consumerKey: 'ck_1', consumerSecret: 'cs_1' },
  ...{ odooAddress: 'https://odoo.example', database: 'live', login: 'connector', secret: 'key' },
};

/** What the form makes of a policy: a limit is typed into a field for numbers, which gives a number, or '' when emptied. */
const choices = POLICIES.flatMap(({ name, initial, values }) => {
  const typed = /^\d+$/u.test(initial) ? [7, ''] : ['400000', ''];
  return (values.length > 0 ? values.map(({ value }) => value) : typed).map((value) => ({ name, value }));
});

it.each(choices)('the API takes what the form makes of $name: $value', ({ name, value }) => {
  const body = newBackendSchema.parse(newBackend({ ...draft, policies: { [name]: value } }, undefined));
  // What was emptied stays as the connector has it.
  expect(body[name]).toBe(value === '' ? undefined : value);
});
