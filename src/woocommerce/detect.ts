import type { WarningSink } from '../core/log.ts';
import { withoutTrailingSlash } from '../core/address.ts';
import { REST_ROOT, sameOrigin, storeAddresses } from './http/address.ts';
import { endpoint } from './client.ts';
import type { Clock } from './http/clock.ts';
import { answerFailure } from './http/errors.ts';
import { StoreFailure, withoutSecrets } from './http/failure.ts';
import type { SignIn, StoreFound, StoreIdentity, StoreKeys } from './port.ts';
import { explainRefusal, looksUnsigned } from './http/refusal.ts';
import { indexSchema, readShape, versionSchema } from './resources/schemas.ts';
import { openSession } from './http/session.ts';
import type { Answer } from './http/answer.ts';
import type { Session, StoreRequest } from './http/session.ts';

export interface DetectOptions {
  readonly caFile?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly retries?: number | undefined;
  readonly warn?: WarningSink | undefined;
  readonly clock?: Clock | undefined;
}

const NAMESPACE = 'wc/v3';
/** Without `_fields` the index of a store is over a megabyte. */
const INDEX_FIELDS = 'name,namespaces,home,url';

/**
 * Finds the store behind an address that a person typed, without keys: one or two requests, redirects are not followed.
 *
 * @throws ConnectorError as `detectStore`, but for what only keys find out
 */
export async function probeStore(typed: string, options: DetectOptions = {}): Promise<StoreFound> {
  const addresses = storeAddresses(typed);
  const session = openSession({ consumerKey: '', consumerSecret: '' }, options);
  try {
    return await withoutSecrets(session.redact, async () => {
      const { address, index } = await findIndex(session, addresses);
      refuseOtherSite(address, index);
      return { url: index.home, name: index.name };
    });
  } finally {
    await session.close();
  }
}

/** What the index of the REST API shows of a site. */
interface Index {
  readonly name: string;
  /** Without a trailing slash. */
  readonly home: string;
  readonly namespaces: readonly string[];
}

/**
 * Finds the store behind an address a user typed, and the way to sign in that works there: over https Basic, then
 * keys in the query (hosts that strip the header); over http OAuth 1.0a. Three requests when all is well, more to find out
 * what is wrong. Keys are sent to the typed host only.
 *
 * @throws ConnectorError with a code and a remedy of its own for each way in which this fails
 */
export async function detectStore(
  typed: string,
  keys: StoreKeys,
  options: DetectOptions = {},
): Promise<StoreIdentity> {
  const addresses = storeAddresses(typed);
  refuseSwappedKeys(keys);
  const session = openSession(keys, options);
  try {
    return await withoutSecrets(session.redact, async () => {
      const { address, index } = await findIndex(session, addresses);
      refuseOtherSite(address, index);
      const signIn = await findSignIn(session, index.home);
      const version = await readVersion(session, index.home, signIn);
      const [cached] = session.cachedAnswers();
      return { url: index.home, name: index.name, version, signIn, ...(cached && { cached }) };
    });
  } finally {
    await session.close();
  }
}

/** A site without WooCommerce, or one that is known under another address. */
function refuseOtherSite(address: string, { home, namespaces }: Index): void {
  if (!namespaces.includes(NAMESPACE)) throw noWooCommerce(address);
  if (!sameOrigin(home, address)) throw otherAddress(address, home);
}

async function findIndex(
  session: Session,
  addresses: readonly string[],
): Promise<{ address: string; index: Index }> {
  const failures: StoreFailure[] = [];
  for (const address of addresses) {
    const answer = await ask(session, address + REST_ROOT, { _fields: INDEX_FIELDS });
    const failure = answerFailure(answer);
    if (failure === null && isIndex(answer)) return { address, index: readIndex(answer) };
    if (failure !== null && isDecisive(failure, answer, address)) throw failure;
    if (await hasPlainPermalinks(session, address)) throw plainPermalinks(address);
    failures.push(failure ?? notWordPress(address));
    // The address as typed failed; one of its parents may be the store and the rest the path of a page in it.
  }
  const [typed = ''] = addresses;
  throw failures.find((failure) => failure.code !== 'store.not_found') ?? notWordPress(typed);
}

/** Whether a failure is about the site itself, so that asking at a parent of the address could only hide it. */
function isDecisive(failure: StoreFailure, answer: Answer, address: string): boolean {
  if (failure.code === 'store.redirect') {
    const target = answer.header('location') ?? '';
    // Within the site only pages move (a guess of WordPress, a login page); the site itself moves to another origin.
    return URL.canParse(target) && !sameOrigin(target, address);
  }
  return ['store.rest_off', 'store.blocked', 'store.password_wall'].includes(failure.code);
}

/** With plain permalinks `/wp-json/` is any page or none, and the REST API answers at `?rest_route=` alone. */
async function hasPlainPermalinks(session: Session, address: string): Promise<boolean> {
  const answer = await ask(session, `${address}/`, { rest_route: '/', _fields: INDEX_FIELDS });
  // WordPress answers this below every page; only at its home does it show that the usual place is missing.
  return answerFailure(answer) === null && isIndex(answer) && samePath(readIndex(answer).home, address);
}

function samePath(a: string, b: string): boolean {
  const pathOf = (address: string) =>
    URL.canParse(address) ? withoutTrailingSlash(new URL(address).pathname) : null;
  return pathOf(a) === pathOf(b);
}

async function findSignIn(session: Session, home: string): Promise<SignIn> {
  const ways: readonly SignIn[] = home.startsWith('https://') ? ['basic', 'query'] : ['oauth1'];
  let explain: (() => Promise<StoreFailure>) | undefined;
  for (const signIn of ways) {
    const request: StoreRequest = {
      method: 'GET',
      // Asks for the right to manage WooCommerce, and costs the store next to nothing.
      url: endpoint(home, 'taxes'),
      query: { orderby: 'id', per_page: '1', _fields: 'id' },
      signIn,
    };
    const answer = await session.exchange(request);
    if (answerFailure(answer) === null) return signIn;
    explain = () => explainRefusal(session, request, answer);
    // A store that saw no keys may see them sent another way; one that turned them away has seen them.
    if (!looksUnsigned(answer)) break;
  }
  throw await (explain?.() ?? Promise.reject(new Error('no way to sign in was tried')));
}

/** Null where the key may not read it: a sync does not need it. */
async function readVersion(session: Session, home: string, signIn: SignIn): Promise<string | null> {
  const answer = await session.exchange({
    method: 'GET',
    url: endpoint(home, 'system_status'),
    // The sub-field matters: for the whole environment the store calls other servers to see whether it can.
    query: { _fields: 'environment.version' },
    signIn,
  });
  const parsed = versionSchema.safeParse(answer.content.kind === 'json' ? answer.content.value : undefined);
  return answer.status < 300 && parsed.success ? parsed.data.environment.version : null;
}

function ask(session: Session, url: string, query: Readonly<Record<string, string>>): Promise<Answer> {
  return session.exchange({ method: 'GET', url, query, signIn: null });
}

function isIndex(answer: Answer): boolean {
  return answer.content.kind === 'json' && indexSchema.safeParse(answer.content.value).success;
}

function readIndex(answer: Answer): Index {
  const { name, home, namespaces } = readShape(indexSchema, answer);
  return { name, home: withoutTrailingSlash(home), namespaces };
}

function refuseSwappedKeys({ consumerKey, consumerSecret }: StoreKeys): void {
  if (!consumerKey.trim().startsWith('cs_') || !consumerSecret.trim().startsWith('ck_')) return;
  throw new StoreFailure({
    code: 'store.keys_swapped',
    message: 'The consumer key and the consumer secret are the wrong way round.',
    hint: 'The key begins with ck_, the secret with cs_.',
  });
}

function noWooCommerce(address: string): StoreFailure {
  return new StoreFailure({
    code: 'store.no_woocommerce',
    message: `The WordPress site at ${address} has no WooCommerce (${NAMESPACE} is missing from its REST API).`,
    hint: 'Install and activate WooCommerce there, or give the address of the site that has it.',
  });
}

function plainPermalinks(address: string): StoreFailure {
  return new StoreFailure({
    code: 'store.plain_permalinks',
    message: `The site at ${address} uses plain permalinks, with which WooCommerce accepts no keys.`,
    hint: 'In WordPress choose anything but “Plain” under Settings, Permalinks.',
  });
}

function otherAddress(address: string, home: string): StoreFailure {
  const known = URL.canParse(home);
  return new StoreFailure({
    code: 'store.other_address',
    message: `The store at ${address} calls itself ${known ? home : 'something that is no address'}.`,
    hint: known
      ? `Give ${home} as the address of the store: keys are sent only to the address you gave.`
      : 'Correct the site address in WordPress under Settings, General.',
  });
}

function notWordPress(address: string): StoreFailure {
  return new StoreFailure({
    code: 'store.not_wordpress',
    message: `There is no WordPress with a REST API at ${address}.`,
    hint: 'Check the address: the REST API of a store answers at its home page with /wp-json/ behind it.',
  });
}
