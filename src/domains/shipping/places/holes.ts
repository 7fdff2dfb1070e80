import { compareText } from '../../../core/plan.ts';
import { counted } from '../../../core/counted.ts';
import { ZoneCodes } from './code-spans.ts';
import type { CountryShare } from './zone-areas.ts';
import { zipPatterns } from './zip-patterns.ts';

type Shares = ReadonlyMap<string, CountryShare>;

/** What a carrier leaves out: patterns of the zips that are left out, and what cannot be left out. */
export interface ExcludedZips {
  readonly patterns: readonly string[];
  /** Sentences for people. */
  readonly limitations: readonly string[];
}

/** What zones take by postcodes within one area. */
interface Hole {
  readonly name: string;
  readonly codes: readonly string[];
  /** Where it stands among all zones. */
  readonly zone: number;
  readonly area: Area;
}

/** Zones of the same countries and states share one, so that it is compared once. */
interface Area {
  readonly shares: Shares;
}

/** Longer patterns are left out: Odoo keeps them in an index. */
const MAX_PATTERN_LENGTH = 400;
/** A code takes two signs and more. */
const MAX_CODES = MAX_PATTERN_LENGTH / 2;
/** So many zones are named at most. */
const EXAMPLES = 5;

/** The postcodes that the zones asked so far take. */
export class Holes {
  readonly #holes: Hole[] = [];
  readonly #areas = new Map<string, Area>();
  /** The keys of the areas that a country lies in, as a text, in the order in which they were added. */
  readonly #areaTexts = new Map<string, string>();
  readonly #patterns = new Map<string, readonly string[] | null>();
  readonly #codes: ZoneCodes;

  /** @param codes the postcodes of all zones */
  constructor(codes: readonly (readonly string[])[]) {
    this.#codes = new ZoneCodes(codes);
  }

  add(zone: number, name: string, codes: readonly string[], shares: Shares): void {
    const key = keyOf(shares);
    const area = this.#areas.get(key) ?? this.#addArea(key, shares);
    this.#holes.push({ zone, name, codes, area });
  }

  #addArea(key: string, shares: Shares): Area {
    const area = { shares };
    this.#areas.set(key, area);
    for (const country of shares.keys()) this.#areaTexts.set(country, `${this.areasOf(country)}; ${key}`);
    return area;
  }

  /** Which areas with postcodes a country lies in, wholly or in part, as a text: the same for the same areas. Empty for none. */
  areasOf(country: string): string {
    return this.#areaTexts.get(country) ?? '';
  }

  /**
   * The zips that are taken in all that is left of a zone; what is taken in a part of it cannot be left out.
   *
   * @param own the zone, if it has postcodes: holes elsewhere do not matter to it then
   */
  within(left: Shares, own: number | null): ExcludedZips {
    const overlaps = new Map([...this.#areas.values()].map((area) => [area, overlapOf(left, area.shares)]));
    const countries = [...left.keys()].sort(compareText);
    const patterns = new Set<string>();
    const includedZones: string[] = [];
    // Once there is no room for one, none is tried any more: with thousands of holes that would take too long.
    let isFull = false;
    for (const [at, { area, codes, name, zone }] of this.#holes.entries()) {
      const overlap = overlaps.get(area) ?? 'none';
      if (overlap === 'none' || (own !== null && this.#codes.areApart(own, zone))) continue;
      const isExpressible: boolean = overlap === 'all' && !isFull && codes.length <= MAX_CODES;
      const excluded: readonly string[] | null = isExpressible
        ? this.#patternsOf(at, codes, countries)
        : null;
      isFull ||= excluded !== null && lengthOf([...patterns, ...excluded]) > MAX_PATTERN_LENGTH;
      if (excluded === null || isFull) includedZones.push(name);
      else for (const pattern of excluded) patterns.add(pattern);
    }
    return { patterns: [...patterns], limitations: limitationsOf(includedZones) };
  }

  /** Null where Odoo cannot represent them. Remembered, since zones after each other are often of the same countries. */
  #patternsOf(at: number, codes: readonly string[], countries: readonly string[]): readonly string[] | null {
    const key = `${at} ${countries.join(' ')}`;
    const known = this.#patterns.get(key);
    if (known !== undefined) return known;
    const { patterns, uneven, unsupported } = zipPatterns(codes, countries);
    const excluded = unsupported.length + uneven.length === 0 ? patterns : null;
    this.#patterns.set(key, excluded);
    return excluded;
  }
}

const lengthOf = (patterns: readonly string[]) => [...new Set(patterns)].join('|').length;

function keyOf(shares: Shares): string {
  const parts = [...shares].map(([country, share]) =>
    share === 'all' ? country : `${country}:${[...share].sort(compareText).join(',')}`,
  );
  return parts.sort(compareText).join(' ');
}

/** How much of what is left lies in an area. */
function overlapOf(left: Shares, taken: Shares): 'all' | 'part' | 'none' {
  const isWider = taken.size >= left.size;
  const kinds = new Set<'all' | 'part' | 'none'>();
  for (const country of (isWider ? left : taken).keys())
    kinds.add(overlapIn(left.get(country), taken.get(country)));
  if (kinds.size === 0 || (kinds.size === 1 && kinds.has('none'))) return 'none';
  return isWider && kinds.size === 1 && kinds.has('all') ? 'all' : 'part';
}

function overlapIn(
  share: CountryShare | undefined,
  taken: CountryShare | undefined,
): 'all' | 'part' | 'none' {
  if (share === undefined || taken === undefined) return 'none';
  if (taken === 'all') return 'all';
  if (share === 'all') return 'part';
  const common = [...share].filter((state) => taken.has(state)).length;
  return common === 0 ? 'none' : common === share.size ? 'all' : 'part';
}

function limitationsOf(zones: readonly string[]): string[] {
  const named = zones
    .slice(0, EXAMPLES)
    .map((name) => `It is also offered at the postcodes of the zone "${name}", which Odoo cannot exclude.`);
  const more = zones.length - named.length;
  if (more <= 0) return named;
  return [...named, `So it is at the postcodes of ${counted(more, 'more zone')}.`];
}
