import { expect, it } from 'vitest';
import { FIELDS } from '../../src/cli/prompts/ask-backend.ts';
import { en } from '../../web/src/texts/en/index.ts';

/** What the web page calls each field that a command asks for. */
const ON_THE_PAGE: Readonly<Record<(typeof FIELDS)[number]['name'], string>> = {
  name: en.connect.name,
  storeUrl: en.connect.storeAddress,
  consumerKey: en.connect.consumerKey,
  consumerSecret: en.connect.consumerSecret,
  odooUrl: en.connect.odooAddress,
  odooDatabase: en.connect.database,
  odooLogin: en.connect.odooLogin,
  odooSecret: en.connect.odooKey,
};

it.each(FIELDS)('$name has one name on the terminal and on the page', ({ name, question }) => {
  // The terminal shows besides how a key begins: it has no placeholder.
  expect(question.replace(/ \(.*\)$/u, '')).toBe(ON_THE_PAGE[name]);
});
