import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a token begins with, so that a scanner of leaked secrets can find it. */
export const TOKEN_PREFIX = 'woodoo_';

/** 256 random bits as text: for sessions, one-time links and tokens. */
export function newCredential(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url');
}

/**
 * How a random credential is kept: SHA-256, in hexadecimal digits. It needs no slow hash, since 256 random bits cannot be
 * guessed, and a stolen database gives nobody a session.
 */
export function hashCredential(credential: string): string {
  return createHash('sha256').update(credential).digest('hex');
}

/** Compares two secrets in a time that does not depend on where they differ. */
export function isSameSecret(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
