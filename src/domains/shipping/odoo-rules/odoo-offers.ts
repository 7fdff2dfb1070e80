import type { Decimal } from 'decimal.js';
import { Exact } from '../../shared/decimals.ts';
import type { OdooCarrier, OdooPriceRule } from '../facts.ts';
import { matchesAnyPrefix } from './zip-prefixes.ts';
import type { CarrierOffer, OdooAddress, OdooOrderFigures } from './types.ts';

/** Without those that are not known. */
type Figures = Readonly<Record<string, Decimal | undefined>>;

/**
 * The carriers that Odoo offers for an order at an address, in Odoo's order, and at which price; those it does not
 * offer come along with the reason. The rules are those of `delivery.carrier` in Odoo 17, 18 and 19, which do not differ
 * here: an address fits by country, state and beginning of the zip; a fixed price is free from an order total on; of
 * price rules the first that applies decides, a margin comes on top, and none that applies means no offer. From 18 on a
 * carrier may have limits: of weight, of volume, and by tags of products, of which nothing is known here.
 *
 * What it does not look at, as no carrier of the connector's has it: price lists, currencies other than the company's,
 * and delivery taxes that are included in the price.
 *
 * @param zipPrefixes the texts of zip prefixes by their ids
 */
export function odooOffers(
  carriers: readonly OdooCarrier[],
  zipPrefixes: ReadonlyMap<number, string>,
  address: OdooAddress,
  order: OdooOrderFigures,
): CarrierOffer[] {
  const figures = figuresOf(order);
  return carriers
    .toSorted((a, b) => a.sequence - b.sequence || a.id - b.id)
    .map((carrier) => offerOf(carrier, judgeAddress(carrier, zipPrefixes, address), order, figures));
}

/** Null where nothing speaks against the carrier. */
type Verdict = { readonly verdict: 'not_offered' | 'unknown'; readonly reason: string } | null;

function offerOf(
  carrier: OdooCarrier,
  address: Verdict,
  order: OdooOrderFigures,
  figures: Figures,
): CarrierOffer {
  if (!carrier.active) return refused(carrier, 'not_offered', 'It is archived.');
  const limits = judgeLimits(carrier, order);
  for (const verdict of [address, limits])
    if (verdict?.verdict === 'not_offered') return refused(carrier, verdict.verdict, verdict.reason);
  const offer = priceOf(carrier, order, figures);
  const open = address ?? limits;
  // What is offered to nobody is not, whatever else is unknown about it.
  return open === null || offer.verdict === 'not_offered'
    ? offer
    : refused(carrier, open.verdict, open.reason);
}

function priceOf(carrier: OdooCarrier, order: OdooOrderFigures, figures: Figures): CarrierOffer {
  switch (carrier.deliveryType) {
    case 'fixed':
      return offerFixed(carrier, order);
    case 'base_on_rule':
      return offerByRules(carrier, order, figures);
    default:
      return refused(carrier, 'unknown', `Only the module of ${carrier.deliveryType} knows its price.`);
  }
}

/** Null where no limit stands in the way (`_match_weight`, `_match_volume`, `_match_must_have_tags`, `_match_excluded_tags`). */
function judgeLimits(
  { excludedTagIds, maxVolume, maxWeight, mustHaveTagIds }: OdooCarrier,
  { volume, weight }: OdooOrderFigures,
): Verdict {
  const open: string[] = [];
  for (const [what, value, limit] of [
    ['weight', weight, maxWeight],
    ['volume', volume, maxVolume],
  ] as const) {
    if (new Exact(limit).isZero()) continue;
    if (value === null)
      open.push(`It has a limit of ${what}, ${limit}, and the ${what} of the order is not known.`);
    else if (new Exact(value).gt(limit)) {
      return { verdict: 'not_offered', reason: `The order is over its limit of ${what}, ${limit}.` };
    }
  }
  if (mustHaveTagIds.length + excludedTagIds.length > 0) {
    open.push('It goes by tags of products, which are not known here.');
  }
  return open.length === 0 ? null : { verdict: 'unknown', reason: open.join(' ') };
}

function judgeAddress(
  { countryIds, stateIds, zipPrefixIds }: OdooCarrier,
  zipPrefixes: ReadonlyMap<number, string>,
  { countryId, stateId, zip }: OdooAddress,
): Verdict {
  const no = (reason: string) => ({ verdict: 'not_offered' as const, reason });
  if (!isServed(countryIds, countryId)) return no('It does not serve the country.');
  if (!isServed(stateIds, stateId)) return no('It does not serve the state.');
  if (zipPrefixIds.length === 0) return null;
  const prefixes = zipPrefixIds.map((id) => zipPrefixes.get(id));
  if (!prefixes.every((prefix) => prefix !== undefined)) {
    return { verdict: 'unknown', reason: 'Not all of its zip prefixes are known.' };
  }
  const matches = matchesAnyPrefix(prefixes, zip);
  if (matches === null) {
    return {
      verdict: 'unknown',
      reason:
        'Its zip prefixes cannot be compared here: one is no pattern that can be read, or they would take too long. Write them more simply in Odoo.',
    };
  }
  return matches ? null : no(zip === '' ? 'The address has no zip.' : 'It does not serve the zip.');
}

/** An empty list serves all. */
function isServed(ids: readonly number[], id: number | null): boolean {
  return ids.length === 0 || (id !== null && ids.includes(id));
}

/** Margins do not count for fixed prices. */
function offerFixed(carrier: OdooCarrier, { total, decimals }: OdooOrderFigures): CarrierOffer {
  if (carrier.freeOver && new Exact(total).gte(carrier.freeFrom)) {
    const reason = `The order reaches ${carrier.freeFrom}, from which on it is free.`;
    return { carrier, verdict: 'offered', price: new Exact(0).toFixed(decimals), reason };
  }
  const price = showPrice(new Exact(carrier.fixedPrice), decimals);
  return { carrier, verdict: 'offered', price, reason: 'It has a fixed price.' };
}

/** To be free from a total on does not count for price rules. */
function offerByRules(carrier: OdooCarrier, { decimals }: OdooOrderFigures, figures: Figures): CarrierOffer {
  for (const rule of carrier.rules.toSorted(compareRules)) {
    const price = priceByRule(rule, figures);
    if (price === 'unknown') {
      return refused(carrier, 'unknown', `Its rule ${rule.id} compares or counts what is not known here.`);
    }
    if (price === null) continue;
    const withMargin = price.times(new Exact(carrier.margin).plus(1)).plus(carrier.fixedMargin);
    const reason = `Its rule ${rule.id} applies: ${rule.variable} ${rule.operator} ${rule.maxValue}.`;
    return { carrier, verdict: 'offered', price: showPrice(withMargin, decimals), reason };
  }
  return refused(carrier, 'not_offered', 'None of its price rules applies.');
}

/** Null where the rule does not apply. */
function priceByRule(rule: OdooPriceRule, figures: Figures): Decimal | 'unknown' | null {
  const value = figures[rule.variable];
  const factor = figures[rule.variableFactor];
  const compare = COMPARISONS[rule.operator];
  if (value === undefined || factor === undefined || compare === undefined) return 'unknown';
  return compare(value, rule.maxValue) ? new Exact(rule.perUnit).times(factor).plus(rule.basePrice) : null;
}

const COMPARISONS: Readonly<Record<string, (value: Decimal, bound: string) => boolean>> = {
  '==': (value, bound) => value.eq(bound),
  '<=': (value, bound) => value.lte(bound),
  '<': (value, bound) => value.lt(bound),
  '>=': (value, bound) => value.gte(bound),
  '>': (value, bound) => value.gt(bound),
};

/** The order of `delivery.price.rule`: rules of one sequence go by what they charge per unit. */
function compareRules(a: OdooPriceRule, b: OdooPriceRule): number {
  return a.sequence - b.sequence || new Exact(a.perUnit).cmp(b.perUnit) || a.id - b.id;
}

function figuresOf({ quantity, total, weight, volume, weightVolume = '0' }: OdooOrderFigures): Figures {
  const each = new Exact(weightVolume);
  const ofSums = weight === null || volume === null ? undefined : new Exact(volume).times(weight);
  return {
    quantity: new Exact(quantity),
    price: new Exact(total),
    weight: weight === null ? undefined : new Exact(weight),
    volume: volume === null ? undefined : new Exact(volume),
    wv: each.isZero() ? ofSums : each,
  };
}

function showPrice(price: Decimal, decimals: number): string {
  return price.toFixed(decimals, Exact.ROUND_HALF_UP);
}

function refused(carrier: OdooCarrier, verdict: 'not_offered' | 'unknown', reason: string): CarrierOffer {
  return { carrier, verdict, price: null, reason };
}
