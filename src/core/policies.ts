/** What one value of a policy leads to. */
export interface PolicyValue {
  readonly value: string;
  /** For a list to choose from. */
  readonly label: string;
  /** What happens then, in a sentence. */
  readonly consequence: string;
}

/** A setting of a backend that decides what a sync does. Command line, page and API show the same words. */
export interface Policy {
  /** The field of a backend: `onPersonChange`. */
  readonly name:
    | 'environment'
    | 'onPersonChange'
    | 'taxAmbiguous'
    | 'taxPositionLimit'
    | 'taxAccount'
    | 'taxLimit'
    | 'taxPositionOrder'
    | 'taxChartPositions'
    | 'inactiveCurrency'
    | 'shippingCurrency'
    | 'verifyAfterSync';
  /** The flag of the command line. */
  readonly flag: string;
  readonly label: string;
  /** What is decided, in a sentence. */
  readonly question: string;
  /** Empty where any number or text is a value. */
  readonly values: readonly PolicyValue[];
  readonly initial: string;
}

/** The policies of a backend. */
export const POLICIES: readonly Policy[] = [
  {
    ...{ name: 'environment', flag: '--environment', initial: 'production' },
    label: 'Environment',
    question: 'Which kind of store this is; shown as a ribbon in Odoo.',
    values: [
      { value: 'production', label: 'Production', consequence: 'Odoo shows no ribbon.' },
      {
        value: 'staging',
        label: 'Staging',
        consequence: 'Odoo shows a ribbon, so that nobody takes it for the real store.',
      },
    ],
  },
  {
    ...{ name: 'onPersonChange', flag: '--on-person-change', initial: 'keep' },
    label: 'Values that a user changed in Odoo',
    question: 'What happens to a value of a record created by the connector that a user has changed in Odoo.',
    values: [
      {
        ...{ value: 'keep', label: "Keep the user's value" },
        consequence: "The user's value stays, and the difference is listed for review.",
      },
      {
        ...{ value: 'store_wins', label: 'Use the value of the store' },
        consequence: 'The next sync overwrites it with the value of the store.',
      },
    ],
  },
  {
    ...{ name: 'taxAmbiguous', flag: '--tax-ambiguous', initial: 'ask' },
    label: 'Several taxes match a rate',
    question: 'What to do if several taxes of Odoo match one tax of the store.',
    values: [
      {
        ...{ value: 'ask', label: 'Ask' },
        consequence: 'Nothing is created; the rate is listed for review with the taxes to choose from.',
      },
      {
        ...{ value: 'create', label: 'Create a tax' },
        consequence: 'The connector creates a tax of its own beside those that match.',
      },
    ],
  },
  {
    ...{ name: 'taxAccount', flag: '--tax-account', initial: '' },
    label: 'Account of created taxes',
    question:
      "The code of the account on which created taxes book; empty: the account of the company's default sale tax.",
    values: [],
  },
  {
    ...{ name: 'taxPositionLimit', flag: '--tax-position-limit', initial: '500' },
    label: 'Fiscal positions at most',
    question: 'Areas beyond this number get no fiscal position and are listed, so that Odoo stays clear.',
    values: [],
  },
  {
    ...{ name: 'taxLimit', flag: '--tax-limit', initial: '1000' },
    label: 'Taxes created without a question',
    question: 'How many taxes may be created without a question.',
    values: [],
  },
  {
    ...{ name: 'taxPositionOrder', flag: '--position-order', initial: 'ask' },
    label: 'Order of fiscal positions',
    question: 'What to do if fiscal positions of the chart of accounts stand in the way on Odoo 19.',
    values: [
      { value: 'ask', label: 'Ask', consequence: 'They stay where they are and are listed for review.' },
      {
        ...{ value: 'align', label: 'Move them' },
        consequence: 'Every sync moves them behind those of the store, so that the right one applies.',
      },
    ],
  },
  {
    ...{ name: 'taxChartPositions', flag: '--chart-positions', initial: 'ask' },
    label: 'Fiscal positions of the chart of accounts',
    question:
      "What to do if fiscal positions of the chart, such as reverse charge, do not replace the taxes of the store's products.",
    values: [
      {
        ...{ value: 'ask', label: 'Ask' },
        consequence: 'They stay as they are and are listed for review with the amounts.',
      },
      {
        ...{ value: 'map', label: 'Replace them, too' },
        consequence:
          "Every sync has them treat the taxes of the store's products like the chart's taxes of the same percentage.",
      },
    ],
  },
  {
    ...{ name: 'inactiveCurrency', flag: '--currency', initial: 'ask' },
    label: 'The currency of the store is inactive in Odoo',
    question: 'What to do if the currency of the store is inactive in Odoo.',
    values: [
      { value: 'ask', label: 'Ask', consequence: 'It stays inactive and is listed for review.' },
      { value: 'activate', label: 'Activate it', consequence: 'The next sync activates it in Odoo.' },
    ],
  },
  {
    ...{ name: 'shippingCurrency', flag: '--shipping-currency', initial: 'refuse' },
    label: 'Shipping prices in another currency',
    question: 'What to do if the prices of the store are in another currency than that of the company.',
    values: [
      {
        ...{ value: 'refuse', label: 'Do not convert' },
        consequence: 'Delivery methods with such a price are not offered in Odoo, and listed.',
      },
      {
        ...{ value: 'convert', label: 'Convert' },
        consequence: "Prices are converted at Odoo's rate of the day of the sync.",
      },
    ],
  },
  {
    ...{ name: 'verifyAfterSync', flag: '--verify', initial: 'never' },
    label: 'Check both servers after a sync',
    question: 'Whether the service verifies taxes, shipping and orders after a sync that changed something.',
    values: [
      {
        ...{ value: 'never', label: 'Never' },
        consequence: 'They are verified on request and by schedule only.',
      },
      {
        ...{ value: 'after_changes', label: 'After changes' },
        consequence:
          'Both servers are asked some hundred times after each such sync; nothing is left behind on either of them.',
      },
    ],
  },
];

/** The words of the command line for a policy: what is decided, and each value with its label. */
export function policyHelp(name: Policy['name']): string {
  const policy = POLICIES.find((each) => each.name === name);
  if (policy === undefined) return '';
  const { initial, question, values } = policy;
  const decided = question.replace(/\.$/u, '');
  const first = `${decided.charAt(0).toLowerCase()}${decided.slice(1)}`;
  if (values.length === 0) return initial === '' ? first : `${first} (default: ${initial})`;
  const choices = values.map(
    ({ label, value }) => `${value}: ${label.charAt(0).toLowerCase()}${label.slice(1)}`,
  );
  return `${first} (${choices.join('; ')}; default: ${initial})`;
}
