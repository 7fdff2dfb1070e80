import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { isNothing, mostFrequent, withBase } from './base-charge.ts';
import { describeSpan, odooBounds } from './bounds.ts';
import { areaKey } from './area-key.ts';
import type { Span } from './cuts.ts';
import type { Limitations } from './limitations.ts';
import { DEPTHS, paintLine } from './paint.ts';
import type { Stroke } from './paint.ts';
import { shapeOf } from './postcode-shapes.ts';
import type { Charge, ApplicableRate, Resolver } from './resolve.ts';
import type { AreaRates, CountryRates } from './sort-rates.ts';
import { sweepPostcodes, type Piece } from './sweep.ts';
import type { Place, PlaceLevel } from './types.ts';
import { chargesOf, closeHairlines, colourPieces, groundOf } from './zip-line.ts';
import type { GroundAt, ZipPiece } from './zip-line.ts';

/** A place before it has a name. */
export interface DraftPlace extends Pick<
  Place,
  'country' | 'states' | 'unknownStates' | 'zipFrom' | 'zipTo' | 'level' | 'rank'
> {
  readonly charge: Charge;
  /** All rates that it is made of, each once. */
  readonly rateIds: readonly number[];
  /** The span of its zips; null where it has none. */
  readonly span: Span | null;
}

/** The zips of a place for people; empty where it has none. Only for those that are shown, which are few of many thousand. */
export function zipsOf({ country, span }: Pick<DraftPlace, 'country' | 'span'>): string {
  return span === null ? '' : describeSpan(span, shapeOf(country).digits);
}

/** What the places of one country are made from. */
export interface CountryInput {
  readonly country: string;
  readonly rates: CountryRates;
  /** The rates for every country. */
  readonly global: readonly ApplicableRate[];
  /** The result of these: countries with the same taxes need no place. */
  readonly everywhere: Charge;
  /** Areas (`areaKey`) with more places of postcodes than there may be. */
  readonly bases: ReadonlySet<string>;
  /**
   * The pieces that were found before, by state, empty for the country itself; filled where they are missing. They do not
   * depend on `bases`, and to find them is half of the work.
   */
  readonly swept: Map<string, readonly Piece[]>;
}

/**
 * The places of one country, each of them taxed otherwise than what Odoo would fall back to: from state and zip to the
 * zip, then to the state, the country and everywhere.
 */
export function derivePlacesOfCountry(
  { bases, country, rates, global, everywhere, swept }: CountryInput,
  resolver: Resolver,
  limitations: Limitations,
): DraftPlace[] {
  const shape = shapeOf(country);
  const noteLonger = (rateIds: Iterable<number>) => {
    if (shape.extends === true) limitations.add('zip_plus_4', rateIds);
  };
  const lineOf = (pieces: readonly Piece[], groundAt: GroundAt) =>
    closeHairlines(colourPieces(pieces, groundAt), shape.digits, noteLonger);
  const sweeper =
    (state: string): Sweep =>
    (zips, wide, own) => {
      const pieces = swept.get(state) ?? sweepPostcodes(zips, wide, own, resolver);
      swept.set(state, pieces);
      return pieces;
    };

  const wide = [...global, ...asApplicable(rates.wide)];
  const ofCountry = areaCharge(sweeper(''), rates.zips, wide, resolver, bases.has(areaKey(country, '')));
  const countryLine = lineOf(ofCountry.pieces, () => ofCountry.charge.alike);
  const places = paintLine(countryLine).map((stroke) => draftOfZips(country, [], stroke, countryLine));
  if (ofCountry.charge.alike !== everywhere.alike) {
    places.push(withRates(draftPlace('country', 8, ofCountry.charge, country), ofCountry.rateIds));
  }

  const merged = new MergedStates();
  for (const [state, area] of [...rates.states].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const stateWide = [...wide, ...asApplicable(area.wide)];
    const zips = [...rates.zips, ...area.zips];
    const needsBase = bases.has(areaKey(country, state));
    const ofState = areaCharge(sweeper(state), zips, stateWide, resolver, needsBase, ofCountry);
    const line = lineOf(ofState.pieces, groundOf(countryLine, ofState.charge));
    if (ofState.charge.alike !== ofCountry.charge.alike) {
      const place = draftPlace('state', 7, ofState.charge, country, [state]);
      merged.add(withRates(place, ofState.rateIds));
    }
    for (const stroke of paintLine(line)) merged.add(draftOfZips(country, [state], stroke, line));
  }
  return [...places, ...merged.places];
}

/** Finds the pieces of the line of postcodes in an area. @param own the charge of its rates without postcodes */
type Sweep = (zips: AreaRates['zips'], wide: readonly ApplicableRate[], own: Charge) => readonly Piece[];

/** What is charged in an area below its postcodes, and along their line. */
interface AreaCharge {
  readonly charge: Charge;
  readonly pieces: readonly Piece[];
  /** Of the rates of postcodes that charge it, where no rate of the whole area does. */
  readonly rateIds?: readonly number[];
}

/**
 * The charge of an area: that of its rates without postcodes. Where there is none and the places of its postcodes are too
 * many, the most frequent one of these, so that what is left out is charged that instead of nothing.
 *
 * @param around what is charged around the area, where that is such a charge itself
 */
function areaCharge(
  sweep: Sweep,
  zips: AreaRates['zips'],
  wide: readonly ApplicableRate[],
  resolver: Resolver,
  needsBase: boolean,
  around?: AreaCharge,
): AreaCharge {
  const own = resolver.charge(wide);
  const pieces = sweep(zips, wide, own);
  if (!isNothing(own) || (!needsBase && around?.rateIds === undefined)) return { charge: own, pieces };
  const base = needsBase ? mostFrequent(pieces) : undefined;
  if (base !== undefined) return { ...base, pieces: withBase(pieces, base.charge) };
  if (around?.rateIds === undefined) return { charge: own, pieces };
  return { charge: around.charge, rateIds: around.rateIds, pieces: withBase(pieces, around.charge) };
}

function withRates(place: DraftPlace, rateIds: readonly number[] | undefined): DraftPlace {
  return rateIds === undefined ? place : { ...place, rateIds: [...new Set([...place.rateIds, ...rateIds])] };
}

/** A place without zips. */
export function draftPlace(
  level: PlaceLevel,
  rank: number,
  charge: Charge,
  country = '',
  states: readonly string[] = [],
): DraftPlace {
  return {
    ...{ country, states, unknownStates: [], zipFrom: '', zipTo: '', span: null, level, rank, charge },
    rateIds: idsOf(charge),
  };
}

function draftOfZips(
  country: string,
  states: readonly string[],
  stroke: Stroke,
  line: readonly ZipPiece[],
): DraftPlace {
  const { digits } = shapeOf(country);
  const { zipFrom, zipTo } = odooBounds(stroke, digits);
  const charges = chargesOf(stroke, line);
  return {
    country,
    states,
    unknownStates: [],
    zipFrom,
    zipTo,
    span: stroke,
    level: states.length > 0 ? 'state_zip' : 'zip',
    rank: states.length > 0 ? stroke.rank : DEPTHS + stroke.rank,
    charge: charges[0],
    rateIds: charges.length === 1 ? idsOf(charges[0]) : [...new Set(charges.flatMap(idsOf))],
  };
}

/** Places of states: those in which the same is charged at the same postcodes share one. */
class MergedStates {
  readonly places: DraftPlace[] = [];
  /** Where those of equal first postcodes are: few have the same, so that no longer key has to be put together. */
  readonly #byZip = new Map<string, readonly number[]>();

  add(place: DraftPlace): void {
    const alike = this.#byZip.get(place.zipFrom) ?? NO_PLACES;
    for (const at of alike) {
      const known = this.places[at];
      if (known === undefined || !isAlike(known, place)) continue;
      const states = [...known.states, ...place.states];
      const rateIds = [...new Set([...known.rateIds, ...place.rateIds])];
      this.places[at] = { ...known, states, rateIds };
      return;
    }
    this.#byZip.set(place.zipFrom, [...alike, this.places.length]);
    this.places.push(place);
  }
}

const NO_PLACES: readonly number[] = [];

function isAlike(a: DraftPlace, b: DraftPlace): boolean {
  return a.rank === b.rank && a.zipTo === b.zipTo && a.charge.alike === b.charge.alike;
}

export function asApplicable(rates: readonly StoreTaxRate[]): ApplicableRate[] {
  return rates.map((rate) => ({ rate, specificity: 0 }));
}

function idsOf(charge: Charge): number[] {
  const charged = charge.rates.filter((ids) => ids.length > 0);
  const [first, ...more] = charged;
  // Most charges are of one class.
  return first !== undefined && more.length === 0 ? [...first] : [...new Set(charged.flat())];
}
