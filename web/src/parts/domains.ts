import type { Translate } from '../texts/catalogue.ts';

const NAMES = {
  geography: 'domains.geography',
  settings: 'domains.settings',
  taxes: 'domains.taxes',
  shipping: 'domains.shipping',
  payments: 'domains.payments',
  currency: 'domains.currency',
} as const;

/** The name of a kind of metadata: `geography` is "Countries & States". One that this page does not know keeps its own. */
export function domainName(domain: string, t: Translate): string {
  return domain in NAMES ? t(NAMES[domain as keyof typeof NAMES]) : domain;
}
