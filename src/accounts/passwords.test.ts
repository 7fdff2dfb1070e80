import { describe, expect, it } from 'vitest';
import { hashPassword, verifyNothing, verifyPassword } from './passwords.ts';

describe('passwords', () => {
  it('are hashed with a salt of their own and recognised again', async () => {
    const [first, second] = [await hashPassword('correct horse'), await hashPassword('correct horse')];
    expect(first).not.toBe(second);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u);
    expect(await verifyPassword('correct horse', first)).toBe(true);
    expect(await verifyPassword('correct horse', second)).toBe(true);
    expect(await verifyPassword('Correct horse', first)).toBe(false);
  });

  it('are one password however an accented letter was typed', async () => {
    expect(await verifyPassword('cafe\u0301', await hashPassword('caf\u00e9'))).toBe(true);
  });

  it('are verified against hashes made by other programs', async () => {
    // A vector of the reference implementation (P-H-C/phc-winner-argon2, test.c), as a PHC string.
    const known = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await verifyPassword('password', known)).toBe(true);
    expect(await verifyPassword('password', known.replace('m=65536', 'm=65544'))).toBe(false);
  });

  it.each(['', 'plain text', '$argon2id$v=19$m=99999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA', '$2b$10$abc'])(
    'do not match a hash that cannot be read: %j',
    async (stored) => {
      expect(await verifyPassword('password', stored)).toBe(false);
    },
  );

  it('of nobody never match', async () => {
    expect(await verifyNothing('anything')).toBe(false);
  });
});
