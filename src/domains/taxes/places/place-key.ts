import type { Place } from './types.ts';

type KeyParts = Pick<Place, 'country' | 'states' | 'zipFrom' | 'zipTo' | 'level'>;

const EVERYWHERE = 'everywhere';

/** Made of what a place is, so it is the same in every run: `US-CA+NV-zip-90000..90210`, `DE`, `everywhere`. */
export function placeKey({ country, level, states, zipFrom, zipTo }: KeyParts): string {
  if (level === 'everywhere') return EVERYWHERE;
  const area = states.length === 0 ? country : `${country}-${states.join('+')}`;
  return zipFrom === '' ? area : `${area}-zip-${zipFrom}..${zipTo}`;
}

/** The country and the states in the key of a place; undefined with `everywhere`. */
export function readPlaceKey(key: string): { country: string; states: string[]; zips: string } | undefined {
  const [, country, states = '', zips = ''] = /^([^-]+?)(?:-(?!zip-)(.+?))?(?:-zip-(.*))?$/su.exec(key) ?? [];
  if (country === undefined || key === EVERYWHERE) return undefined;
  return { country, states: states === '' ? [] : states.split('+'), zips };
}

/** The postcodes of a place, as they stand in its key. */
export function zipsInKey({ zipFrom, zipTo }: Pick<Place, 'zipFrom' | 'zipTo'>): string {
  return zipFrom === '' ? '' : `${zipFrom}..${zipTo}`;
}
