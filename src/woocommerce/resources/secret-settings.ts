import type { JsonValue } from '../port.ts';

/** What marks a secret by its name. False alarms (“Lost password page”) cost a row in a list; a miss costs a secret. */
const SECRET_NAME = /pass|secret|token|key|signature|private|credential|pwd|webhook|licen[cs]e|bearer/i;

/** Short words that mark a secret only where they stand alone: `stripe_sk_live` and not `ask`. */
const SECRET_WORD = /(?<![a-z0-9])(?:[spr]k|auth|pin|salt|dsn|jwt|cert|otp)(?![a-z0-9])/i;

/** A name within a value is one and no sentence. */
const NAME_WITHIN = /^[\w .-]{1,80}$/;

/** Values that are secrets whatever they are called: private keys, the usual API keys, addresses with a password. */
const SECRET_VALUES: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b[srp]k_(?:live|test)_[0-9a-z]{8,}/i,
  /\bc[ks]_[0-9a-f]{16,}/i,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\./,
  // What webhook addresses and most keys have in common: a long word of letters and digits.
  /(?<![A-Za-z0-9])(?=[A-Za-z0-9]{0,200}[0-9])(?=[A-Za-z0-9]{0,200}[A-Za-z])[A-Za-z0-9]{24,}/,
  /\b(?:Basic|Bearer)\s+[\w.~+/=-]{8,}/,
  /\bwhsec_\w{8,}|\bSG\.[\w-]{8,}\./,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\b(?:gh[pousr]_|xox[abprs]-|AIza)[\w-]{10,}/,
  /:\/\/[^\s/:@]*:[^\s/@]+@/,
  // A record packed into text, as JSON, as PHP serialises it or as a query: what is called a secret in there is one.
  // Bounded: a value of nothing but such words must not be searched again from each of them to its end.
  /["'][\w .-]{0,60}(?:pass|secret|token|key|signature|private|credential)[\w .-]{0,60}["']\s{0,9}[:;=]/i,
  /(?:^|[?&;\s])[\w-]{0,60}(?:pass|secret|token|key|signature|private|credential)[\w-]{0,60}=[^\s&]/i,
];

/** A setting as far as it shows whether it must be kept secret. */
export interface Suspect {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly value: JsonValue;
  readonly default: JsonValue;
}

/**
 * Whether a setting may be a secret: by its type, by its id or label, by the name of something inside its value, or by
 * the look of the value.
 */
export function mayBeSecret({ id, label, type, value, default: preset }: Suspect): boolean {
  return (
    /password/i.test(type) ||
    namesSecret(id) ||
    namesSecret(label) ||
    containsSecret(value) ||
    containsSecret(preset)
  );
}

/** The nesting is bounded by `fitsBounds` before this is asked. */
function containsSecret(value: JsonValue): boolean {
  if (typeof value === 'string') return SECRET_VALUES.some((pattern) => pattern.test(value));
  if (typeof value !== 'object' || value === null) return false;
  // A record may contain its own name: {name: 'api_key', value: …}. In a list of texts words are words.
  const naming = Array.isArray(value) ? () => false : isSecretName;
  return Object.entries(value).some(
    ([name, part]: [string, JsonValue]) => namesSecret(name) || naming(part) || containsSecret(part),
  );
}

function namesSecret(name: string): boolean {
  return SECRET_NAME.test(name) || SECRET_WORD.test(name);
}

function isSecretName(part: JsonValue): boolean {
  return typeof part === 'string' && NAME_WITHIN.test(part) && namesSecret(part);
}
