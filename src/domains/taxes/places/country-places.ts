import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { describeSpan, odooBounds } from './bounds.ts';
import type { Limitations } from './limitations.ts';
import { DEPTHS, paintLine } from './paint.ts';
import type { Stroke } from './paint.ts';
import { shapeOf } from './postcode-shapes.ts';
import type { Charge, ApplicableRate, Resolver } from './resolve.ts';
import type { AreaRates, CountryRates } from './sort-rates.ts';
import { sweepPostcodes } from './sweep.ts';
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
  /** Its zips for people; empty where it has none. */
  readonly zips: string;
}

/** What the places of one country are made from. */
export interface CountryInput {
  readonly country: string;
  readonly rates: CountryRates;
  /** The rates for every country. */
  readonly global: readonly ApplicableRate[];
  /** The result of these: countries with the same taxes need no place. */
  readonly everywhere: Charge;
}

/**
 * The places of one country, each of them taxed otherwise than what Odoo would fall back to: from state and zip to the
 * zip, then to the state, the country and everywhere.
 */
export function derivePlacesOfCountry(
  { country, rates, global, everywhere }: CountryInput,
  resolver: Resolver,
  limitations: Limitations,
): DraftPlace[] {
  const shape = shapeOf(country);
  const noteLonger = (rateIds: Iterable<number>) => {
    if (shape.extends === true) limitations.add('zip_plus_4', rateIds);
  };
  const lineOf = (
    zips: AreaRates['zips'],
    wide: readonly ApplicableRate[],
    base: Charge,
    groundAt: GroundAt,
  ) =>
    closeHairlines(
      colourPieces(sweepPostcodes(zips, wide, base, resolver), groundAt),
      shape.digits,
      noteLonger,
    );

  const wide = [...global, ...asApplicable(rates.wide)];
  const ofCountry = resolver.charge(wide);
  const countryLine = lineOf(rates.zips, wide, ofCountry, () => ofCountry.alike);
  const places = paintLine(countryLine).map((stroke) => draftOfZips(country, [], stroke, countryLine));
  if (ofCountry.alike !== everywhere.alike) places.push(draftPlace('country', 8, ofCountry, country));

  const merged = new Map<string, DraftPlace>();
  for (const [state, area] of [...rates.states].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const stateWide = [...wide, ...asApplicable(area.wide)];
    const ofState = resolver.charge(stateWide);
    const zips = [...rates.zips, ...area.zips];
    const line = lineOf(zips, stateWide, ofState, groundOf(countryLine, ofState));
    if (ofState.alike !== ofCountry.alike) {
      mergeState(merged, draftPlace('state', 7, ofState, country, [state]));
    }
    for (const stroke of paintLine(line)) mergeState(merged, draftOfZips(country, [state], stroke, line));
  }
  return [...places, ...merged.values()];
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
    ...{ country, states, unknownStates: [], zipFrom: '', zipTo: '', zips: '', level, rank, charge },
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
    zips: describeSpan(stroke, digits),
    level: states.length > 0 ? 'state_zip' : 'zip',
    rank: states.length > 0 ? stroke.rank : DEPTHS + stroke.rank,
    charge: charges[0],
    rateIds: charges.length === 1 ? idsOf(charges[0]) : [...new Set(charges.flatMap(idsOf))],
  };
}

/** States in which the same is charged at the same postcodes share a place. */
function mergeState(merged: Map<string, DraftPlace>, place: DraftPlace): void {
  const key = `${place.rank} ${place.zipFrom}..${place.zipTo} ${place.charge.alike}`;
  const known = merged.get(key);
  if (known === undefined) {
    merged.set(key, place);
  } else {
    const states = [...known.states, ...place.states];
    merged.set(key, { ...known, states, rateIds: [...new Set([...known.rateIds, ...place.rateIds])] });
  }
}

export function asApplicable(rates: readonly StoreTaxRate[]): ApplicableRate[] {
  return rates.map((rate) => ({ rate, specificity: 0 }));
}

function idsOf(charge: Charge): number[] {
  return [...new Set(charge.rates.flat())];
}
