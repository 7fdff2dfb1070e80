import type { OdooPosition } from '../facts.ts';
import type { Place } from '../places/types.ts';
import { SequenceChooser, sequenceIn, type Arrangement } from './arrangement.ts';
import type { Charges } from './charges.ts';
import { domesticAmong } from '../odoo-rules/domestic-position.ts';
import { isOwn, type Competitors } from './competitors.ts';
import { moved, movesAround } from './moves.ts';
import { compareOutcomes } from './outcomes.ts';
import type { Probe } from './probes.ts';
import { LAST_RANK, stepBefore, stepsAround } from './sequences.ts';

/** What an arrangement for Odoo 19 is chosen by. */
export interface ArrangeInput {
  readonly series: number;
  readonly competitors: Competitors;
  readonly probes: readonly Probe[];
  readonly places: readonly Place[];
  readonly charges: Charges;
  /** The company's country: its id in Odoo, and its code. */
  readonly homeId: number | null;
  readonly homeCode: string;
  /** The sequences of positions that other stores of the company have put somewhere. */
  readonly fixed: ReadonlyMap<Place, number>;
  /** The position that customers with a VAT number should get. */
  readonly desiredForVat: (probe: Probe) => OdooPosition | null;
  readonly canMove: (position: OdooPosition) => boolean;
}

/** What arrangements there are to choose from. */
export interface Arranged {
  /** The best one. */
  readonly best: Arrangement;
  /** The best one that moves nothing of others and comes before no position that requires a VAT number. */
  readonly unmoved: Arrangement;
}

/**
 * Odoo 19 takes the first position that fits by its sequence. The order desired is: those that require a VAT number, those of the
 * store, the general ones of the chart. The position for the company's own country may stay before all of them, where it
 * makes the same tax as the store: then it stays the domestic one, and customers of the own country with a VAT number
 * get it. Every way to arrange them is tried at all addresses: the fewest wrong taxes win, then the domestic position
 * that stays, then the fewest moves, then sequences that lie together.
 */
export function arrange(input: ArrangeInput): Arranged {
  const { charges, competitors, probes, series, desiredForVat } = input;
  const chooser = new SequenceChooser(series, probes, decisive(competitors));
  const scored = candidates(input, chooser).map((arrangement) => {
    const outcomes = compareOutcomes(probes, chooser.winner(arrangement), desiredForVat, charges);
    const wrong = outcomes.reduce(
      (sum, { isBusinessWrong, isPrivateWrong }) => sum + Number(isBusinessWrong) + Number(isPrivateWrong),
      0,
    );
    // A position that requires a VAT number and comes after that of the store, whoever comes before both.
    const overtaken = outcomes.filter(
      ({ probe, desired }) =>
        desired !== null && isOwn(desired) && sequenceIn(arrangement, probe.place) < desired.sequence,
    ).length;
    const changed = Number(changesDomestic(arrangement, input));
    const mixed = moved(decisive(competitors), arrangement.moves).filter(
      ({ sequence }) => sequence > arrangement.shift && sequence <= arrangement.shift + LAST_RANK,
    ).length;
    return { arrangement, wrong, overtaken, changed, mixed, moves: arrangement.moves.length };
  });
  const first = (order: (each: (typeof scored)[number]) => number[], among = scored) =>
    among.reduce((a, b) => (compareLists(order(a), order(b)) <= 0 ? a : b)).arrangement;
  const best = first(({ changed, mixed, moves, wrong }) => [wrong, changed, moves, mixed]);
  return {
    best,
    unmoved:
      best.moves.length === 0
        ? best
        : first(
            ({ changed, mixed, overtaken, wrong }) => [overtaken, wrong, changed, mixed],
            scored.filter(({ moves }) => moves === 0),
          ),
  };
}

/** General positions that users created stay where they are: whether they come before the store's is theirs to decide. */
function decisive({ forVat, general }: Competitors): OdooPosition[] {
  return [...forVat, ...general].filter(isOwn);
}

/** The position for the company's own country, unless it is that of a company above a branch. */
function ownHome({ home }: Competitors): OdooPosition | null {
  return home !== null && isOwn(home) ? home : null;
}

/** In the order in which equally good ones are preferred. There is always one without moves. */
function candidates(input: ArrangeInput, chooser: SequenceChooser): Arrangement[] {
  const { canMove, competitors, fixed } = input;
  const [forVat, general] = [competitors.forVat.filter(isOwn), competitors.general];
  const home = ownHome(competitors);
  const shared = sharedShift(fixed);
  const steps = shared === null ? stepsAround(decisive(competitors)) : [shared];
  const none: ReadonlySet<Place> = new Set();
  const before = home === null || !home.autoApply ? none : placesBefore(home, input, chooser);
  const found: Arrangement[] = [];
  for (const shift of steps) {
    const plain = { shift, homeShift: shift, homePlaces: none, fixed };
    found.push({ ...plain, moves: [] });
    const moves = movesAround({
      ...{ shift, before: forVat, above: -Infinity, after: general, canMove },
    });
    if (moves !== null && moves.length > 0) found.push({ ...plain, moves });
    if (home === null || shift < home.sequence) continue;
    const split = { shift, homeShift: stepBefore(home.sequence), homePlaces: before, fixed };
    found.push({ ...split, moves: [] });
    const around = movesAround({
      ...{ shift, before: forVat.filter((each) => each !== home), above: home.sequence, canMove },
      after: general.filter((each) => each !== home),
    });
    if (around !== null && around.length > 0) found.push({ ...split, moves: around });
  }
  return found;
}

/** The step of the place that is everywhere else, where another store has put its position; null where this one does. */
function sharedShift(fixed: ReadonlyMap<Place, number>): number | null {
  for (const [{ level, rank }, sequence] of fixed) if (level === 'everywhere') return sequence - rank;
  return null;
}

/** The places of the own country that must come before its position: where it makes another tax, and those within them. */
function placesBefore(
  home: OdooPosition,
  { charges, homeCode, places, probes }: ArrangeInput,
  chooser: SequenceChooser,
): ReadonlySet<Place> {
  const different = probes.filter(
    (probe) =>
      probe.place.country === homeCode &&
      chooser.fitting(probe).includes(home) &&
      charges.ofPosition(home) !== charges.ofPlace(probe.place),
  );
  const widest = Math.max(-Infinity, ...different.map(({ place }) => place.rank));
  return new Set(places.filter(({ country, rank }) => country === homeCode && rank <= widest));
}

function changesDomestic(
  arrangement: Arrangement,
  { competitors, homeCode, homeId, places }: ArrangeInput,
): boolean {
  const home = ownHome(competitors);
  if (home === null || homeId === null) return false;
  const first = domesticAmong(moved(withHome(competitors), arrangement.moves), homeId);
  if (first === null || first.id !== home.id) return true;
  return oursNamingHome(places, homeCode).some((place) => sequenceIn(arrangement, place) <= first.sequence);
}

function withHome({ all, home }: Competitors): readonly OdooPosition[] {
  return (home === null || all.includes(home) ? all : [...all, home]).filter(isOwn);
}

/** States of the own country go without the country (`placeLinks`); the country and its postcodes cannot. */
export function oursNamingHome(places: readonly Place[], homeCode: string): Place[] {
  return places.filter(({ country, states }) => country === homeCode && states.length === 0);
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
