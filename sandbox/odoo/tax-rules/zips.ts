/** The two bounds of a position's range of zips; empty where there are none. */
export interface ZipBounds {
  readonly zipFrom: string;
  readonly zipTo: string;
}

const DIGITS = /^\d+$/;

/**
 * Bounds as Odoo stores them, on creation and on every write (`_convert_zip_values` of `account.fiscal.position`, the
 * same on 17, 18 and 19): a bound of digits only is filled up with zeros to the length of the longer one. This is why
 * `902` to `9029` becomes `0902` to `9029`.
 */
export function padZips({ zipFrom, zipTo }: ZipBounds): ZipBounds {
  if (zipFrom === '' || zipTo === '') return { zipFrom, zipTo };
  const length = Math.max(zipFrom.length, zipTo.length);
  const pad = (zip: string) => (DIGITS.test(zip) ? zip.padStart(length, '0') : zip);
  return { zipFrom: pad(zipFrom), zipTo: pad(zipTo) };
}

/** Whether Odoo accepts the (padded) bounds: both or none, and in the order of strings. */
export function acceptsZips({ zipFrom, zipTo }: ZipBounds): boolean {
  return (zipFrom === '') === (zipTo === '') && zipFrom <= zipTo;
}

/** Whether a zip lies between the bounds: compared as strings, so `90210-1234` lies after `90210`. */
export function isZipWithin({ zipFrom, zipTo }: ZipBounds, zip: string): boolean {
  return zip !== '' && zipFrom <= zip && zip <= zipTo;
}
