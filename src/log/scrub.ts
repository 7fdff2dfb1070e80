import { withoutEnd } from '../core/trim.ts';

/** Takes secrets out of a text before it is written anywhere. */
export interface Scrubber {
  /** From now on this text is a secret, in each spelling in which it could turn up. */
  hide(secret: string | undefined): void;
  scrub(text: string): string;
}

const MASK = '***';
/** A shorter text would blot out parts of ordinary words. */
const SHORTEST_SECRET = 6;

/** What looks like a secret, whoever's it is: keys of WooCommerce, sign-ins in addresses, tokens in headers and queries. */
const LOOKS_SECRET: readonly (readonly [RegExp, string])[] = [
  [/\bc[ks]_[0-9a-f]{8,}/gi, MASK],
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, `$1${MASK}@`],
  [/\b(bearer|basic)\s+[A-Za-z0-9+/=._~-]{8,}/gi, `$1 ${MASK}`],
  [
    /\b((?:consumer_(?:key|secret)|oauth_\w+|api_key|access_token|password|secret|signature)=)[^\s&"']+/gi,
    `$1${MASK}`,
  ],
];

/**
 * The clients blot the keys of their own connection out of every message already. This is the second net, over whatever
 * reaches the log by any way: every secret the process ever handled, and what looks like one.
 */
export function createScrubber(): Scrubber {
  const secrets = new Set<string>();
  let longestFirst: string[] = [];
  return {
    hide(secret) {
      if (secret === undefined || secret.length < SHORTEST_SECRET || secrets.has(secret)) return;
      for (const spelling of spellings(secret)) secrets.add(spelling);
      longestFirst = [...secrets].sort((a, b) => b.length - a.length);
    },
    scrub(text) {
      const known = longestFirst.reduce((rest, secret) => rest.replaceAll(secret, MASK), text);
      return LOOKS_SECRET.reduce((rest, [look, instead]) => rest.replace(look, instead), known);
    },
  };
}

function spellings(secret: string): string[] {
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    withoutEnd(Buffer.from(secret).toString('base64'), '='),
  ];
}
