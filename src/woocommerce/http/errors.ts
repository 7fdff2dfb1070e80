import { homeBehind, publicAddress, sameOrigin } from './address.ts';
import { StoreFailure } from './failure.ts';
import type { Answer } from './answer.ts';

/** The most of a store's own words that is repeated in a message. */
const WORDS = 200;

/** What the store returned itself: its code and its words, which follow the language of the site. */
function storeMessage(answer: Answer): string {
  if (answer.error === null) return answer.excerpt === '' ? 'an empty answer' : `“${answer.excerpt}”`;
  return `${answer.error.code}: “${answer.error.message.slice(0, WORDS)}”`;
}

/** A busy or broken host: the one kind of answer that is worth asking for again. */
export function passingFailure(answer: Answer, retryAfterMs: number | undefined): StoreFailure {
  const { address, status } = answer;
  const asked = { retryable: true, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  if (status === 429 || (status === 503 && retryAfterMs !== undefined)) {
    const pause =
      retryAfterMs === undefined ? '' : ` and asks for a pause of ${Math.ceil(retryAfterMs / 1000)} s`;
    return new StoreFailure({
      code: 'store.busy',
      message: `${address} takes no more requests for now (${status})${pause}.`,
      hint: 'Try again later, or lower the number of requests in flight for this store.',
      ...asked,
    });
  }
  return new StoreFailure({
    code: 'store.server_error',
    message: `${address} failed (${status}): ${storeMessage(answer)}.`,
    hint: 'The fault is in the store or its host; its PHP error log shows the cause. Try again later.',
    ...asked,
  });
}

/** JSON that begins and does not end: the answer was cut on its way, or PHP died while writing it. */
export function damagedFailure(answer: Answer): StoreFailure {
  return new StoreFailure({
    code: 'store.bad_json',
    message: `${answer.address} answered JSON that is cut short or damaged: “${answer.excerpt}”.`,
    hint: 'Try again. If it goes on, the PHP error log of the store shows why it stops.',
    retryable: true,
  });
}

/**
 * Reports why an answer is no success, or null when it is one. Refused keys (401 and 403 by WooCommerce) have several
 * causes under one code; `explainRefusal` distinguishes those.
 */
export function answerFailure(answer: Answer): StoreFailure | null {
  if (answer.status >= 300 && answer.status < 400) return redirectFailure(answer);
  if (answer.content.kind !== 'json') return unreadableFailure(answer);
  if (answer.status < 400) return null;
  const { address, status } = answer;
  if (answer.error?.code === 'rest_no_route') {
    return new StoreFailure({
      code: 'store.no_route',
      message: `The store knows no ${address}.`,
      hint: 'Check that WooCommerce is active and up to date.',
    });
  }
  if (status === 401 || status === 403) return restOffFailure(answer);
  return new StoreFailure({
    code: 'store.refused_request',
    message: `${address} refused the request (${status}), ${storeMessage(answer)}.`,
    hint: 'This is unexpected: please report it with this message.',
  });
}

/** A redirect. It is not followed: the new place was not chosen by the person who gave the keys. */
function redirectFailure(answer: Answer): StoreFailure {
  const location = answer.header('location') ?? '';
  const target = URL.canParse(location, answer.address) ? new URL(location, answer.address).href : '';
  const shown = target === '' ? 'nowhere' : publicAddress(target);
  const home = homeBehind(target) ?? (sameOrigin(target, answer.address) ? null : originOf(target));
  return new StoreFailure({
    code: 'store.redirect',
    message: `${answer.address} redirects to ${shown}.`,
    hint:
      home === null
        ? 'A plugin or the host sends requests to the REST API to another page; allow requests to /wp-json/.'
        : `Give ${home} as the address of the store.`,
  });
}

function originOf(target: string): string | null {
  return URL.canParse(target) ? new URL(target).origin : null;
}

/** An answer without JSON: a page by WordPress, by the host or by something before it. */
function unreadableFailure(answer: Answer): StoreFailure {
  const { address, status } = answer;
  if (status === 401 && /^basic/i.test(answer.header('www-authenticate') ?? '')) {
    return new StoreFailure({
      code: 'store.password_wall',
      message: `${address} asks for a user name and password before WordPress is reached.`,
      hint: 'The host protects the site (a staging site, perhaps). Take the protection off /wp-json/.',
    });
  }
  if (status === 401 || status === 403 || status === 406) {
    return new StoreFailure({
      code: 'store.blocked',
      message: `Something before the REST API turned the request to ${address} away (${status}): ${storeMessage(answer)}.`,
      hint: 'A firewall or security plugin blocks it. Allow requests from this machine to /wp-json/wc/.',
    });
  }
  if (status === 400 && address.startsWith('http://')) {
    // What nginx and Apache answer to plain HTTP on an encrypted port.
    return new StoreFailure({
      code: 'store.needs_https',
      message: `${address} turned a request without encryption away: ${storeMessage(answer)}.`,
      hint: 'Give the address of the store with https:// in front.',
    });
  }
  if (status === 404) {
    return new StoreFailure({
      code: 'store.not_found',
      message: `There is nothing at ${address}.`,
      hint: 'Check the address, and in WordPress under Settings, Permalinks that anything but “Plain” is chosen.',
    });
  }
  return new StoreFailure({
    code: answer.content.kind === 'page' ? 'store.html_answer' : 'store.not_json',
    message: `${address} answered ${answer.content.kind === 'page' ? 'a web page' : 'something'} instead of JSON (${status}): ${storeMessage(answer)}.`,
    hint: 'A maintenance page, a cache or a security plugin may stand before the REST API. Open the address in a browser.',
  });
}

/** The REST API is there and refuses strangers: switched off by a plugin. */
function restOffFailure(answer: Answer): StoreFailure {
  return new StoreFailure({
    code: 'store.rest_off',
    message: `The REST API refuses requests to ${answer.address} (${answer.status}), ${storeMessage(answer)}.`,
    hint: 'A plugin restricts the REST API. Let requests to /wp-json/ and /wp-json/wc/v3/ pass.',
  });
}
