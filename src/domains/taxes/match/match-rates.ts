import { CHOSEN, type Finding } from '../../../core/bind.ts';
import type { ExistingRecord, RecordRef } from '../../../core/operation.ts';
import type { Rule } from '../../../core/rules.ts';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import type { DestinationInput, DestinationKeys } from '../desired/destination-keys.ts';
import type { UnusableRate } from '../desired/usable-rates.ts';
import { RATE_TYPE, TAX_MODEL } from '../models.ts';
import type { PlanContext } from './context.ts';
import { refOf } from './tax-record.ts';
import type { MatchedTax } from './tax-outcome.ts';
import type { LimitedTaxes } from './unmade-taxes.ts';
import { waitsFor } from './undecided.ts';

/** What a rate is bound to: a record, one that this plan creates, or nothing until something is decided. */
export type RateMatch =
  | (Finding & { readonly state: 'there'; readonly record: ExistingRecord })
  | { readonly state: 'pending'; readonly record: RecordRef; readonly rule: Rule; readonly through: string }
  /** Its tax waits for a user, or (`unused`) for an order. */
  | { readonly state: 'waiting'; readonly reason: string; readonly rule?: 'unused' }
  | { readonly state: 'conflict'; readonly rule: Rule; readonly reason: string };

export interface MatchedRate {
  readonly rate: StoreTaxRate;
  readonly match: RateMatch;
  /** The key of the tax that it is on shipping, where shipping has one of its own. */
  readonly shippingKey?: string | undefined;
}

export const CREATED = 'a tax is created for rates of its kind';

/** Matches each rate that taxes can be made of: with a user's choice, else with the tax on the goods of its class. */
export function matchRates(
  { rates, sources }: DestinationInput,
  keys: DestinationKeys,
  { taxes, unmade }: Pick<LimitedTaxes, 'taxes' | 'unmade'>,
  context: PlanContext,
): MatchedRate[] {
  // One for all rates that share a tax.
  const matches = new Map<string, RateMatch>([
    ...taxes.map((tax) => [tax.desired.key, matchOf(tax, context)] as const),
    ...[...unmade].map(([key, reason]) => [key, { state: 'waiting', rule: 'unused', reason }] as const),
  ]);
  const known = new Map(taxes.map(({ desired: { key } }) => [key, key]));
  const current = sources.filter(({ former }) => !former);
  const sourcesFor = (shipping: boolean) =>
    new Map(
      current
        .filter(({ column }) => column.shipping === shipping)
        .map((source) => [source.column.taxClass, source]),
    );
  const goods = sourcesFor(false);
  const freight = sourcesFor(true);
  return rates.map((rate) => {
    const onGoods = goods.get(rate.taxClass);
    const onFreight = rate.shipping ? freight.get(rate.taxClass) : undefined;
    const match =
      matchChoice(rate, context) ?? (onGoods && matches.get(keys.bound(rate, onGoods))) ?? noClass(context);
    return { rate, match, shippingKey: onFreight && known.get(keys.bound(rate, onFreight)) };
  });
}

function noClass({ input: { store } }: PlanContext): RateMatch {
  const reason =
    (store.classFaults ?? []).length > 0
      ? 'its tax class could not be understood, so no tax is created for it; correct the class (WooCommerce, Settings, Tax)'
      : 'the store no longer lists its tax class; add the class again (WooCommerce, Settings, Tax), or delete the rate';
  return { state: 'conflict', rule: 'class', reason };
}

/** A rate of which no tax is made; a user may choose one for it, so that orders with that rate resolve. */
export function matchUnusable({ rate, reason, rule }: UnusableRate, context: PlanContext): MatchedRate {
  return { rate, match: matchChoice(rate, context) ?? { state: 'conflict', rule, reason } };
}

/** What a tax is for the rates that it corresponds to. */
function matchOf({ desired, outcome, ref }: MatchedTax, context: PlanContext): RateMatch {
  if (ref.state === 'missing')
    return { state: 'waiting', reason: waitsFor({ label: desired.name, name: ref.name }) };
  if (ref.id === null)
    return { state: 'pending', record: { model: TAX_MODEL }, rule: 'made', through: ref.name };
  const tax = context.taxes.get(ref.id);
  const record = tax === undefined ? { model: TAX_MODEL, id: ref.id } : refOf(tax);
  if (outcome.kind !== 'bound' || outcome.externalId !== undefined)
    return { state: 'there', record, rule: 'made', reason: CREATED };
  const { decidedBy, reason, rule } = outcome.finding;
  return { state: 'there', record, rule, decidedBy, reason: `${reason} ("${desired.name}")` };
}

function matchChoice({ id }: StoreTaxRate, { choices, taxes }: PlanContext): RateMatch | undefined {
  const chosen = choices.get(`${RATE_TYPE} ${id}`);
  if (chosen === undefined) return undefined;
  const tax = taxes.get(chosen);
  if (tax?.active) return { state: 'there', record: refOf(tax), ...CHOSEN };
  const problem =
    tax === undefined ? 'is not a sale tax of the company' : 'is archived, so Odoo would not charge it';
  const reason = `the chosen tax ${chosen} ${problem}; choose another one`;
  return { state: 'conflict', rule: 'choice', reason };
}
