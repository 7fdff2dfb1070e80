import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { isHairline, odooBounds } from './bounds.ts';
import type { Span } from './cuts.ts';
import type { Limitations } from './limitations.ts';
import { paintLine } from './paint.ts';
import type { Coloured, Stroke } from './paint.ts';
import { shapeOf } from './postcode-shapes.ts';
import type { Charge, Holding, Resolver } from './resolve.ts';
import type { AreaRates, CountryRates } from './sort-rates.ts';
import { sweepPostcodes } from './sweep.ts';
import type { Piece } from './sweep.ts';
import type { Place, PlaceLevel } from './types.ts';

/** A place before it has a name. */
export interface DraftPlace extends Pick<
  Place,
  'country' | 'states' | 'zipFrom' | 'zipTo' | 'level' | 'rank'
> {
  readonly charge: Charge;
  /** All rates that it is made of, each once. */
  readonly rateIds: readonly number[];
}

interface PaintedPiece extends Piece, Coloured {}

/** What the places of one country are made from. */
export interface CountryInput {
  readonly country: string;
  readonly rates: CountryRates;
  /** The rates for every country. */
  readonly global: readonly Holding[];
  /** What these come to: countries with the same taxes need no place. */
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
  const digits = shapeOf(country).digits;
  const notePlusFour = (ids: Iterable<number>) => {
    if (shapeOf(country).extends === true) limitations.add('zip_plus_4', ids);
  };
  const paintArea = (area: AreaRates, wide: readonly Holding[], base: Charge, ground: Ground) => {
    const pieces = sweepPostcodes(area.zips, wide, base, resolver);
    const coloured = pieces.map((piece) => ({ ...piece, colour: differing(piece, ground(piece)) }));
    return closeHairlines(coloured, digits, notePlusFour);
  };
  const draft = (
    level: PlaceLevel,
    rank: number,
    charge: Charge,
    rest: Partial<DraftPlace> = {},
  ): DraftPlace => ({
    ...{ country, states: [], zipFrom: '', zipTo: '', level, rank, charge, rateIds: idsOf(charge) },
    ...rest,
  });

  const wide = [...global, ...asHoldings(rates.wide)];
  const ofCountry = resolver.charge(wide);
  const countryLine = paintArea(rates, wide, ofCountry, () => ofCountry.alike);
  const places = paintLine(countryLine).map((stroke) =>
    draft('zip', 3 + stroke.rank, ...chargeOf(stroke, countryLine, digits)),
  );
  if (ofCountry.alike !== everywhere.alike) places.push(draft('country', 8, ofCountry));

  const merged = new Map<string, DraftPlace>();
  for (const [state, area] of [...rates.states].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const stateWide = [...wide, ...asHoldings(area.wide)];
    const ofState = resolver.charge(stateWide);
    const zips = [...rates.zips, ...area.zips];
    const line = paintArea({ ...area, zips }, stateWide, ofState, groundOf(countryLine, ofState));
    if (ofState.alike !== ofCountry.alike) mergeState(merged, state, draft('state', 7, ofState));
    for (const stroke of paintLine(line)) {
      mergeState(merged, state, draft('state_zip', stroke.rank, ...chargeOf(stroke, line, digits)));
    }
  }
  return [...places, ...merged.values()];
}

/** What Odoo falls back to at a piece where nothing is said of it. Asked in the order of the line. */
type Ground = (piece: Span) => string;

const differing = (piece: Piece, ground: string) =>
  piece.charge.alike === ground ? undefined : piece.charge.alike;

/** In a state Odoo falls back to the zips of the country, and only then to the state. */
function groundOf(countryLine: readonly PaintedPiece[], ofState: Charge): Ground {
  let at = 0;
  return ({ from }) => {
    while ((countryLine[at]?.to ?? '\uffff') <= from) at += 1;
    const piece = countryLine[at];
    return (piece !== undefined && piece.from <= from ? piece.colour : undefined) ?? ofState.alike;
  };
}

/**
 * Between `90001` and `90002` lie only longer postcodes. Where both are taxed alike one range says so, and what lies
 * between is taxed like them: else every zip would need a position of its own.
 */
function closeHairlines(
  pieces: readonly PaintedPiece[],
  digits: number | undefined,
  note: (rateIds: Iterable<number>) => void,
): PaintedPiece[] {
  return pieces.map((piece, at) => {
    const [before, after] = [pieces[at - 1], pieces[at + 1]];
    if (before === undefined || after === undefined || before.colour !== after.colour) return piece;
    if (piece.colour === before.colour || !isHairline(piece, digits)) return piece;
    note([before, piece, after].flatMap(({ zipRates }) => zipRates.map(({ id }) => id)));
    return { ...piece, colour: before.colour };
  });
}

/** The charge of the first piece that a stroke says something of, and the rest of its place. */
function chargeOf(
  stroke: Stroke,
  line: readonly PaintedPiece[],
  digits: number | undefined,
): [charge: Charge, rest: Partial<DraftPlace>] {
  const said: Charge[] = [];
  for (let at = indexOf(line, stroke.from); at < line.length; at += 1) {
    const piece = line[at];
    if (piece === undefined || piece.from >= stroke.to) break;
    if (piece.charge.alike === stroke.colour && piece.colour === stroke.colour) said.push(piece.charge);
  }
  const [charge, ...more] = said;
  if (charge === undefined) throw new Error(`no postcode lies between ${stroke.from} and ${stroke.to}`);
  const rateIds = more.length === 0 ? idsOf(charge) : [...new Set(said.flatMap(idsOf))];
  return [charge, { ...odooBounds(stroke, digits), rateIds }];
}

/** The first piece that does not begin before a cut. */
function indexOf(line: readonly Span[], cut: string): number {
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((line[middle]?.from ?? '\uffff') < cut) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** States in which the same is charged at the same postcodes share a place. */
function mergeState(merged: Map<string, DraftPlace>, state: string, place: DraftPlace): void {
  const key = `${place.rank} ${place.zipFrom}..${place.zipTo} ${place.charge.alike}`;
  const known = merged.get(key);
  merged.set(key, {
    ...(known ?? place),
    states: [...(known?.states ?? []), state],
    rateIds: known === undefined ? place.rateIds : [...new Set([...known.rateIds, ...place.rateIds])],
  });
}

export function asHoldings(rates: readonly StoreTaxRate[]): Holding[] {
  return rates.map((rate) => ({ rate, specificity: 0 }));
}

export function idsOf(charge: Charge): readonly number[] {
  return [...new Set(charge.rates.flat())];
}
