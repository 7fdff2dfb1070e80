import { PostcodeRanges, isRange } from '../../shared/postcode-ranges.ts';
import { namesOfPostcode, normalisePostcode } from '../../shared/postcode.ts';
import type { StoreContinent, StoreShippingZone, StoreZoneLocation } from '../../../woocommerce/port.ts';
import type { ShippingAddress, ZoneVerdict } from './types.ts';

/** An address as zones are compared with it: prepared once for all of them. */
interface Spot {
  readonly address: ShippingAddress;
  /** What fits of locations other than postcodes: `country DE`, `state US:CA`, `continent EU`. */
  readonly places: ReadonlySet<string>;
  readonly postcode: string;
  /** What a zone may call the postcode, ranges aside. */
  readonly names: ReadonlySet<string>;
}

/**
 * The zones that WooCommerce asks for an address (`get_zone_id_from_package`), up to the first that contains it: by order,
 * then id, zone 0 last. Countries, states and continents are alternatives; postcodes narrow them. A zone without
 * countries, states and continents contains every country, so that one without any location contains every address. That
 * such a zone takes all addresses from those after it is WooCommerce's doing.
 */
export function askZones(
  zones: readonly StoreShippingZone[],
  continents: readonly StoreContinent[],
  address: ShippingAddress,
): ZoneVerdict[] {
  const spot = spotOf(address, continents);
  const asked: ZoneVerdict[] = [];
  for (const zone of zones.toSorted(compareZones)) {
    const verdict = { zone, ...judge(zone, spot) };
    asked.push(verdict);
    if (verdict.matches) break;
  }
  return asked;
}

function spotOf(address: ShippingAddress, continents: readonly StoreContinent[]): Spot {
  const country = address.country.toUpperCase();
  const state = address.state.toUpperCase();
  const continent = continents.find(({ countries }) => countries.includes(country));
  const postcode = normalisePostcode(address.postcode);
  return {
    address,
    places: new Set([
      `country ${country}`,
      `state ${country}:${state}`,
      `continent ${continent?.code.toUpperCase() ?? ''}`,
    ]),
    postcode,
    names: namesOfPostcode(postcode, country),
  };
}

function judge(zone: StoreShippingZone, spot: Spot): Pick<ZoneVerdict, 'matches' | 'reason'> {
  if (zone.id === 0) return { matches: true, reason: 'No other zone matches the address.' };
  const places = zone.locations.filter(({ type }) => type !== 'postcode');
  const found = places.find(({ type, code }) => spot.places.has(`${type} ${code.toUpperCase()}`));
  if (places.length > 0 && found === undefined) {
    return { matches: false, reason: 'The address lies in none of its countries, states and continents.' };
  }
  if (!matchesPostcode(zone.locations, spot.postcode, spot.names)) {
    return { matches: false, reason: `The postcode ${shownPostcode(spot)} is none of its postcodes.` };
  }
  const narrowed = zone.locations.length > places.length;
  const where =
    found === undefined ? 'It has no countries and so matches all' : `It matches ${nameOf(found)}`;
  return {
    matches: true,
    reason: narrowed ? `${where}, and the postcode ${shownPostcode(spot)}.` : `${where}.`,
  };
}

function matchesPostcode(
  locations: readonly StoreZoneLocation[],
  postcode: string,
  names: ReadonlySet<string>,
): boolean {
  const codes = locations.filter(({ type }) => type === 'postcode').map(({ code }) => code);
  if (codes.length === 0 || codes.some((code) => !isRange(code) && names.has(code))) return true;
  return new PostcodeRanges(codes.filter(isRange)).containing(postcode).length > 0;
}

const shownPostcode = ({ postcode }: Spot) => (postcode === '' ? '(none)' : postcode);
const nameOf = ({ type, code }: StoreZoneLocation) => `the ${type} ${code}`;

/** The order in which WooCommerce asks. */
function compareZones(a: StoreShippingZone, b: StoreShippingZone): number {
  return Number(a.id === 0) - Number(b.id === 0) || a.order - b.order || a.id - b.id;
}
