import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { verifyPassword } from '../../src/accounts/passwords.ts';
import { runCli } from '../../src/cli/program.ts';
import type { Database } from '../../src/database/port.ts';
import { openTestDatabase } from '../testing/memory-database.ts';
import { inertCliContext } from '../testing/inert-cli-context.ts';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

/** Runs a command over one database; `typed` is what standard input holds. */
async function run(args: readonly string[], typed = '') {
  const { context, output } = inertCliContext();
  const input = Object.assign(Readable.from([typed]), { isTTY: false }) as unknown as typeof process.stdin;
  const code = await runCli(args, {
    ...context,
    terminal: { ...context.terminal, input },
    openAccounts: () =>
      Promise.resolve({
        accounts: { tables: database.accounts, now: () => new Date(), newId: () => randomUUID() },
        close: () => Promise.resolve(),
      }),
  });
  return { code, text: output() };
}

const PASSWORD = 'four plain words together';

it('users are added with a password from standard input, listed, changed and disabled', async () => {
  expect((await run(['users'])).text).toContain('No user yet.');
  const added = await run(['users', 'add', 'anna', '--role', 'admin'], `${PASSWORD}\n`);
  expect([added.code, added.text]).toEqual([0, 'anna can sign in as admin.\n']);
  const found = await database.accounts.users.findByLogin('anna');
  expect(await verifyPassword(PASSWORD, found?.passwordHash ?? '')).toBe(true);
  expect((await run(['users', 'list'])).text).toContain('anna');

  await run(['users', 'add', 'bert'], PASSWORD);
  expect((await run(['users', 'role', 'bert', 'viewer'])).text).toContain('bert is viewer now.');
  expect((await run(['users', 'disable', 'bert'])).text).toContain('cannot sign in any more');
  expect((await run(['users', 'enable', 'bert'])).text).toContain('can sign in again');
  await run(['users', 'password', 'bert'], 'another long password');
  const bert = await database.accounts.users.findByLogin('bert');
  expect(await verifyPassword('another long password', bert?.passwordHash ?? '')).toBe(true);
  const audit = await database.accounts.audit.list({ limit: 20 });
  expect(audit.map(({ action }) => action)).toEqual([
    ...['user.password', 'user.enable', 'user.disable', 'user.role', 'user.add', 'user.add'],
  ]);
  expect(new Set(audit.map(({ actor }) => actor))).toEqual(new Set(['command line']));
});

it('mistakes are named with a remedy, and change nothing', async () => {
  const missing = await run(['users', 'add', 'anna'], '');
  expect(missing.code).toBe(1);
  expect(missing.text).toContain('send the password on standard input');
  expect((await run(['users', 'add', 'anna'], 'short')).text).toContain('at least 12 characters');
  expect((await run(['users', 'add', 'anna', '--role', 'king'], PASSWORD)).text).toContain('admin');
  expect((await run(['users', 'role', 'anna', 'admin'])).text).toContain('There is no user "anna"');
  expect((await run(['tokens', 'revoke', 'x'])).text).toContain('There is no token "x" in use');
  expect(await database.accounts.users.list()).toEqual([]);
});

it('a token goes to standard output once, works by name, and is revoked', async () => {
  const added = await run(['tokens', 'add', 'nightly', '--scope', 'write']);
  const [text = ''] = /woodoo_\S+/u.exec(added.text) ?? [];
  expect(text.length).toBeGreaterThan(40);
  const listed = await run(['tokens', 'list']);
  expect(listed.text).toContain('nightly');
  expect(listed.text).not.toContain(text);
  expect((await run(['tokens', 'revoke', 'nightly'])).text).toContain('does not work any more');
  expect((await run(['tokens', 'revoke', 'nightly'])).code).toBe(1);
});
