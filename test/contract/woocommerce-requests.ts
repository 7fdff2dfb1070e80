import { createHmac } from 'node:crypto';
import type { Question } from './ask.ts';

interface Keys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

interface Stores {
  /** The store that speaks https. */
  readonly secure: string;
  /** The store that speaks http. */
  readonly plain: string;
  readonly keys: Readonly<Record<'full' | 'readOnly' | 'writeOnly' | 'customer', Keys>>;
}

const API = '/wp-json/wc/v3';

/** The requests that repeat a recording against the sandbox; the answer to the last one is the one to compare. */
export function questionFor(
  name: string,
  recording: Readonly<Record<string, unknown>>,
  stores: Stores,
): Question[] {
  if (name.startsWith('oauth/')) return oauthProbe(name.slice('oauth/'.length), stores);
  const basic = (keys: Keys, path: string): Question => ({
    method: 'GET',
    url: `${stores.secure}${path}`,
    headers: authorization(keys),
  });
  const { full, customer } = stores.keys;
  if (name.startsWith('errors__customer-key__')) {
    return [basic(customer, `${API}/${customerPath(name.slice('errors__customer-key__'.length))}`)];
  }
  if (name.startsWith('seed/'))
    return [{ ...basic(full, `${API}/taxes`), ...seedRequest(name, recording, stores) }];
  switch (name) {
    case 'errors__basic-over-http':
      return [{ ...basic(full, ''), url: `${stores.plain}${API}/taxes` }];
    case 'errors__wrong-key':
      return [basic({ ...full, consumerKey: `ck_${'f'.repeat(40)}` }, `${API}/taxes`)];
    case 'errors__wrong-secret':
      return [basic({ ...full, consumerSecret: `cs_${'f'.repeat(40)}` }, `${API}/taxes`)];
    case 'auth__query-string-keys-over-https': {
      const query = `consumer_key=${full.consumerKey}&consumer_secret=${full.consumerSecret}`;
      return [{ method: 'GET', url: `${stores.secure}${API}/taxes/1?${query}` }];
    }
    case 'GET_payment_gateways__paypal_configured':
      return [basic(full, `${API}/payment_gateways/paypal`)];
    case 'GET_settings_tax__taxes_disabled':
      return [basic(full, `${API}/settings/tax`)];
    default:
      return [replay(recording, stores)];
  }
}

function replay(recording: Readonly<Record<string, unknown>>, stores: Stores): Question {
  const { method, path, body, key } = recording['request'] as {
    method: string;
    path: string;
    body: unknown;
    key: string | null;
  };
  const { full, readOnly, writeOnly } = stores.keys;
  const keys = key === null ? null : { rw: full, ro: readOnly, wo: writeOnly }[key];
  if (keys === undefined) throw new Error(`recorded with a key the sandbox does not know: ${key ?? ''}`);
  const absolute = path.startsWith('/wp-json') || path.startsWith('/?') ? path : `${API}${path}`;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    method,
    url: `${stores.secure}${absolute}`,
    headers: { ...(keys === null ? {} : authorization(keys)), 'Content-Type': 'application/json' },
    ...(body === null ? {} : { body: text }),
  };
}

function customerPath(name: string): string {
  const deep = ['data_countries', 'products_shipping_classes', 'shipping_zones', 'taxes_classes'];
  return deep.includes(name) ? name.replace('_', '/') : name;
}

/** These were recorded without their requests; what was sent follows from the answers. */
function seedRequest(
  name: string,
  recording: Readonly<Record<string, unknown>>,
  stores: Stores,
): Partial<Question> {
  const json = { ...authorization(stores.keys.full), 'Content-Type': 'application/json' };
  const post = (body: unknown, path = '/taxes'): Partial<Question> => ({
    method: 'POST',
    url: `${stores.secure}${API}${path}`,
    headers: json,
    body: JSON.stringify(body),
  });
  if (name === 'seed/tax-create-number-rate') return post({ country: 'DE', rate: 7 });
  if (name === 'seed/tax-create-bad-country') return post({ country: 'XX', rate: '7', class: 'nope' });
  if (name === 'seed/zone-bad-method') return post({ method_id: 'none' }, '/shipping/zones/1/methods');
  if (name === 'seed/zone-bad-method-setting') {
    return post(
      { method_id: 'flat_rate', settings: { tax_status: 'none of them' } },
      '/shipping/zones/1/methods',
    );
  }
  const zone = /^seed\/zone-(\d+)-method-/.exec(name)?.[1];
  if (zone !== undefined) {
    const { method_id, enabled } = recording;
    return post({ method_id, enabled, settings: valuesOf(recording) }, `/shipping/zones/${zone}/methods`);
  }
  if (name.startsWith('seed/gateway-')) {
    const { id, title, enabled } = recording;
    return post({ title, enabled, settings: valuesOf(recording) }, `/payment_gateways/${String(id)}`);
  }
  const group = /^seed\/settings-(\w+)-batch$/.exec(name)?.[1];
  if (group !== undefined) {
    const answered = recording['update'] as readonly { id: string; value: unknown }[];
    return post({ update: answered.map(({ id, value }) => ({ id, value })) }, `/settings/${group}/batch`);
  }
  const create = [
    { country: 'DE', rate: '7', name: 'a', class: 'food-books', postcodes: ['10115'], cities: ['Berlin'] },
  ];
  return post({ create }, '/taxes/batch');
}

/** What the settings of an answer were set to. */
function valuesOf(recording: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const settings = recording['settings'] as Readonly<Record<string, { readonly value: unknown }>>;
  return Object.fromEntries(Object.entries(settings).map(([id, { value }]) => [id, value]));
}

function authorization(keys: Keys): Record<string, string> {
  const pair = Buffer.from(`${keys.consumerKey}:${keys.consumerSecret}`).toString('base64');
  return { Authorization: `Basic ${pair}` };
}

interface Signing {
  readonly url: string;
  readonly keys: Keys;
  readonly method?: string;
  readonly digest?: string;
  readonly timestamp?: number;
  readonly nonce?: string;
  /** Signed over this address instead of the one asked. */
  readonly signedUrl?: string;
  readonly spoil?: boolean;
  readonly inHeader?: boolean;
}

let nonces = 0;

function oauthProbe(name: string, stores: Stores): Question[] {
  const { full } = stores.keys;
  const url = `${stores.plain}${API}/taxes/1`;
  const now = Math.floor(Date.now() / 1000);
  const one = (options: Partial<Signing>): Question[] => [signed({ url, keys: full, ...options })];
  switch (name) {
    case 'ok-sha256':
    case 'trailing-slash-base':
      return one({});
    case 'ok-sha1':
      return one({ method: 'HMAC-SHA1', digest: 'sha1' });
    case 'ok-authorization-header':
      return one({ inHeader: true });
    case 'fields':
      return one({ url: `${url}?_fields=id,rate` });
    case 'list-brackets':
      return one({ url: `${stores.plain}${API}/taxes?_fields[0]=id` });
    case 'bad-signature':
      return one({ spoil: true });
    case 'signed-for-other-host':
      return one({ signedUrl: url.replace('127.0.0.1', 'localhost') });
    case 'wrong-key':
      return one({ keys: { ...full, consumerKey: `ck_${'f'.repeat(40)}` } });
    case 'wrong-secret':
      return one({ keys: { ...full, consumerSecret: `cs_${'f'.repeat(40)}` } });
    case 'method-plaintext':
      return one({ method: 'PLAINTEXT' });
    case 'old-timestamp-20min':
      return one({ timestamp: now - 20 * 60 });
    case 'future-timestamp-20min':
      return one({ timestamp: now + 20 * 60 });
    case 'nonce-reused':
      return [...one({ nonce: 'used-twice' }), ...one({ nonce: 'used-twice' })];
    default:
      throw new Error(`no request is known for the OAuth probe ${name}`);
  }
}

function signed(signing: Signing): Question {
  const address = new URL(signing.url);
  nonces += 1;
  const oauth: Record<string, string> = {
    oauth_consumer_key: signing.keys.consumerKey,
    oauth_nonce: signing.nonce ?? `contract-${nonces}`,
    oauth_signature_method: signing.method ?? 'HMAC-SHA256',
    oauth_timestamp: String(signing.timestamp ?? Math.floor(Date.now() / 1000)),
  };
  const all = [...address.searchParams, ...Object.entries(oauth)]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted();
  const over = (signing.signedUrl ?? signing.url).split('?')[0] ?? '';
  const base = ['GET', over, all.join('&')].map(encode).join('&');
  const signature = createHmac(signing.digest ?? 'sha256', `${signing.keys.consumerSecret}&`)
    .update(base)
    .digest('base64');
  oauth['oauth_signature'] = signing.spoil === true ? `x${signature}` : signature;
  if (signing.inHeader === true) {
    const parts = Object.entries(oauth).map(([name, value]) => `${name}="${encode(value)}"`);
    return { method: 'GET', url: signing.url, headers: { Authorization: `OAuth ${parts.join(', ')}` } };
  }
  for (const [name, value] of Object.entries(oauth)) address.searchParams.set(name, value);
  return { method: 'GET', url: address.href };
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
