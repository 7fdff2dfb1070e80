import rules from './data/store-address-rules.json' with { type: 'json' };

/**
 * Which parts of an address the store's form does not demand. WooCommerce's REST API does not report them; the exceptions from
 * "demanded" are facts of its address rules by country (`WC_Countries::get_country_locale`). Countries for which the
 * store lists no states demand none, which is not looked at here.
 */
export function isStateOptional(country: string): boolean {
  return rules.stateOptional.includes(country);
}

export function isPostcodeOptional(country: string): boolean {
  return rules.postcodeOptional.includes(country);
}
