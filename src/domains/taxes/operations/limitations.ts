import type { Operation } from '../../../core/operation.ts';
import { sharedTexts } from '../../../core/shared-texts.ts';
import { counted } from '../../../core/counted.ts';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import type { StoreTaxPolicy } from '../facts.ts';
import type { Limitation, LimitationCode } from '../places/types.ts';
import { LIMITATION_TYPE } from '../models.ts';
import { FIRST_WITH_COMPANY_INCLUSION } from '../series.ts';
import type { ClassColumn } from '../desired/class-columns.ts';
import type { DestinationInput } from '../desired/destination-keys.ts';

/** What is limited, for people. */
const TOPICS: Readonly<Record<LimitationCode | 'shipping_inherit' | 'included_compound', string>> = {
  city: 'Rates of cities',
  zip_plus_4: 'Longer postcodes within ranges',
  letter_range: 'Ranges of postcodes with letters',
  lower_case_zip: 'Postcodes in lower case',
  postcode_unreadable: 'Postcodes that cannot be read',
  no_country: 'Places without a country',
  too_many_positions: 'More places than positions are allowed',
  shipping_inherit: 'Shipping taxed by the class of the cart',
  included_compound: 'Several taxes and a compound one in one price',
};

/** What Odoo does not support, with how many rates it concerns and what happens instead. */
export function planLimitations(
  limitations: readonly Limitation[],
  policy: StoreTaxPolicy,
  destination: DestinationInput,
  columns: readonly ClassColumn[],
): Operation[] {
  const { rates } = destination;
  return [
    ...limitations,
    ...shippingInherit(policy, rates, columns),
    ...includedCompound(destination, columns),
  ].map(({ code, message, rateIds }): Operation => ({
    kind: 'unsupported',
    subject: { type: LIMITATION_TYPE, key: code, label: TOPICS[code] },
    rule: code,
    reason: `${counted(rateIds.length, 'rate')}: ${message}`,
  }));
}

/** With classes that are taxed alike there is nothing that could differ. */
function shippingInherit(
  policy: StoreTaxPolicy,
  rates: readonly StoreTaxRate[],
  columns: readonly ClassColumn[],
): { code: 'shipping_inherit'; message: string; rateIds: readonly number[] }[] {
  const classes = new Set(columns.map(({ taxClass }) => taxClass));
  if (policy.shippingClass !== 'inherit' || classes.size < 2) return [];
  const rateIds = rates.filter(({ shipping }) => shipping).map(({ id }) => id);
  const message =
    'the store taxes shipping by the classes in the cart; in Odoo a carrier has one product, and that has one class, so that carts of another class can be taxed differently. Orders still get the tax that they name.';
  return rateIds.length === 0 ? [] : [{ code: 'shipping_inherit', message, rateIds }];
}

/**
 * 17 charges taxes in a price on each other where a compound one is charged on them. Alone, such a tax is right; of two,
 * the second is charged on the first.
 */
function includedCompound(
  { places, rates, series }: DestinationInput,
  columns: readonly ClassColumn[],
): { code: 'included_compound'; message: string; rateIds: readonly number[] }[] {
  if (series >= FIRST_WITH_COMPANY_INCLUSION) return [];
  const compound = new Set(rates.filter((rate) => rate.compound).map(({ id }) => id));
  const included = columns.filter((column) => column.included);
  const lists = places.flatMap((place) => included.map(({ key }) => place.rates.get(key) ?? []));
  const mixed = lists.filter((ids) => {
    const plain = ids.filter((id) => !compound.has(id)).length;
    return plain > 1 && plain < ids.length;
  });
  const message =
    'prices include them, and Odoo 17 then charges the second tax on the first one as well: quotations are taxed differently where the price changes with the address, and the taxes share it differently. Orders still get the taxes that they name.';
  const rateIds = [...new Set(mixed.flat())];
  return rateIds.length === 0 ? [] : [{ code: 'included_compound', message, rateIds }];
}

/** Between the reason of a rate's operation and what positions do not support of it. */
const SEPARATOR = '; not supported by fiscal positions: ';
/** That of former versions, which saved plans and stored operations may have. */
const FORMER_SEPARATOR = '; no fiscal position says it: ';

/** Adds to the operation of a rate what positions do not support of it. */
export type LimitationAppender = (rate: StoreTaxRate, operation: Operation) => Operation;

/** Adds to the reasons of rates' operations what positions do not support of them. */
export function limitationAppender(
  limitations: readonly Pick<Limitation, 'code' | 'rateIds'>[],
): LimitationAppender {
  const share = sharedTexts();
  const topics = new Map<number, string>();
  for (const { code, rateIds } of limitations) {
    const topic = TOPICS[code].toLowerCase();
    for (const id of rateIds) {
      const before = topics.get(id);
      topics.set(id, before === undefined ? topic : share(`${before}, ${topic}`));
    }
  }
  return ({ id }, operation) => {
    const topic = topics.get(id);
    if (topic === undefined) return operation;
    return { ...operation, reason: share(`${operation.reason}${SEPARATOR}${topic}`) };
  };
}

/** What was added to a reason; empty where there is no limitation. */
export function limitationIn({ reason }: Pick<Operation, 'reason'>): string {
  const separator = [SEPARATOR, FORMER_SEPARATOR].find((each) => reason.includes(each));
  return separator === undefined ? '' : reason.slice(reason.indexOf(separator) + separator.length);
}
