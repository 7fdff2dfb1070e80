/** A type of subject as a noun: `tax_class` is a tax class. */
export function nounOf(type: string): string {
  return type.replaceAll('_', ' ');
}

/** The plural of an English noun by its ending: `gateway` is gateways, `currency` is currencies, `tax class` is tax classes. */
export function pluralOf(noun: string): string {
  if (/[^aeiou]y$/u.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:[sxz]|[cs]h)$/u.test(noun) ? `${noun}es` : `${noun}s`;
}
