import { withoutEnd } from '../../core/trim.ts';

/** What letters are to the collation beside their accents, where Unicode does not decompose them. */
const LETTERS: Readonly<Record<string, string>> = { Ø: 'O', Đ: 'D', Ł: 'L', Ħ: 'H', Æ: 'AE', Œ: 'OE' };

/**
 * The form in which WordPress' database compares the postcodes and cities of rates: neither case nor accents nor
 * trailing spaces count (MySQL's `utf8mb4_unicode_520_ci`, WordPress' usual collation), so that `Montréal` is the
 * `MONTREAL` of a rate.
 */
export function foldPlace(text: string): string {
  return ASCII.test(text) ? text.toUpperCase().trimEnd() : foldSigns(text);
}

/** Postcodes, and most cities: nothing to take apart. */
const ASCII = /^[ -~]*$/u;

function foldSigns(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase()
    .replace(/[ØĐŁĦÆŒ]/gu, (letter) => LETTERS[letter] ?? letter)
    .trimEnd();
}

/** A postcode as WooCommerce compares it (`wc_normalize_postcode`): upper case, without spaces and hyphens. */
export function normalisePostcode(postcode: string): string {
  return postcode.toUpperCase().replace(/[\s-]/gu, '');
}

/**
 * A normalised postcode as its country writes it (`wc_format_postcode`): `SW1A 1AA`, `90210-1234`. Rates and
 * zones name postcodes in this form or in the bare one, and wildcards only in this one.
 */
export function formatPostcode(postcode: string, country: string): string {
  return formatted(postcode, country).trim();
}

function formatted(postcode: string, country: string): string {
  switch (country) {
    case 'SE':
      return insertAt(postcode, -2, ' ');
    case 'CA':
    case 'GB':
      return insertAt(postcode, -3, ' ');
    case 'IE':
      return insertAt(postcode, 3, ' ');
    case 'BR':
    case 'PL':
      return insertAt(postcode, -3, '-');
    case 'JP':
      return insertAt(postcode, 3, '-');
    case 'PT':
      return insertAt(postcode, 4, '-');
    case 'PR':
    case 'US':
    case 'MN':
      return withoutEnd(insertAt(postcode, 5, '-'), '-');
    case 'NL':
      return insertAt(postcode, 4, ' ');
    case 'LV':
      return postcode.replace(/^(?:LV)?(\d+)$/u, 'LV-$1');
    case 'CZ':
    case 'SK':
      return insertAt(postcode.replace(new RegExp(`^${country}(\\d+)$`, 'u'), `${country}-$1`), -2, ' ');
    case 'DK':
      return postcode.replace(/^DK(.+)$/u, 'DK-$1');
    default:
      return postcode;
  }
}

/** Negative places count from the end; those outside the text are its ends, as PHP's `substr_replace` takes them. */
function insertAt(text: string, place: number, mark: string): string {
  const at = place < 0 ? Math.max(0, text.length + place) : Math.min(place, text.length);
  return text.slice(0, at) + mark + text.slice(at);
}

/**
 * Every text under which a place may name a postcode, ranges aside (`wc_get_wildcard_postcodes`): the bare and the
 * formatted postcode, and `*` after each beginning of the formatted one. Without repeats.
 */
export function namesOfPostcode(normalised: string, country: string): ReadonlySet<string> {
  const letters = Array.from(formatPostcode(normalised, country));
  const beginnings = [...letters, ''].map((_, length) => `${letters.slice(0, length).join('')}*`);
  return new Set([normalised, letters.join(''), ...beginnings]);
}
