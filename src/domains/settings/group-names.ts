import { SITE_GROUP, STATUS_GROUP } from './facts.ts';

/** The groups of settings as WooCommerce's own administration calls its tabs. */
const NAMES: Readonly<Record<string, string>> = {
  general: 'General',
  products: 'Products',
  tax: 'Tax',
  shipping: 'Shipping',
  checkout: 'Payments',
  account: 'Accounts & Privacy',
  email: 'Emails',
  integration: 'Integration',
  advanced: 'Advanced',
  wc_admin: 'WooCommerce Admin',
  [SITE_GROUP]: 'Site',
  [STATUS_GROUP]: 'Order Statuses',
};

/** A group by name: `Accounts & Privacy`; a plugin's by its own key in words. */
export function groupName(group: string): string {
  const known = NAMES[group];
  if (known !== undefined) return known;
  const email = /^email_(.+)$/u.exec(group)?.[1];
  return email === undefined ? wordsOf(group) : `Emails: ${wordsOf(email)}`;
}

/** A key in words: `enable_signup` is *Enable signup*. */
export function wordsOf(key: string): string {
  const words = key.replace(/[_-]+/gu, ' ').trim();
  return words === '' ? key : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
