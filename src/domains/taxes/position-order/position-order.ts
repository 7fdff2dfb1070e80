import type { OdooPosition } from '../facts.ts';
import type { PlanContext } from '../match/context.ts';
import { isAgreedInApp } from '../match/agreed-in-app.ts';
import { isChartRecord, ORDER_POINT, POSITION_MODEL, positionExternalId } from '../models.ts';
import type { Place } from '../places/types.ts';
import { FIRST_BY_SEQUENCE } from '../series.ts';
import { arrange, oursNamingHome } from './arrange.ts';
import { arrangedRules, sequenceIn, winnerAmong, type Arrangement } from './arrangement.ts';
import { buildCharges, type PlacedTaxes } from './charges.ts';
import { findCompetitors, isOwn, type Competitors } from './competitors.ts';
import { moved, type Move } from './moves.ts';
import { compareOutcomes, vatPositionFinder, type Outcome } from './outcomes.ts';
import { placeRules } from './place-rules.ts';
import { findProbes } from './probes.ts';
import { LAST_RANK, stepBefore } from './sequences.ts';

/** Where the positions of a store stand among all others of the company, and what that means at every address. */
export interface PositionOrder {
  /** The sequence that the position of a place gets. */
  readonly sequenceOf: (place: Place) => number;
  readonly competitors: Competitors;
  /** Positions of the chart that have to be moved so that every customer gets the right tax; empty where none has to. */
  readonly moves: readonly Move[];
  /** `align`: this plan moves them; `ask`: a user has to agree first. */
  readonly consent: 'align' | 'ask';
  /** What Odoo does with the sequences of this plan. */
  readonly outcomes: readonly Outcome[];
  /** The same once the moves were made. */
  readonly afterMoves: readonly Outcome[];
  /** What Odoo would do if others were different: for what a hint proposes. */
  readonly outcomesWith: (change: (position: OdooPosition) => OdooPosition) => readonly Outcome[];
  /** Positions of users that came before the store's and are not reached any more (19). */
  readonly passed: readonly OdooPosition[];
  /** Places whose position Odoo 19 calls the domestic one of the company instead of the chart's; the first one. */
  readonly newDomestic: Place | null;
}

/**
 * Orders the positions of a store among all others. 17 and 18 ask for the VAT number and for how specific a position is
 * before they compare sequences, so there only the general positions of the chart are passed. 19 goes by sequence alone.
 */
export function orderPositions(taxes: PlacedTaxes, context: PlanContext): PositionOrder {
  const { input, series } = context;
  const { places } = taxes;
  const competitors = findCompetitors(context);
  const charges = buildCharges(taxes, context);
  const rules = placeRules(places, context);
  const probes = findProbes(places, rules, competitors.all, context);
  const ofChart = ({ externalId }: OdooPosition) => isChartRecord(input.odoo.company, externalId);
  const desiredForVat = vatPositionFinder(series, competitors, ofChart);
  const { country } = input.odoo.company;
  const home = { homeId: country?.id ?? null, homeCode: country?.code ?? '' };
  const outcomesOf = (arrangement: Arrangement, others: readonly OdooPosition[]) => {
    const winner = winnerAmong(series, others, arrangedRules(rules, arrangement));
    return compareOutcomes(probes, winner, desiredForVat, charges);
  };
  const outcomesIn = (arrangement: Arrangement) =>
    outcomesOf(arrangement, moved(competitors.all, arrangement.moves));

  const fixed = fixedSequences(places, context);
  const consent = isAgreedInApp(ORDER_POINT, input) ? 'align' : (input.policy.taxes.positionOrder ?? 'ask');
  const { best, unmoved } =
    series < FIRST_BY_SEQUENCE
      ? bySpecificity(competitors, fixed)
      : arrange({
          ...{ series, competitors, probes, places, charges, desiredForVat, ...home },
          fixed,
          canMove: (position) => ofChart(position) && isOwn(position),
        });
  const used = consent === 'align' ? best : unmoved;
  const outcomes = outcomesIn(used);
  return {
    ...{ competitors, consent, moves: best.moves },
    sequenceOf: (place) => sequenceIn(used, place),
    outcomes,
    afterMoves: best === used ? outcomes : outcomesIn(best),
    outcomesWith: (change) => outcomesOf(used, moved(competitors.all, used.moves).map(change)),
    passed: series < FIRST_BY_SEQUENCE ? [] : passedBy(used, competitors),
    newDomestic: series < FIRST_BY_SEQUENCE ? null : newDomestic(used, competitors, places, home.homeCode),
  };
}

/** Where every position comes before the general ones of the chart. */
function bySpecificity(
  { general }: Competitors,
  fixed: Arrangement['fixed'],
): { best: Arrangement; unmoved: Arrangement } {
  const first = Math.min(...general.map(({ sequence }) => sequence));
  const shift = first > LAST_RANK ? 0 : stepBefore(first);
  const arrangement = { shift, homeShift: shift, homePlaces: new Set<Place>(), fixed, moves: [] };
  return { best: arrangement, unmoved: arrangement };
}

/** Stores that share a company share positions: the first one has decided where they stand. */
function fixedSequences(places: readonly Place[], context: PlanContext): ReadonlyMap<Place, number> {
  const { companyId, input, isBoundByOthers, managed, positionsByExternalId } = context;
  return new Map(
    places.flatMap((place): [Place, number][] => {
      const externalId = positionExternalId(companyId, place.key);
      const found = positionsByExternalId.get(externalId);
      const owner = managed.get(externalId)?.owner;
      const isOfAnother = owner !== undefined && owner !== input.backendId;
      if (found?.active !== true || !isOfAnother || !isBoundByOthers(POSITION_MODEL, found.id)) return [];
      return [[place, found.sequence]];
    }),
  );
}

function passedBy({ shift }: Arrangement, { all, forVat, general }: Competitors): OdooPosition[] {
  return all.filter(
    (position) =>
      isOwn(position) &&
      !forVat.includes(position) &&
      !general.includes(position) &&
      position.sequence > shift &&
      position.sequence <= LAST_RANK,
  );
}

function newDomestic(
  arrangement: Arrangement,
  { home }: Competitors,
  places: readonly Place[],
  homeCode: string,
): Place | null {
  if (home === null || !isOwn(home)) return null;
  const [sequence = home.sequence] = arrangement.moves.flatMap(({ position, to }) =>
    position === home ? [to] : [],
  );
  const [first] = oursNamingHome(places, homeCode)
    .filter((place) => sequenceIn(arrangement, place) <= sequence)
    .toSorted((a, b) => sequenceIn(arrangement, a) - sequenceIn(arrangement, b));
  return first ?? null;
}
