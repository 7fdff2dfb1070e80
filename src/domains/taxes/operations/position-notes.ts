import type { Note } from '../../../core/plan.ts';
import { counted } from '../../../core/counted.ts';
import type { OdooPosition } from '../facts.ts';
import type { Place } from '../places/types.ts';
import { FIRST_BY_SEQUENCE } from '../series.ts';
import type { PlanContext } from '../match/context.ts';
import { isOurs, LAST_RANK, type PositionOrder } from '../match/position-order.ts';
import type { Winners } from '../match/winners.ts';

/** How many examples a note names. */
const EXAMPLES = 5;
/** What mends it: the key of the point of agreement. */
export const POSITIONS_POINT = 'fiscal_positions';
const COMMAND = `woo-odoo check --align ${POSITIONS_POINT}`;

/** What people should know about other positions beside the connector's, what matters most first. */
export function positionNotes(
  places: readonly Place[],
  winners: Winners,
  order: PositionOrder,
  context: PlanContext,
): Note[] {
  return [
    ...winnerNotes(places, winners, order, context),
    ...order.passed.map(passedNote),
    ...domesticNotes(places, order, context),
  ];
}

/** Positions of others that Odoo uses in places of the store: theirs are never changed, so a person must look. */
function winnerNotes(
  places: readonly Place[],
  { next, now }: Winners,
  { blockedBy, shift }: PositionOrder,
  { series }: PlanContext,
): Note[] {
  const wrong = new Set(now.flatMap((winner) => winner.places)).size;
  const higher = series >= FIRST_BY_SEQUENCE ? `a sequence above ${LAST_RANK + shift}` : 'a higher sequence';
  const others = next.length === 0 ? '' : ` and from ${next.map(nameOf).join(', ')}, which would come next`;
  const why =
    blockedBy === null
      ? ''
      : ` Those of the connector do not come first, since they would then also come before ${nameOf(blockedBy)}, which requires a VAT number.`;
  return now.map(({ position, places: own }, at) => ({
    level: 'review',
    code: 'position_wins',
    message: `Odoo uses the fiscal position ${nameOf(position)} instead of the store's in ${own.length} of its ${places.length} places, and the tax is wrong there: ${examples(own)}.${why}`,
    hint: `"${COMMAND}" takes "Detect Automatically" away from it${others}, if the taxes of the store are to apply there; or give it ${higher} in Odoo.`,
    ...(at === 0 && {
      summary: `${wrong === 1 ? 'Wrong tax' : 'Wrong taxes'} in ${counted(wrong, 'place')}, mended by "${COMMAND}"`,
    }),
  }));
}

function examples(places: readonly Place[]): string {
  const shown = places.slice(0, EXAMPLES).map(({ label }) => label);
  const more = places.length > EXAMPLES ? `, and ${places.length - EXAMPLES} more` : '';
  return `${shown.join(', ')}${more}`;
}

function passedNote(position: OdooPosition): Note {
  return {
    level: 'info',
    code: 'position_passed',
    message: `Odoo no longer reaches the fiscal position ${nameOf(position)}, because the connector's come before it.`,
    hint: 'If it is to apply all the same, give it a sequence below those of the positions whose names begin with "WooCommerce".',
  };
}

/**
 * 19 calls the position with the lowest sequence that names the company's country (or a group with it) the domestic one.
 * States of the own country go without the country (`placeLinks`); the country as a whole cannot.
 */
function domesticNotes(places: readonly Place[], { shift }: PositionOrder, context: PlanContext): Note[] {
  const { country } = context.input.odoo.company;
  if (context.series < FIRST_BY_SEQUENCE || country === null) return [];
  const [ours] = places
    .filter((place) => place.country === country.code && place.states.length === 0)
    .toSorted((a, b) => a.rank - b.rank);
  const [domestic] = context.input.odoo.positions
    .filter((position) => position.active && !isOurs(position, context) && isAtHome(position, country.id))
    .toSorted((a, b) => a.sequence - b.sequence);
  if (ours === undefined || domestic === undefined) return [];
  if (ours.rank + shift >= domestic.sequence) return [];
  return [
    {
      level: 'info',
      code: 'domestic_position',
      message: `Odoo takes "WooCommerce ${ours.label}" for the company's domestic fiscal position instead of ${nameOf(domestic)}, because it comes first in the own country.`,
      hint: `On products, Odoo then offers the taxes of ${nameOf(domestic)} only after "Search more" without the filter Domestic. What documents charge does not change.`,
    },
  ];
}

function isAtHome({ countryId, groupCountryIds }: OdooPosition, home: number): boolean {
  return countryId === home || (countryId === null && groupCountryIds.includes(home));
}

const nameOf = ({ id, name }: OdooPosition) => `"${name}" (${id})`;
