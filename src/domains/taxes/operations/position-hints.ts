import type { OdooPosition } from '../facts.ts';
import { ORDER_POINT } from '../models.ts';
import { isOwn } from '../position-order/competitors.ts';
import type { Outcome } from '../position-order/outcomes.ts';
import type { PositionOrder } from '../position-order/position-order.ts';
import type { Winner, Winners } from '../position-order/winners.ts';

/** What corrects positions that come first: the key of a point of agreement. */
export const POSITIONS_POINT = 'fiscal_positions';

/** A step that makes both sides agree: what to do, and the command of it where there is one. */
export interface Hint {
  readonly text: string;
  readonly command?: string;
}

/** Where no single step helps: what users do on the documents themselves. */
export const BY_HAND: Hint = {
  text: 'No single change of a fiscal position in Odoo corrects this without making the tax wrong elsewhere. On quotations for these customers, select the fiscal position of the store for the place by hand (its name begins with "WooCommerce"). Orders of the store keep the taxes that they name.',
};

/** The same where the right position is another one than the store's. */
export function byHand(position: OdooPosition): Hint {
  return {
    text: `No single change of a fiscal position in Odoo corrects this without making the tax wrong elsewhere. On quotations for these customers, select ${nameOf(position)} by hand. Orders of the store keep the taxes that they name.`,
  };
}

const align = (key: string) => `woo-odoo check --align ${key}`;
export const nameOf = ({ id, name }: OdooPosition) => `"${name}" (${id})`;

type IsWrong = (outcome: Outcome) => boolean;
const isPrivateWrong: IsWrong = (outcome) => outcome.isPrivateWrong;
const isBusinessWrong: IsWrong = (outcome) => outcome.isBusinessWrong;

/** What helps against a position that comes before those of the store; null where nothing does. */
export function hintAgainst(
  { at, position }: Winner,
  { now, next }: Winners,
  order: PositionOrder,
): Hint | null {
  const helps = (outcomes: readonly Outcome[]) => at.every((each) => outcomes[each]?.isPrivateWrong !== true);
  if (order.moves.length > 0 && helps(order.afterMoves)) return orderHint(order);
  const last = Math.max(...order.outcomes.map(({ probe }) => order.sequenceOf(probe.place)));
  const higher = helpsFor(order, position, { sequence: last + 1, isSequenceUnset: false }, isPrivateWrong, at)
    ? `; or give it a sequence above ${last} in Odoo`
    : '';
  const off = new Set([...now.map((winner) => winner.position.id), ...next.map(({ id }) => id)]);
  const without = order.outcomesWith((each) => (off.has(each.id) ? { ...each, autoApply: false } : each));
  if (!helps(without)) return higher === '' ? null : { text: higher.replace('; or give', 'Give') + '.' };
  const others = next.length === 0 ? '' : ` and from ${next.map(nameOf).join(', ')}, which would come next`;
  const command = align(POSITIONS_POINT);
  const text = `"${command}" takes "Detect Automatically" away from it${others}, if the taxes of the store are to apply there${higher}.`;
  return { text, command };
}

/** What helps customers with a VAT number to a position that comes too late on 19. */
export function hintForVat(position: OdooPosition, at: readonly number[], order: PositionOrder): Hint | null {
  const helps = at.every((each) => order.afterMoves[each]?.isBusinessWrong !== true);
  if (order.moves.length > 0 && helps) return orderHint(order);
  const first = firstSequence(order);
  if (!isOwn(position)) return hintForBranch(at, first, order);
  const change = { sequence: first - 1, isSequenceUnset: false };
  if (!helpsFor(order, position, change, isBusinessWrong, at)) return null;
  return { text: `Give it a sequence below ${first} in Odoo.` };
}

/**
 * Odoo 19 asks for the positions of a branch before those of the company above it, so the branch needs those that require a VAT
 * number itself, and the one for its own country before them.
 */
function hintForBranch(at: readonly number[], first: number, order: PositionOrder): Hint | null {
  const { all, forVat, home } = order.competitors;
  const needed = all.filter((each) => !isOwn(each) && (each === home || forVat.includes(each)));
  const sequences = new Map(needed.map(({ id }, index) => [id, first - needed.length + index]));
  const after = order.outcomesWith((each) => {
    const sequence = sequences.get(each.id);
    return sequence === undefined ? each : { ...each, level: 0, sequence, isSequenceUnset: false };
  });
  if (!isBetter(order.outcomes, after, isBusinessWrong, at)) return null;
  const names = needed.map(nameOf).join(', ');
  const text = `Odoo takes the positions of a branch before those of the company above it. Select the branch in Odoo and create the same positions for it, with the same taxes, in this order and with sequences below ${first}: ${names}.`;
  return { text };
}

/**
 * What keeps customers of the own country from a position that is meant for other countries, and at which of some
 * addresses: a position with postcodes of its own would come after that of the country.
 */
export function hintAtHome(
  at: readonly number[],
  order: PositionOrder,
): { readonly hint: Hint; readonly at: readonly number[] } | null {
  const { home } = order.competitors;
  if (home === null) return null;
  const after = outcomesAfter(order, home, { vatRequired: true });
  const helped = at.filter((each) => after[each]?.isBusinessWrong === false);
  if (helped.length === 0 || !helpsFor(order, home, { vatRequired: true }, isBusinessWrong, helped))
    return null;
  const text = `Select "VAT required" on ${nameOf(home)} in Odoo: then customers of the own country with a VAT number get it, and all others there the position of the store.`;
  return { hint: { text }, at: helped };
}

/** The lowest sequence of the store's positions. */
export function firstSequence({ outcomes, sequenceOf }: PositionOrder): number {
  return Math.min(...outcomes.map(({ probe }) => sequenceOf(probe.place)));
}

/** What the position order step does, and the command for it. */
export function orderHint({ moves }: Pick<PositionOrder, 'moves'>): Hint {
  const command = align(ORDER_POINT);
  const steps = moves.map(
    ({ position, to }) => `${nameOf(position)} from sequence ${position.sequence} to ${to}`,
  );
  return {
    text: `"${command}" moves ${steps.join(', ')}; "woo-odoo backend edit NAME --position-order align" lets every sync do it.`,
    command,
  };
}

/** Whether a change of one position corrects some addresses without making others wrong. */
function helpsFor(
  order: PositionOrder,
  position: OdooPosition,
  change: Partial<OdooPosition>,
  isWrong: IsWrong,
  at: readonly number[],
): boolean {
  return isBetter(order.outcomes, outcomesAfter(order, position, change), isWrong, at);
}

/** Whether some addresses are right after a change, and none is wrong that was right before. */
function isBetter(
  outcomes: readonly Outcome[],
  after: readonly Outcome[],
  isWrong: IsWrong,
  at: readonly number[],
): boolean {
  const concerned = new Set(at);
  return after.every((outcome, index) => {
    const before = outcomes[index];
    if (before === undefined || (concerned.has(index) && isWrong(outcome))) return false;
    return (
      Number(outcome.isPrivateWrong) <= Number(before.isPrivateWrong) &&
      Number(outcome.isBusinessWrong) <= Number(before.isBusinessWrong)
    );
  });
}

function outcomesAfter(
  { outcomesWith }: PositionOrder,
  { id }: OdooPosition,
  change: Partial<OdooPosition>,
): readonly Outcome[] {
  return outcomesWith((each) => (each.id === id ? { ...each, ...change } : each));
}
