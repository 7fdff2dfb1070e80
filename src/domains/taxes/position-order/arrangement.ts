import type { OdooPosition } from '../facts.ts';
import type { PlaceRules } from './place-rules.ts';
import { buildPositionChooser, compareSequences } from '../odoo-rules/choose-position.ts';
import type { PositionRule } from '../odoo-rules/types.ts';
import type { Place } from '../places/types.ts';
import type { Move } from './moves.ts';
import type { Winner } from './outcomes.ts';
import type { Probe } from './probes.ts';

/** Which sequences the positions of a store get, and which others are moved for it. */
export interface Arrangement {
  /** Added to the ranks of places. */
  readonly shift: number;
  /** The same for places that come before the position for the company's own country. */
  readonly homeShift: number;
  readonly homePlaces: ReadonlySet<Place>;
  /** Places whose positions another store of the company has put somewhere: theirs stay. */
  readonly fixed: ReadonlyMap<Place, number>;
  readonly moves: readonly Move[];
}

export function sequenceIn({ fixed, homePlaces, homeShift, shift }: Arrangement, place: Place): number {
  return fixed.get(place) ?? place.rank + (homePlaces.has(place) ? homeShift : shift);
}

/** The rules of a store's positions with the sequences of an arrangement. */
export function arrangedRules({ placeOf, rules }: PlaceRules, arrangement: Arrangement): PositionRule[] {
  return rules.map((rule) => {
    const place = placeOf.get(rule.id);
    return place === undefined ? rule : { ...rule, sequence: sequenceIn(arrangement, place) };
  });
}

/** Odoo's choice on any series. @param others as they are in this arrangement */
export function winnerAmong(
  series: number,
  others: readonly OdooPosition[],
  ours: readonly PositionRule[],
): Winner {
  if (others.length === 0) return () => null;
  const choose = buildPositionChooser(series, [...others, ...ours]);
  const byId = new Map(others.map((position) => [position.id, position]));
  return ({ address }, hasVat) => byId.get(choose({ ...address, hasVat }) ?? 0) ?? null;
}

/**
 * Odoo 19's choice under many arrangements of the same positions: which of the others fit an address is found out once.
 */
export class SequenceChooser {
  readonly #fitting: ReadonlyMap<Probe, readonly OdooPosition[]>;

  constructor(series: number, probes: readonly Probe[], others: readonly OdooPosition[]) {
    const sorted = others.toSorted(compareSequences(series));
    const tests = sorted.map((position) => [position, buildPositionChooser(series, [position])] as const);
    this.#fitting = new Map(
      probes.map((probe) => {
        const address = { ...probe.address, hasVat: true };
        return [probe, tests.flatMap(([position, test]) => (test(address) === null ? [] : [position]))];
      }),
    );
  }

  fitting(probe: Probe): readonly OdooPosition[] {
    return this.#fitting.get(probe) ?? [];
  }

  /** Equal sequences count as lost for the store. */
  winner(arrangement: Arrangement): Winner {
    const targets = new Map(arrangement.moves.map(({ position, to }) => [position, to]));
    return (probe, hasVat) => {
      let first: OdooPosition | null = null;
      let lowest = sequenceIn(arrangement, probe.place) + 1;
      for (const position of this.fitting(probe)) {
        // Those of a company above a branch come after all of the branch.
        if ((position.level ?? 0) < 0 || (position.vatRequired && !hasVat)) continue;
        const sequence = targets.get(position) ?? position.sequence;
        if (sequence >= lowest) continue;
        lowest = sequence;
        first = position;
      }
      return first;
    };
  }
}
