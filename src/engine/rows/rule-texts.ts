import type { Rule } from '../../core/rules.ts';

/** How a row was matched, in a sentence for people, by rule. Rules that match nothing have none: the row's reason reports why. */
const RULE_TEXTS: Readonly<Partial<Record<Rule, string>>> = {
  choice: 'Chosen by a user.',
  binding: 'Matched by an earlier sync.',
  'external id': 'Created by the connector and recognised by its external id.',
  code: 'Matched by its code.',
  crosswalk: 'Matched by the list of codes that differ between WooCommerce and Odoo.',
  name: 'Matched by its name.',
  made: 'Created by the connector.',
  new: 'Nothing in Odoo matched, so a record is created.',
  'default sale tax': 'Matched to the default sale tax of the company.',
  percentage: 'Matched by its percentage.',
  class: 'Matched by its tax class.',
  tax: 'Matched by its tax.',
  type: 'Matched by its type.',
};

/** The sentence of a rule; empty where there is none. */
export function ruleText(rule: string): string {
  return (RULE_TEXTS as Readonly<Record<string, string | undefined>>)[rule] ?? '';
}
