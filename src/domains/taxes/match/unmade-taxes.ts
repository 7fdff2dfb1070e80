import { DEFAULT_TAX_LIMIT } from '../../../core/domain.ts';
import type { DestinationInput, DestinationKeys } from '../desired/destination-keys.ts';
import { noTaxKey } from '../models.ts';
import type { PlanContext } from './context.ts';
import type { MatchedTax } from './tax-outcome.ts';

/** The taxes of places within the limit of taxes. */
export interface LimitedTaxes {
  readonly taxes: readonly MatchedTax[];
  /** Keys of those that are not created, since no position can use them: why their rates have none. */
  readonly unmade: ReadonlyMap<string, string>;
  /** How many taxes the rates need, and how many there may be; null where the limit is not reached. */
  readonly asks: { readonly all: number; readonly limit: number; readonly waiting: number } | null;
}

/**
 * Above the limit, of taxes that are still to be created only those of positions are, and of rates that an order named.
 * Where these are too many as well, they wait for a user.
 */
export function limitTaxes(
  taxes: readonly MatchedTax[],
  destination: DestinationInput,
  keys: DestinationKeys,
  { input }: PlanContext,
): LimitedTaxes {
  const { taxLimit: limit = DEFAULT_TAX_LIMIT, orderedRates = [] } = input.policy.taxes;
  const all = taxes.length;
  if (all <= limit) return { taxes, unmade: new Map(), asks: null };
  const used = usedKeys(destination, keys);
  const ordered = keysOfRates(new Set(orderedRates), destination, keys);
  const isMade = ({ desired: { key }, outcome }: MatchedTax) =>
    outcome.kind !== 'create' || used.has(key) || ordered.has(key);
  const unmade = new Map(
    taxes
      .filter((tax) => !isMade(tax))
      .map(({ desired }) => [
        desired.key,
        `no fiscal position can use its tax, and the rates of the store need ${all.toLocaleString('en-US')}: it is created when an order names it (woo-odoo sync --tax-rate ${desired.rateIds[0] ?? 'ID'}), or with all others (--tax-limit ${all})`,
      ]),
  );
  const rest = taxes.filter(isMade);
  if (rest.length <= limit) return { taxes: rest, unmade, asks: { all, limit, waiting: 0 } };
  const reason = `fiscal positions use ${rest.length.toLocaleString('en-US')} taxes, more than the limit of ${limit.toLocaleString('en-US')}; have them created (woo-odoo sync --tax-limit ${rest.length}), or allow fewer positions (woo-odoo backend edit NAME --tax-position-limit COUNT)`;
  const limited = rest.map((tax): MatchedTax => {
    if (tax.outcome.kind !== 'create' || ordered.has(tax.desired.key)) return tax;
    const ref = { ...tax.ref, id: null, state: 'missing' } as const;
    return { ...tax, ref, outcome: { kind: 'conflict', rule: 'many', reason } };
  });
  const waiting = limited.filter(({ outcome }) => outcome.kind === 'conflict').length;
  return { taxes: limited, unmade, asks: { all, limit, waiting } };
}

/** The taxes that positions map to. */
function usedKeys({ places, rates, sources }: DestinationInput, keys: DestinationKeys): Set<string> {
  const byId = new Map(rates.map((rate) => [rate.id, rate]));
  const used = new Set(sources.map(({ ref }) => noTaxKey(ref.text)));
  for (const source of sources) {
    for (const place of places) {
      const there = (place.rates.get(source.column.key) ?? []).flatMap((id) => byId.get(id) ?? []);
      const withCompound = there.some(({ compound }) => compound);
      for (const rate of there) used.add(keys.at(rate, source, withCompound));
    }
  }
  return used;
}

function keysOfRates(
  ids: ReadonlySet<number>,
  { rates, sources }: DestinationInput,
  keys: DestinationKeys,
): Set<string> {
  const named = ids.size === 0 ? [] : rates.filter(({ id }) => ids.has(id));
  return new Set(
    named.flatMap((rate) =>
      sources
        .filter(({ column }) => column.taxClass === rate.taxClass && (!column.shipping || rate.shipping))
        .flatMap((source) => keys.all(rate, source).map(({ key }) => key)),
    ),
  );
}
