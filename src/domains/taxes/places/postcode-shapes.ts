/** How a country writes postcodes, as far as it decides which texts lie between two of them. */
export interface PostcodeShape {
  /** Digits of a postcode, in countries that use nothing else. The extension of `90210-1234` does not count. */
  readonly digits?: number;
  /** Where WooCommerce puts a space or hyphen (`wc_format_postcode`): after so many signs. */
  readonly breakAt?: number;
  /** Signs of a whole postcode without that mark: only whole ones are formatted. */
  readonly whole?: number;
  /** Longer postcodes lie between two neighbours: `90210-1234` between `90210` and `90211`. */
  readonly extends?: boolean;
}

const WITH_MARK: Readonly<Record<string, PostcodeShape>> = {
  BR: { digits: 8, breakAt: 5, whole: 8 },
  CA: { breakAt: 3, whole: 6 },
  CZ: { digits: 5, breakAt: 3, whole: 5 },
  IE: { breakAt: 3, whole: 7 },
  JP: { digits: 7, breakAt: 3, whole: 7 },
  NL: { breakAt: 4, whole: 6 },
  PL: { digits: 5, breakAt: 2, whole: 5 },
  PR: { digits: 5, breakAt: 5, whole: 9, extends: true },
  PT: { digits: 7, breakAt: 4, whole: 7 },
  SE: { digits: 5, breakAt: 3, whole: 5 },
  SK: { digits: 5, breakAt: 3, whole: 5 },
  US: { digits: 5, breakAt: 5, whole: 9, extends: true },
};

/** Countries whose postcodes are so many digits without any mark (Universal Postal Union, addressing by country). */
const DIGITS: Readonly<Record<number, string>> = {
  4: 'AT AU BD BE BG CH CY DK GE HU LI LU NO NZ PH SI TN ZA',
  5: 'DE DZ EE EG ES FI FR HR ID IT KR LK MA ME MX MY PK RS SA TH TR UA',
  6: 'CN CO IN KG KZ RO RU SG TJ VN',
};

const SHAPES: ReadonlyMap<string, PostcodeShape> = new Map([
  ...Object.entries(DIGITS).flatMap(([digits, countries]) =>
    countries.split(' ').map((country): [string, PostcodeShape] => [country, { digits: Number(digits) }]),
  ),
  ...Object.entries(WITH_MARK),
]);

/** Empty for countries of which nothing is known: their postcodes are texts like any other. */
export function shapeOf(country: string): PostcodeShape {
  return SHAPES.get(country) ?? {};
}
