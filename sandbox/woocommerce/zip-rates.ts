import type { TaxRate } from './state.ts';

/**
 * `[state, its sales tax in percent, first and last prefix of its ZIP codes, 1 where shipping is taxed]`. The prefixes
 * are those of the postal service, without the few that lie apart.
 */
const STATES: readonly (readonly [string, string, number, number, number])[] = [
  ['MA', '6.25', 10, 27, 0],
  ['RI', '7', 28, 29, 1],
  ['ME', '5.5', 39, 49, 0],
  ['VT', '6', 50, 59, 1],
  ['CT', '6.35', 60, 69, 1],
  ['NJ', '6.625', 70, 89, 1],
  ['NY', '4', 100, 149, 1],
  ['PA', '6', 150, 196, 1],
  ['DC', '6', 200, 205, 1],
  ['MD', '6', 206, 219, 0],
  ['VA', '4.3', 220, 246, 0],
  ['WV', '6', 247, 268, 1],
  ['NC', '4.75', 270, 289, 1],
  ['SC', '6', 290, 299, 1],
  ['GA', '4', 300, 319, 1],
  ['FL', '6', 320, 349, 1],
  ['AL', '4', 350, 369, 1],
  ['TN', '7', 370, 385, 1],
  ['MS', '7', 386, 397, 1],
  ['KY', '6', 400, 427, 1],
  ['OH', '5.75', 430, 459, 1],
  ['IN', '7', 460, 479, 1],
  ['MI', '6', 480, 499, 1],
  ['IA', '6', 500, 528, 0],
  ['WI', '5', 530, 549, 1],
  ['MN', '6.875', 550, 567, 1],
  ['SD', '4.2', 570, 577, 1],
  ['ND', '5', 580, 588, 1],
  ['IL', '6.25', 600, 629, 1],
  ['MO', '4.225', 630, 658, 0],
  ['KS', '6.5', 660, 679, 1],
  ['NE', '5.5', 680, 693, 1],
  ['LA', '4.45', 700, 714, 0],
  ['AR', '6.5', 716, 729, 1],
  ['OK', '4.5', 730, 749, 0],
  ['TX', '6.25', 750, 799, 1],
  ['CO', '2.9', 800, 816, 1],
  ['WY', '4', 820, 831, 1],
  ['ID', '6', 832, 838, 0],
  ['UT', '4.85', 840, 847, 1],
  ['AZ', '5.6', 850, 865, 0],
  ['NM', '5.125', 870, 884, 1],
  ['NV', '6.85', 889, 898, 0],
  ['CA', '7.25', 900, 961, 0],
  ['HI', '4', 967, 968, 1],
  ['WA', '6.5', 980, 994, 1],
];

const ZIPS_PER_PREFIX = 100;

interface Zip {
  readonly zip: number;
  readonly state: string;
  /** In ten-thousandths of a percent. */
  readonly tax: number;
  readonly shipping: boolean;
}

/** The ZIP codes of all the states, in a row. */
function allZips(): Zip[] {
  return STATES.flatMap(([state, percent, first, last, shipping]) =>
    Array.from({ length: (last - first + 1) * ZIPS_PER_PREFIX }, (_, index) => ({
      zip: first * ZIPS_PER_PREFIX + index,
      state,
      tax: Math.round(Number(percent) * 10_000),
      shipping: shipping === 1,
    })),
  );
}

/**
 * A table as tax services export it: `count` rates of the standard class spread evenly over the ZIP codes of 46 US
 * states, ids from `firstId` on, always the same ones. Most name one ZIP code; one in 25 a range as far as the next rate, one
 * in 200 a city beside it, one in 1,000 the district of a whole prefix (`902*`, second priority). State, county (by prefix)
 * and town (by tens) make up the percentage, so that neighbours are often equal and there are some hundred different ones.
 * Beyond 87,000 the ZIP codes come again with the next priority.
 */
export function zipRates(count: number, firstId: number): TaxRate[] {
  const zips = allZips();
  const laps = Math.ceil(count / zips.length);
  const perLap = Math.ceil(count / laps);
  const placeOf = (step: number) => Math.floor((step * zips.length) / perLap);
  return Array.from({ length: count }, (_, index) => {
    const step = index % perLap;
    const place = placeOf(step);
    const found = zips[place];
    if (found === undefined) throw new Error(`there is no ZIP code ${place}`);
    const priority = Math.floor(index / perLap) + 1;
    return { id: firstId + index, ...zipRate(index, found, placeOf(step + 1) - place, priority) };
  });
}

/** One rate for a ZIP code; the next rate is `gap` ZIP codes further. */
function zipRate(
  index: number,
  { zip, state, tax, shipping }: Zip,
  gap: number,
  priority: number,
): Omit<TaxRate, 'id'> {
  const prefix = Math.floor(zip / ZIPS_PER_PREFIX);
  const common = { country: 'US', state, compound: false, shipping, order: index, class: 'standard' };
  if (index % 1000 === 999) {
    return {
      ...common,
      postcodes: [`${digits(prefix, 3)}*`],
      cities: [],
      rate: percentText(1_250 * (1 + (scatter(prefix) % 4))),
      name: `${state} District`,
      priority: priority + 1,
    };
  }
  const county = 2_500 * (scatter(prefix) % 13);
  const town = scatter(Math.floor(zip / 10) + 7_919);
  // A range ends with its prefix: the next one may belong to another state.
  const last = Math.min(zip + gap - 1, (prefix + 1) * ZIPS_PER_PREFIX - 1);
  const isRange = index % 25 === 3 && last > zip;
  return {
    ...common,
    postcodes: [isRange ? `${digits(zip, 5)}...${digits(last, 5)}` : digits(zip, 5)],
    cities: index % 200 === 11 ? [`${state} CITY`] : [],
    rate: percentText(tax + county + (town % 5 === 0 ? 500 * (1 + (town % 16)) : 0)),
    name: `${state} Tax`,
    priority,
  };
}

/** Ten-thousandths of a percent as WooCommerce writes a percentage: `7.2500`. */
function percentText(tenThousandths: number): string {
  return `${Math.floor(tenThousandths / 10_000)}.${digits(tenThousandths % 10_000, 4)}`;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

/** A number that looks like chance and is always the same. */
function scatter(value: number): number {
  return Math.imul(value ^ (value >>> 3), 2654435761) >>> 16;
}
