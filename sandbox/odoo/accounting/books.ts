import type { JsonObject } from '../../json.ts';
import type { Environment } from '../environment.ts';
import { putExternalId } from '../external-ids.ts';
import { createRecords } from '../write.ts';

/** Journals of a fresh company: `[key, code, name, type, sequence]`. */
const JOURNALS = [
  ['sale', 'INV', 'Customer Invoices', 'sale', 5],
  ['purchase', 'BILL', 'Vendor Bills', 'purchase', 6],
  ['bank', 'BNK1', 'Bank', 'bank', 7],
  ['general', 'MISC', 'Miscellaneous Operations', 'general', 9],
  ['cash', 'CSH1', 'Cash', 'cash', 10],
] as const;

/** Payment terms every database has: `[key, name]`. */
const PAYMENT_TERMS = [
  ['immediate', 'Immediate Payment'],
  ['15days', '15 Days'],
  ['21days', '21 Days'],
  ['30days', '30 Days'],
  ['45days', '45 Days'],
] as const;

/** Gives a company the journals of a fresh one; the charts of 19 bring none for cash. */
export function seedJournals(env: Environment, company_id: number, cash = true): void {
  for (const [key, code, name, type, sequence] of JOURNALS.filter((journal) => cash || journal[3] !== 'cash'))
    make(env, 'account.journal', `${company_id}_${key}`, { code, name, type, sequence, company_id });
}

export function seedPaymentTerms(env: Environment): void {
  for (const [key, name] of PAYMENT_TERMS)
    make(env, 'account.payment.term', `account_payment_term_${key}`, { name });
}

function make(env: Environment, model: string, key: string, values: JsonObject): void {
  const [id = 0] = createRecords(env, env.model(model), [values]);
  putExternalId(env.database, `account.${key}`, model, id);
}
