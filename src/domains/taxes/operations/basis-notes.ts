import type { Note } from '../../../core/plan.ts';
import { namedList } from '../../../core/named-list.ts';
import type { StoreTaxPolicy } from '../facts.ts';
import type { Place } from '../places/types.ts';

/** How many places a note names. */
const EXAMPLES = 5;

/** By which address the store taxes, where that is not the one by which Odoo finds a fiscal position. */
export function basisNotes(places: readonly Place[], policy: StoreTaxPolicy | null): Note[] {
  if (policy?.basedOn === 'base') {
    const { city, country, postcode, state } = policy.base;
    const address = [country, state, postcode, city].filter((part) => part !== '').join(' ');
    return [
      {
        level: 'info',
        code: 'taxed_at_base',
        message: `The store charges the tax of its own address (${address}) everywhere, whoever buys. One fiscal position for everywhere does the same in Odoo; rates of other places are not charged.`,
        hint: "If sales are to be taxed where they are delivered, let WooCommerce calculate tax by the customer's shipping address (Settings, Tax).",
      },
    ];
  }
  if (policy?.basedOn !== 'billing' || places.length < 2) return [];
  const shown = namedList(
    places.map(({ label }) => label),
    EXAMPLES,
  );
  return [
    {
      level: 'info',
      code: 'taxed_by_billing',
      message: `The store taxes by the billing address, Odoo by the delivery address: a quotation whose two addresses lie in different ones of these ${places.length} places is taxed differently: ${shown}.`,
      hint: "Let WooCommerce calculate tax by the customer's shipping address (Settings, Tax), or choose the fiscal position of the billing address on such quotations in Odoo. Orders of the store keep the taxes that they name.",
    },
  ];
}
