import { counted } from '../../../core/counted.ts';
import type { Note } from '../../../core/plan.ts';
import type { OdooPosition } from '../facts.ts';
import type { Outcome } from '../position-order/outcomes.ts';
import type { PositionOrder } from '../position-order/position-order.ts';
import { placesOf, wrongPlaces, type Winners } from '../position-order/winners.ts';
import type { Place } from '../places/types.ts';
import { describePlaces } from './describe-places.ts';
import {
  BY_HAND,
  byHand,
  firstSequence,
  hintAgainst,
  hintAtHome,
  hintForVat,
  nameOf,
  type Hint,
} from './position-hints.ts';

/** What people should know about other positions beside the connector's, what matters most first. */
export function positionNotes(places: readonly Place[], order: PositionOrder, winners: Winners): Note[] {
  const reviews = [...winnerNotes(places, order, winners), ...lateNotes(order), ...homeNotes(order)];
  const wrong = wrongPlaces(order).length;
  return [
    ...reviews.map(({ hint, note }, at): Note => ({
      ...{ ...note, level: 'review' },
      hint: hint.text,
      ...(at === 0 && { summary: summaryOf(wrong, hint) }),
    })),
    ...vatNotes(order),
    ...order.passed.map((position) => passedNote(position, order)),
    ...domesticNotes(order),
  ];
}

interface Review {
  readonly note: Pick<Note, 'code' | 'message'>;
  readonly hint: Hint;
}

function summaryOf(wrong: number, hint: Hint): string {
  const what = `${wrong === 1 ? 'Wrong tax' : 'Wrong taxes'} in ${counted(wrong, 'place')}`;
  return hint.command === undefined ? what : `${what}, mended by "${hint.command}"`;
}

/** Positions of others that Odoo uses in places of the store: theirs are never changed unasked, so a user must look. */
function winnerNotes(places: readonly Place[], order: PositionOrder, winners: Winners): Review[] {
  const { outcomes } = order;
  const late = order.competitors.forVat.find((each) =>
    outcomes.some(({ probe, desired }) => desired === each && order.sequenceOf(probe.place) > each.sequence),
  );
  const why =
    order.moves.length === 0 || late === undefined
      ? ''
      : ` Those of the connector do not come first, since they would then also come before ${nameOf(late)}, which requires a VAT number.`;
  return winners.now.map((winner) => {
    const own = pick(outcomes, winner.at);
    const customers = winner.forAll ? '' : ' for customers without a VAT number';
    return {
      note: {
        code: 'position_wins',
        message: `Odoo uses the fiscal position ${nameOf(winner.position)} instead of the store's in ${winner.places.length} of its ${places.length} places${customers}, and the tax is wrong there: ${describePlaces(own, outcomes)}.${why}`,
      },
      hint: hintAgainst(winner, winners, order) ?? BY_HAND,
    };
  });
}

/** On 19: customers with a VAT number who do not get the position that requires one. */
function lateNotes(order: PositionOrder): Review[] {
  return groupWrong(order.outcomes, ({ isPrivateWrong, desired }) => (isPrivateWrong ? null : desired)).map(
    ({ at, position }) => {
      const own = pick(order.outcomes, at);
      return {
        note: {
          code: 'vat_position_late',
          message: `Customers with a VAT number do not get the fiscal position ${nameOf(position)}, which requires one, in ${counted(placesOf(own).length, 'place')}, since others come before it, and the tax is wrong for them there: ${describePlaces(own, order.outcomes)}.`,
        },
        hint: hintForVat(position, at, order) ?? byHand(position),
      };
    },
  );
}

/** A position for customers of other countries that those of the own country get, too: 17 and 18 ask for the number first. */
function homeNotes(order: PositionOrder): Review[] {
  return groupWrong(order.outcomes, ({ desired, forBusiness, isPrivateWrong }) =>
    desired === null && !isPrivateWrong ? forBusiness : null,
  ).flatMap(({ at, position }) => {
    const remedy = hintAtHome(at, order);
    const helped = new Set(remedy?.at);
    const reviewOf = (some: readonly number[], hint: Hint): Review[] =>
      some.length === 0 ? [] : [{ note: homeNote(position, some, order), hint }];
    return [
      ...reviewOf([...helped], remedy?.hint ?? BY_HAND),
      ...reviewOf(
        at.filter((each) => !helped.has(each)),
        BY_HAND,
      ),
    ];
  });
}

function homeNote(
  position: OdooPosition,
  at: readonly number[],
  { outcomes }: PositionOrder,
): Review['note'] {
  return {
    code: 'vat_position_at_home',
    message: `Customers of the company's own country who have a VAT number get the fiscal position ${nameOf(position)}, which is for other countries, and the tax is wrong for them there: ${describePlaces(pick(outcomes, at), outcomes)}.`,
  };
}

/** Positions that customers with a VAT number are meant to get. */
function vatNotes({ competitors, outcomes }: PositionOrder): Note[] {
  return competitors.forVat.flatMap((position): Note[] => {
    const own = outcomes.filter(
      ({ forBusiness, isBusinessOther, desired }) =>
        desired !== null && forBusiness?.id === position.id && isBusinessOther,
    );
    if (own.length === 0) return [];
    return [
      {
        level: 'info',
        code: 'vat_position',
        message: `Customers with a VAT number get the fiscal position ${nameOf(position)}, which requires one, and its taxes instead of the store's in ${counted(placesOf(own).length, 'place')}: ${describePlaces(own, outcomes)}.`,
      },
    ];
  });
}

function passedNote(position: OdooPosition, order: PositionOrder): Note {
  return {
    level: 'info',
    code: 'position_passed',
    message: `Odoo no longer reaches the fiscal position ${nameOf(position)}, because the connector's come before it.`,
    hint: `If its customers are to get it, give it a sequence below ${firstSequence(order)} in Odoo; otherwise take "Detect Automatically" away from it.`,
  };
}

/**
 * 19 calls the position with the lowest sequence that names the company's country (or a group with it) the domestic one.
 * States of the own country go without the country (`placeLinks`); the country as a whole cannot.
 */
function domesticNotes({ competitors: { home }, newDomestic }: PositionOrder): Note[] {
  if (home === null || newDomestic === null) return [];
  return [
    {
      level: 'info',
      code: 'domestic_position',
      message: `Odoo takes "WooCommerce ${newDomestic.label}" for the company's domestic fiscal position instead of ${nameOf(home)}, because it has to come first in the own country. On products, Odoo then offers the taxes of ${nameOf(home)} only after "Search more" without the filter Domestic. What documents charge does not change.`,
    },
  ];
}

/** The numbers of the outcomes that are wrong for customers with a VAT number, by position. */
function groupWrong(
  outcomes: readonly Outcome[],
  positionOf: (outcome: Outcome) => OdooPosition | null,
): { readonly position: OdooPosition; readonly at: readonly number[] }[] {
  const groups = new Map<OdooPosition, number[]>();
  for (const [at, outcome] of outcomes.entries()) {
    const position = outcome.isBusinessWrong ? positionOf(outcome) : null;
    if (position === null) continue;
    groups.set(position, [...(groups.get(position) ?? []), at]);
  }
  return [...groups].map(([position, at]) => ({ position, at }));
}

function pick(outcomes: readonly Outcome[], at: readonly number[]): Outcome[] {
  return at.flatMap((each) => outcomes[each] ?? []);
}
