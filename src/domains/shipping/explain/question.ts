import { ConnectorError } from '../../../core/errors.ts';
import type { ShippingAddress } from '../woocommerce-rules/types.ts';
import type { StoreShipping } from '../facts.ts';

/** What a user asks: how a basket is sent to an address. Decimal texts. */
export interface ShippingQuestion {
  readonly address: ShippingAddress;
  readonly quantity: number;
  /** What the goods cost together, without tax. */
  readonly total: string;
  /** The tax on the goods; null where it is not given. */
  readonly tax: string | null;
  /** In the store's unit; null where it is not given. */
  readonly weight: string | null;
  /** Null for goods without a shipping class. */
  readonly classId: number | null;
  readonly className: string;
}

/**
 * Reads a question.
 *
 * @throws ConnectorError `shipping.question`, naming what cannot be understood
 */
export function readQuestion(
  values: Readonly<Record<string, string>>,
  { classes, countries, faults }: Pick<StoreShipping, 'classes' | 'countries' | 'faults'>,
): ShippingQuestion {
  const text = (name: string) => (values[name] ?? '').trim();
  const country = text('country').toUpperCase();
  const listed = countries.find(({ code }) => code === country);
  if (!/^[A-Z]{2}$/u.test(country))
    throw unfit(
      `"${text('country')}" is no code of a country`,
      'Give two letters: woo-odoo shipping explain --country DE',
    );
  if (listed === undefined)
    throw unfit(`The store lists no country ${country}`, 'Give the code that an address of the store has.');
  const typed = text('state').toUpperCase();
  const listedState = listed.states.find(({ code }) => code.toUpperCase() === typed);
  const state = listedState?.code ?? typed;
  if (typed !== '' && listed.states.length > 0 && listedState === undefined) {
    const some = listed.states.slice(0, EXAMPLES).map(({ code }) => code);
    throw unfit(`The store lists no state ${state} of ${country}`, `It lists ${some.join(', ')} and so on.`);
  }
  const quantity = text('qty') || '1';
  if (!/^[1-9]\d{0,5}$/u.test(quantity))
    throw unfit(
      `"${quantity}" is no quantity`,
      'Give a whole number from 1: woo-odoo shipping explain --country DE --qty 3',
    );
  const slug = text('class');
  const shippingClass = classes.find((each) => each.slug === slug);
  if (slug !== '' && shippingClass === undefined) {
    const more = classes.length > MAX_CLASSES ? ' and so on' : '';
    const known = classes
      .slice(0, MAX_CLASSES)
      .map((each) => each.slug)
      .join(', ');
    const note = faults.some(({ kind }) => kind === 'class') ? ' Some of it cannot be understood.' : '';
    throw unfit(
      `The store has no shipping class "${slug}"`,
      `${known === '' ? 'It lists none.' : `It lists: ${known}${more}.`}${note}`,
    );
  }
  if (text('postcode').length > MAX_POSTCODE_LENGTH)
    throw unfit('That is no postcode', `One has at most ${MAX_POSTCODE_LENGTH} signs.`);
  return {
    address: { country, state, postcode: text('postcode') },
    quantity: Number(quantity),
    total: amount(text('total') || '0', 'total'),
    tax: text('tax') === '' ? null : amount(text('tax'), 'tax'),
    weight: text('weight') === '' ? null : amount(text('weight'), 'weight'),
    classId: shippingClass?.id ?? null,
    className: shippingClass?.name ?? '',
  };
}

const EXAMPLES = 5;
const MAX_CLASSES = 20;
const MAX_POSTCODE_LENGTH = 32;

function amount(text: string, name: string): string {
  if (/^\d{1,12}(\.\d{1,6})?$/u.test(text)) return text;
  throw unfit(`"${text}" is no ${name}`, `Give a decimal with a point: --${name} 59.97`);
}

function unfit(message: string, hint: string): ConnectorError {
  return new ConnectorError({ code: 'shipping.question', message: `${message}.`, hint });
}
