import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ConnectorError } from '../../core/errors.ts';
import { answerFailure } from './errors.ts';
import { StoreFailure } from './failure.ts';
import type { Answer } from './answer.ts';
import type { Session, StoreRequest } from './session.ts';
import type { SignIn } from '../port.ts';

/** One code of WooCommerce's for a wrong secret, a wrong signature, a wrong time and a missing permission. */
const AUTHENTICATION_ERROR = 'woocommerce_rest_authentication_error';

/** WordPress takes an unknown key for the name of a user on sites that have application passwords in use. */
const TAKEN_FOR_A_USER = new Set(['invalid_username', 'invalid_email', 'incorrect_password']);

/** What the description of an endpoint contains at least. */
const namespaceSchema = z.object({ namespace: z.string() });

/** WooCommerce allows a signature's time to be this far off, in milliseconds. */
const CLOCK_TOLERANCE = 15 * 60 * 1000;

/** Whether an answer is WooCommerce turning the keys away, as opposed to something that guards the REST API. */
export function isRefusal(answer: Answer): boolean {
  const code = answer.error?.code ?? '';
  return (
    (answer.status === 401 || answer.status === 403) &&
    (code.startsWith('woocommerce_rest_') || TAKEN_FOR_A_USER.has(code))
  );
}

/** Whether the store answered as though no keys had come: it does not know them, or did not see them. */
export function looksUnsigned(answer: Answer): boolean {
  const code = answer.error?.code ?? '';
  return answer.status === 401 && code.startsWith('woocommerce_rest_') && code !== AUTHENTICATION_ERROR;
}

/**
 * Finds out why a signed request failed. Messages of the store are in the language of the site and are never read;
 * where one code has several causes, further requests distinguish them:
 *
 * - `OPTIONS` asks no permission of a key, so it succeeds exactly when key and secret are right
 * - a key made up on the spot is certainly unknown: a key refused in the same words is unknown too
 * - a signature with the time of the store's own `Date` header succeeds exactly when only our clock is wrong
 */
export async function explainRefusal(
  session: Session,
  request: StoreRequest,
  answer: Answer,
): Promise<StoreFailure> {
  if (request.signIn === null || !isRefusal(answer)) return answerFailure(answer) ?? unexplained(answer);
  if (answer.status === 403) return noRights(answer);
  if (TAKEN_FOR_A_USER.has(answer.error?.code ?? '')) return wrongKey(answer);
  try {
    return looksUnsigned(answer)
      ? await explainIgnoredKeys(session, request, answer)
      : await explainRefusedKeys(session, request, request.signIn, answer);
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    // The refusal stands, even where the store fell silent before its cause was found.
    return undecided(answer);
  }
}

/** `woocommerce_rest_authentication_error`: something about the keys was looked at and found wrong. */
async function explainRefusedKeys(
  session: Session,
  request: StoreRequest,
  signIn: SignIn,
  answer: Answer,
): Promise<StoreFailure> {
  const options: StoreRequest = { ...request, method: 'OPTIONS', query: { _fields: 'namespace' } };
  const permissionless = await session.probe(options, {});
  if (wasHeard(permissionless)) return missingPermission(request, answer);
  if (permissionless.error?.code !== AUTHENTICATION_ERROR) return undecided(answer);
  if (signIn !== 'oauth1') return wrongSecret(answer);
  if (await isUnknownKey(session, options, permissionless)) return wrongKey(answer);
  const skew = clockSkew(session, permissionless);
  if (Math.abs(skew) > CLOCK_TOLERANCE) {
    const inStoreTime = await session.probe(options, { now: session.clock.now() + skew });
    if (wasHeard(inStoreTime)) return clockWrong(answer, skew);
  }
  return wrongSecret(answer);
}

/** Answered as to a stranger. An OAuth signature asks the same store in the only way that names an unknown key. */
async function explainIgnoredKeys(
  session: Session,
  request: StoreRequest,
  answer: Answer,
): Promise<StoreFailure> {
  const signed: StoreRequest = { ...request, signIn: 'oauth1' };
  const withOurKey = await session.probe(signed, {});
  if (withOurKey.error?.code !== AUTHENTICATION_ERROR) return wrongKey(answer);
  return (await isUnknownKey(session, signed, withOurKey)) ? wrongKey(answer) : httpsNotSeen(answer);
}

/** Compares words with words, whatever their language: those for our key with those for one that cannot exist. */
async function isUnknownKey(session: Session, request: StoreRequest, refused: Answer): Promise<boolean> {
  const keys = { consumerKey: `ck_${randomBytes(20).toString('hex')}`, consumerSecret: 'cs_none' };
  const stranger = await session.probe(request, { keys });
  return stranger.error?.code === AUTHENTICATION_ERROR && stranger.error.message === refused.error?.message;
}

/**
 * Whether WordPress itself let an `OPTIONS` request in. Some hosts answer those on their own, whatever the keys, so
 * only its own words count: the description of the endpoint, or that there is none (looked up after the keys).
 */
function wasHeard(answer: Answer): boolean {
  if (answer.error !== null) return answer.error.code === 'rest_no_route';
  const { content } = answer;
  return content.kind === 'json' && answer.status < 300 && namespaceSchema.safeParse(content.value).success;
}

/** How far the store's clock is ahead of the connector, in milliseconds; 0 where it does not report it. */
function clockSkew(session: Session, answer: Answer): number {
  const theirs = Date.parse(answer.header('date') ?? '');
  return Number.isNaN(theirs) ? 0 : theirs - session.clock.now();
}

function wrongKey({ address }: Answer): StoreFailure {
  return new StoreFailure({
    code: 'store.wrong_key',
    message: `The store does not know the consumer key (asked at ${address}).`,
    hint: 'Copy the key again from WooCommerce, Settings, Advanced, REST API; a revoked key must be made anew.',
  });
}

function wrongSecret({ address }: Answer): StoreFailure {
  return new StoreFailure({
    code: 'store.wrong_secret',
    message: `The store knows the consumer key, but the secret is not the right one (asked at ${address}).`,
    hint: 'WooCommerce shows the secret only once: if it is lost, make a new key under Settings, Advanced, REST API.',
  });
}

function missingPermission({ method }: StoreRequest, { address }: Answer): StoreFailure {
  return method === 'GET' || method === 'OPTIONS'
    ? new StoreFailure({
        code: 'store.key_write_only',
        message: `The key may only write, and reading ${address} was refused.`,
        hint: 'Set the permissions of the key to “Read” or “Read/Write” under WooCommerce, Settings, Advanced, REST API.',
      })
    : new StoreFailure({
        code: 'store.key_read_only',
        message: `The key may only read, and writing to ${address} was refused.`,
        hint: 'Set the permissions of the key to “Read/Write” under WooCommerce, Settings, Advanced, REST API.',
      });
}

function noRights({ address }: Answer): StoreFailure {
  return new StoreFailure({
    code: 'store.no_rights',
    message: `The user whom the key belongs to may not see ${address}.`,
    hint: 'Make the key for a user who may manage WooCommerce: an administrator or a shop manager.',
  });
}

function clockWrong({ address }: Answer, skew: number): StoreFailure {
  const minutes = Math.round(Math.abs(skew) / 60_000);
  return new StoreFailure({
    code: 'store.clock_wrong',
    message: `The clocks of this machine and of ${new URL(address).host} are ${minutes} minutes apart.`,
    hint: 'Set the clock that is wrong. Requests over http are signed with the time, and 15 minutes are allowed.',
  });
}

function httpsNotSeen({ address }: Answer): StoreFailure {
  return new StoreFailure({
    code: 'store.https_not_seen',
    message: `The store knows the key but ignores it, as if the request to ${address} had not come over https.`,
    hint: 'A proxy before WordPress ends the encryption: have it send X-Forwarded-Proto, and WordPress heed it.',
  });
}

function undecided({ address }: Answer): StoreFailure {
  return new StoreFailure({
    code: 'store.key_refused',
    message: `The store refused the keys at ${address}: the secret is wrong, or the key lacks the permission.`,
    hint: 'Check both under WooCommerce, Settings, Advanced, REST API; a new key with “Read/Write” settles it.',
  });
}

function unexplained({ address, status }: Answer): StoreFailure {
  return new StoreFailure({ code: 'store.refused_request', message: `${address} answered ${status}.` });
}
