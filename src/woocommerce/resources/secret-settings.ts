import type { JsonValue } from '../port.ts';

/** What marks a secret by its name. False alarms (“Lost password page”) cost a row in a list; a miss costs a secret. */
const SECRET_NAME = /pass|secret|token|key|signature|private|credential|pwd|webhook|licen[cs]e|bearer/i;

/** Short words that mark a secret only where they stand alone: `stripe_sk_live` and not `ask`. */
const SECRET_WORD = /(?<![a-z0-9])(?:[spr]k|auth|pin|salt|dsn|jwt|cert|otp)(?![a-z0-9])/i;

/**
 * The same words as the ten most used translations of WooCommerce have them (German, Spanish, French, Italian, Dutch, Portuguese, Polish,
 * Russian, Turkish, Japanese) and some more. Only from the beginning of a word where others contain them (`wykluczyć`, `включить`).
 */
const SECRET_TRANSLATED = new RegExp(
  [
    'kennw[oö]rt|geheim|schl(?:ü|ue?)ssel|zugangsdaten|anmeldedaten|lizenz',
    'contrase(?:ñ|n|ny)a|secret[oa]|credencial|llave|licencia',
    'mot[ _-]de[ _-]passe|secr[eè]te|jeton|identifiants',
    'parola|segret[oa]|credenziali|licenza|chiave',
    'wachtwoord|sleutel|licentie|inloggegevens',
    'senha|segredo|chave|credenciais|licença',
    'hasł[oa]|(?<!\\p{L})(?:haslo|klucz|sekret|tajn[eyý])|licencj',
    '(?<!\\p{L})(?:парол|ключ|секрет|токен|лиценз)',
    '(?<!\\p{L})(?:şifre|sifre|anahtar|lisans)',
    'パスワード|秘密|トークン|鍵|ライセンス|(?:api|シークレット|アクセス) ?キー',
    'lösenord|losenord|nyckel|hemlig|adgangskode|nøgle|hemmelig|nøkkel|salasana|(?<!\\p{L})(?:avain|clave|clés?(?!\\p{L})|heslo|klíč|jelszó|kulcs)',
    'סיסמ|密码|密碼|密钥|密鑰|金鑰|令牌|رمز عبور|گذرواژه|كلمة (?:المرور|السر)|비밀번호|비밀 ?키|mật khẩu|kata sandi',
  ].join('|'),
  'iu',
);

/** A name within a value is one and no sentence. */
const NAME_WITHIN = /^[\p{L}\p{M}\p{N}_ .-]{1,80}$/u;

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
  // A login and a password; not a country and its state (`US:CA`), an instance of a method (`flat_rate:12`), a port or a time.
  /^[^\s:/]{3,80}:(?!\d+$)[^\s:/]{6,80}$/,
  // A key in the form of a UUID.
  /(?<![0-9a-f-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f-])/i,
  // A record packed into text, as JSON, as PHP serialises it or as a query: what is called a secret in there is one.
  // Bounded: a value of nothing but such words must not be searched again from each of them to its end.
  /["'][\w .-]{0,60}(?:pass|pwd|secret|token|key|signature|private|credential)[\w .-]{0,60}["']\s{0,9}[:;=]/i,
  /(?:^|[?&;\s])[\w-]{0,60}(?:pass|pwd|secret|token|key|signature|private|credential)[\w-]{0,60}\s?=[^\s&]/i,
  // The same in other languages: a name, a sign, a value.
  new RegExp(`(?:${SECRET_TRANSLATED.source})[\\p{L}\\p{N}_-]{0,60}["']?\\s?[:;=]\\s?["']?[^\\s&"']`, 'iu'),
];

/**
 * Settings of WooCommerce that taxes, shipping and the currency are read from. Their labels come in every language and may contain
 * any of the words (French _passer_, Spanish _clave_); hidden, taxes would be planned without them. Their values are looked at all the same.
 */
const NAMED_PLAINLY: ReadonlySet<string> = new Set(
  [
    'adjust_non_base_location_prices allowed_countries specific_allowed_countries all_except_countries calc_taxes',
    'calc_discounts_sequentially currency currency_pos default_country default_customer_address dimension_unit weight_unit',
    'price_decimal_sep price_thousand_sep price_num_decimals prices_include_tax ship_to_countries ship_to_destination',
    'specific_ship_to_countries shipping_hide_rates_when_free shipping_tax_class store_address store_address_2 store_city',
    'store_postcode tax_based_on tax_classes tax_display_cart tax_display_shop tax_round_at_subtotal tax_total_display',
  ].flatMap((line) => line.split(' ').map((name) => `woocommerce_${name}`)),
);

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
    (!NAMED_PLAINLY.has(id) && (namesSecret(id) || namesSecret(label))) ||
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
  // Accents may come as signs of their own, and text may be written in full width.
  const plain = name.normalize('NFKC');
  return SECRET_NAME.test(plain) || SECRET_WORD.test(plain) || SECRET_TRANSLATED.test(plain);
}

function isSecretName(part: JsonValue): boolean {
  return typeof part === 'string' && NAME_WITHIN.test(part) && namesSecret(part);
}
