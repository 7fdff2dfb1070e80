import { nounOf } from '../../core/nouns.ts';
import type { DomainName } from '../../core/operation.ts';

/** What is at stake with an item, the most money first: the values sort so. */
const STAKES: Readonly<Record<DomainName, string>> = {
  taxes: 'a_amounts',
  shipping: 'a_amounts',
  currency: 'a_amounts',
  payments: 'c_payments',
  geography: 'd_addresses',
  settings: 'e_settings',
};

/** The group of an item in the list To Review. @param failed the domain could not be read */
export function stakeOf(domain: DomainName, failed = false): string {
  return failed ? 'b_failed' : STAKES[domain];
}

/** An item in one sentence: `Payment gateway "Cash on delivery": no journal is chosen for it.` */
export function summaryOf(
  { label, type }: { readonly label: string; readonly type: string },
  reason: string,
): string {
  const noun = nounOf(type);
  const sentence = `${noun.charAt(0).toUpperCase()}${noun.slice(1)} "${label}": ${reason}`;
  return /[.!?]$/u.test(sentence) ? sentence : `${sentence}.`;
}
