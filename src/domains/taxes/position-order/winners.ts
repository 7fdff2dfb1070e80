import type { OdooPosition } from '../facts.ts';
import type { Place } from '../places/types.ts';
import type { Outcome } from './outcomes.ts';
import type { PositionOrder } from './position-order.ts';

/** A position of others that Odoo uses at places of the store, with another tax than it should be. */
export interface Winner {
  readonly position: OdooPosition;
  /** The addresses, by their number among all. */
  readonly at: readonly number[];
  readonly places: readonly Place[];
  /** Whether customers with a VAT number get it there as well. */
  readonly forAll: boolean;
}

/** Who comes before the positions of the store. */
export interface Winners {
  /** Those that Odoo uses now for customers without a VAT number. */
  readonly now: readonly Winner[];
  /** Those that it would use next, if the others were not detected automatically any more. */
  readonly next: readonly OdooPosition[];
}

export function findWinners({ competitors, outcomes, outcomesWith }: PositionOrder): Winners {
  const now = winnersIn(outcomes);
  const seen = new Set(now.map(({ position }) => position.id));
  const next: OdooPosition[] = [];
  for (let round = now; round.length > 0;) {
    const left = outcomesWith((position) =>
      seen.has(position.id) ? { ...position, autoApply: false } : position,
    );
    round = winnersIn(left);
    for (const { position } of round) {
      seen.add(position.id);
      next.push(competitors.all.find(({ id }) => id === position.id) ?? position);
    }
  }
  return { now, next };
}

function winnersIn(outcomes: readonly Outcome[]): Winner[] {
  const won = new Map<OdooPosition, number[]>();
  for (const [at, { forPrivate, isPrivateWrong }] of outcomes.entries()) {
    if (forPrivate === null || !isPrivateWrong) continue;
    const known = won.get(forPrivate);
    if (known === undefined) won.set(forPrivate, [at]);
    else known.push(at);
  }
  return [...won].map(([position, at]) => {
    const own = at.flatMap((each) => outcomes[each] ?? []);
    return {
      ...{ position, at, places: placesOf(own) },
      forAll: own.every(({ forBusiness, isBusinessWrong }) => isBusinessWrong && forBusiness === position),
    };
  });
}

/** The places in which some customers are charged another tax than they should be. */
export function wrongPlaces({ outcomes }: Pick<PositionOrder, 'outcomes'>): Place[] {
  return placesOf(outcomes.filter((each) => each.isPrivateWrong || each.isBusinessWrong));
}

/** The places in which addresses lie, each once. */
export function placesOf(outcomes: readonly Outcome[]): Place[] {
  return [...new Set(outcomes.map(({ probe }) => probe.place))];
}
