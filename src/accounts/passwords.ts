import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import pLimit from 'p-limit';
import { z } from 'zod';
import { ConnectorError } from '../core/errors.ts';
import { withoutEnd } from '../core/trim.ts';

/**
 * Cost of one hash: 19 MiB and two passes, the first choice of OWASP's Password Storage Cheat Sheet for argon2id.
 * What a hash was made with stands in it, so that these figures may be raised later.
 */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{32,128})$/u;
const costSchema = z.tuple([
  z.coerce.number().int().min(8).max(1_048_576),
  z.coerce.number().int().min(1).max(100),
  z.coerce.number().int().min(1).max(16),
]);

const hashWith = promisify(argon2);

/** Hashes at once: each takes a thread of four that files and names need too, and 19 MB. */
const slots = pLimit(2);
/** Hashes that may wait; more are only asked for by whoever guesses passwords. */
const MAX_WAITING = 30;

/** Hashes a password with argon2id, as a PHC string: `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT_BYTES);
  const hash = await compute(password, nonce, COST, HASH_BYTES);
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(hash)}`;
}

/** Whether a password is the one that was hashed; false for a hash that cannot be read. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [, m, t, p, salt, hash] = PHC.exec(stored) ?? [];
  const cost = costSchema.safeParse([m, t, p]);
  if (!cost.success || salt === undefined || hash === undefined) return false;
  const [memory, passes, parallelism] = cost.data;
  const expected = Buffer.from(hash, 'base64');
  const actual = await compute(
    password,
    Buffer.from(salt, 'base64'),
    { memory, passes, parallelism },
    expected.length,
  );
  return timingSafeEqual(actual, expected);
}

/** Takes as long as `verifyPassword`, for a user who does not exist: the time of an answer must not show who does. */
export async function verifyNothing(password: string): Promise<false> {
  await compute(password, Buffer.alloc(SALT_BYTES), COST, HASH_BYTES);
  return false;
}

async function compute(
  password: string,
  nonce: Uint8Array,
  cost: { memory: number; passes: number; parallelism: number },
  tagLength: number,
): Promise<Buffer> {
  if (slots.pendingCount >= MAX_WAITING)
    throw new ConnectorError({
      code: 'account.busy',
      message: 'Too many people are signing in at this moment.',
      hint: 'Try again in a minute.',
      retryable: true,
    });
  // Two ways to type an accented letter are one password.
  const message = password.normalize('NFC');
  return slots(() => hashWith('argon2id', { message, nonce, tagLength, ...cost }));
}

/** Without padding, as PHC strings have it. */
const base64 = (bytes: Uint8Array) => withoutEnd(Buffer.from(bytes).toString('base64'), '=');
