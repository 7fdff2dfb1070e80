/** The kinds of metadata, and what a run is doing with them. */
export const domains = {
  geography: 'Countries & States',
  settings: 'Settings',
  taxes: 'Taxes',
  shipping: 'Shipping',
  payments: 'Payments',
  currency: 'Currency',
  connecting: 'Connecting to the store and Odoo',
  readingStore: 'Reading from the store: {domain}',
  readingOdoo: 'Reading from Odoo: {domain}',
  planned: 'Planned: {domain}',
  writing: 'Writing {domain}: {done} of {total}',
  stopping: 'Stopping after the current batch',
} as const;
