import { z } from 'zod';
import type { RemoteObserver, WarningSink } from '../../core/log.ts';
import { throwIfAborted } from '../../core/cancellation.ts';
import { readRetryAfter } from '../../core/retry-after.ts';
import { publicAddress } from './address.ts';
import type { Answer } from './answer.ts';
import { readContent } from './body.ts';
import { SYSTEM_CLOCK } from './clock.ts';
import type { Clock } from './clock.ts';
import { warningsWithoutSecrets, withoutSecrets } from './failure.ts';
import { damagedFailure, passingFailure } from './errors.ts';
import type { CachedAnswers, SignIn, StoreKeys } from '../port.ts';
import { CacheLog, withFreshAddress } from './page-cache.ts';
import { excerpt, printable, redactor, trimKeys } from './redact.ts';
import type { Redact } from './redact.ts';
import { isPassing, withRetries } from './retry.ts';
import { sign, withQuery } from './sign-in.ts';
import type { Signed, Unsigned } from './sign-in.ts';
import { openTransport } from './transport.ts';
import type { RawAnswer } from './transport.ts';

/** How a store is talked to. */
export interface SessionOptions {
  /** For one request from the connection to the last byte, in milliseconds; default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** How often a request that only reads is repeated after a passing fault; default 3. */
  readonly retries?: number | undefined;
  /** The largest answer that is read, in bytes; default 16 MiB (50 times WooCommerce's largest here). */
  readonly maxBytes?: number | undefined;
  readonly caFile?: string | undefined;
  readonly warn?: WarningSink | undefined;
  readonly clock?: Clock | undefined;
  readonly observe?: RemoteObserver | undefined;
  /** Once it returns true, no further request is sent: the reads throw `run.stopped`. */
  readonly stop?: AbortSignal | undefined;
}

export interface StoreRequest extends Unsigned {
  /** Null: sent without keys. */
  readonly signIn: SignIn | null;
  /** True where the answer may contain secrets of the store: then no word of it gets into a message. */
  readonly confidential?: boolean | undefined;
  /** Sent along as JSON, with the headers; only with requests without keys. */
  readonly json?: Readonly<Record<string, unknown>> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface Session {
  /** For the signatures of probes, and for the time by our clock. */
  readonly keys: StoreKeys;
  readonly redact: Redact;
  readonly warn: WarningSink;
  readonly clock: Clock;
  /**
   * Sends and, where that is safe, repeats. Answers with any status but those that pass are returned.
   *
   * @throws ConnectorError on network faults, passing statuses that did not pass, and damaged JSON
   */
  exchange(request: StoreRequest): Promise<Answer>;
  /** Once, signed with other keys or for another time: to find out why a request was refused. */
  probe(request: StoreRequest, instead: { keys?: StoreKeys; now?: number }): Promise<Answer>;
  requests(): number;
  /** What page caches answered in place of the store so far, one entry for each cache. */
  cachedAnswers(): readonly CachedAnswers[];
  close(): Promise<void>;
}

/** Longer than this nobody waits for a store that asks to be left alone; the person is informed instead. */
const MAX_WAIT_MS = 60_000;

/** In place of the words of an answer that may contain secrets. */
const NOT_SHOWN = '(not shown: it may contain secrets)';

/** What WordPress and its plugins call their errors, and no secret looks like: words of small letters (`rest_no_route`). */
const ERROR_CODE = /^[a-z]{1,30}(?:_[a-z]{1,30}){1,8}$/;

const wordPressError = z.object({
  code: z.string().max(200),
  message: z.string().max(100_000),
  data: z
    .object({ status: z.int().min(400).max(599) })
    .optional()
    .catch(undefined),
});

/**
 * Opens a session with a store. Nothing that leaves it, thrown or warned, contains a key.
 *
 * @throws ConnectorError `store.ca_file`
 */
export function openSession(givenKeys: StoreKeys, options: SessionOptions = {}): Session {
  const keys = trimKeys(givenKeys);
  const { retries = 3, timeoutMs = 30_000, maxBytes = 16 * 1024 * 1024, clock = SYSTEM_CLOCK } = options;
  const redact = redactor(keys);
  const warn = warningsWithoutSecrets(redact, options.warn ?? (() => undefined));
  const transport = openTransport({
    ...{ timeoutMs, maxBytes, caFile: options.caFile, observe: options.observe },
  });

  const caches = new CacheLog(warn);

  const attempt = async (request: StoreRequest, signer: StoreKeys, now: number): Promise<Answer> => {
    throwIfAborted(options.stop);
    // Signed anew for each attempt: a store takes a nonce once.
    const fresh = withFreshAddress(request);
    const signed = fresh.signIn === null ? unsigned(fresh) : sign(fresh, signer, fresh.signIn, { now });
    const raw = await transport.send(signed);
    const answer = readAnswer(raw, publicAddress(request.url), redact, request.confidential ?? false);
    caches.look(answer, redact);
    if (isPassing(answer.status)) {
      throw passingFailure(
        answer,
        readRetryAfter(answer.header('retry-after'), answer.header('date'), clock.now()),
      );
    }
    if (answer.content.kind === 'damaged') throw damagedFailure(answer);
    if (answer.content.kind === 'json' && answer.content.noise !== null) {
      warn({
        code: 'store.noise',
        message: `${answer.address} printed something before its JSON: ${
          request.confidential === true ? NOT_SHOWN : excerpt(answer.content.noise, redact)
        }`,
      });
    }
    return answer;
  };

  return {
    keys,
    redact,
    warn,
    clock,
    exchange: (request) =>
      withoutSecrets(redact, () =>
        withRetries(request.method, () => attempt(request, keys, clock.now()), {
          retries,
          longestWait: MAX_WAIT_MS,
          clock,
          warn,
        }),
      ),
    probe: (request, instead) =>
      withoutSecrets(redact, () => attempt(request, instead.keys ?? keys, instead.now ?? clock.now())),
    requests: () => transport.requests(),
    cachedAnswers: () => caches.found(),
    close: () => transport.close(),
  };
}

function unsigned({ method, url, query, json, headers = {} }: StoreRequest): Signed {
  if (json === undefined) return { method, url: withQuery(url, query), headers };
  const typed = { ...headers, 'content-type': 'application/json' };
  return { method, url: withQuery(url, query), headers: typed, body: JSON.stringify(json) };
}

function readAnswer(raw: RawAnswer, address: string, redact: Redact, confidential: boolean): Answer {
  const content = readContent(raw.text);
  const parsed = content.kind === 'json' ? wordPressError.safeParse(content.value) : undefined;
  // Once PHP has printed a warning the status line is out too, as 200; then only the body knows of the error.
  const failed = raw.status >= 400 || parsed?.data?.data !== undefined;
  const error = failed && parsed?.success === true ? parsed.data : null;
  return {
    status: raw.status < 400 ? (error?.data?.status ?? raw.status) : raw.status,
    address,
    header: (name) => raw.header(name),
    content,
    error:
      error === null
        ? null
        : {
            code: confidential && !ERROR_CODE.test(error.code) ? NOT_SHOWN : printable(error.code),
            message: confidential ? NOT_SHOWN : redact(printable(error.message.replace(/<[^<>]*>/g, ' '))),
          },
    excerpt: confidential ? NOT_SHOWN : excerpt(raw.text, redact),
  };
}
