import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { User } from '../account-port.ts';
import type { DatabaseUnderTest } from './under-test.ts';

const AT = '2026-11-28T12:00:00.000Z';
const LATER = '2026-11-28T13:00:00.000Z';

/** Users, sessions, tokens, the setup link, the audit list and kept answers. */
export function describeAccounts(current: () => DatabaseUnderTest): void {
  const tables = () => current().database.accounts;
  const user = (login: string, role: User['role'] = 'admin'): User => ({
    ...{ id: randomUUID(), login, role, createdAt: AT, disabledAt: null },
  });
  async function emptied(): Promise<void> {
    for (const table of ['userSession', 'appUser', 'apiToken', 'setupLink', 'keptAnswer'] as const)
      await current().db.deleteFrom(table).execute();
  }

  describe('accounts', () => {
    it('have one user per login, whatever its case and however its letters were typed', async () => {
      await emptied();
      await tables().users.add(user('Ren\u00e9e'), 'hash');
      await expect(tables().users.add(user('rene\u0301e'), 'hash')).rejects.toMatchObject({
        code: 'user.exists',
      });
      expect((await tables().users.findByLogin('RENÉE'))?.passwordHash).toBe('hash');
    });

    it('keep an administrator, when two take the right from each other at once', async () => {
      await emptied();
      const [anna, bert] = [user('anna'), user('bert')];
      await tables().users.add(anna, '');
      await tables().users.add(bert, '');
      const results = await Promise.allSettled([
        tables().users.change(anna.id, { role: 'viewer' }),
        tables().users.change(bert.id, { disabledAt: AT }),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const left = (await tables().users.list()).filter(
        ({ role, disabledAt }) => role === 'admin' && disabledAt === null,
      );
      expect(left).toHaveLength(1);
    });

    it('let the setup link in once, of two at once, and the newest one alone', async () => {
      await emptied();
      await tables().setupLinks.replace('old', LATER);
      await tables().setupLinks.replace('new', LATER);
      expect(await tables().setupLinks.use('old', AT)).toBe(false);
      const uses = await Promise.all([1, 2, 3].map(() => tables().setupLinks.use('new', AT)));
      expect(uses.filter(Boolean)).toHaveLength(1);
      await tables().setupLinks.replace('late', AT);
      expect(await tables().setupLinks.use('late', AT)).toBe(false);
    });

    it('end sessions of a user but one, and those that have expired', async () => {
      await emptied();
      const anna = user('anna');
      await tables().users.add(anna, '');
      const session = { userId: anna.id, csrfToken: 'c', createdAt: AT, seenAt: AT, expiresAt: LATER };
      for (const hash of ['a', 'b', 'c']) await tables().sessions.add({ ...session, hash });
      await tables().sessions.removeOf(anna.id, 'b');
      expect(await tables().sessions.find('a')).toBeNull();
      await tables().sessions.seen('b', LATER, '2026-11-28T14:00:00.000Z');
      await tables().sessions.removeExpired(LATER);
      expect(await tables().sessions.find('b')).toMatchObject({ seenAt: LATER });
    });

    it('name each token in use once, and revoke all of one maker', async () => {
      await emptied();
      const token = (name: string, createdBy: string) => ({
        ...{ id: randomUUID(), name, scope: 'read' as const, createdBy, createdAt: AT },
        ...{ lastUsedAt: null, revokedAt: null },
      });
      await tables().tokens.add(token('one', 'user:anna'), 'h1');
      await expect(tables().tokens.add(token('one', 'user:bert'), 'h2')).rejects.toMatchObject({
        code: 'token.exists',
      });
      await tables().tokens.add(token('two', 'user:bert'), 'h3');
      expect(await tables().tokens.revokeOf('user:anna', LATER)).toEqual(['one']);
      expect(await tables().tokens.revokeOf('user:anna', LATER)).toEqual([]);
      expect(await tables().tokens.findByHash('h1')).toMatchObject({ revokedAt: LATER });
      expect(await tables().tokens.findByHash('h3')).toMatchObject({ revokedAt: null });
      // The name is free again.
      await tables().tokens.add(token('one', 'user:bert'), 'h4');
    });

    it('list the audit newest first, page by page', async () => {
      for (const detail of ['1', '2', '3', '4\0'])
        await tables().audit.add({ at: AT, actor: 'a', action: 'x', backendId: null, detail });
      const first = await tables().audit.list({ limit: 2 });
      expect(first.map(({ detail }) => detail)).toEqual(['4\uFFFD', '3']);
      const next = await tables().audit.list({ limit: 2, before: first[1]?.id });
      expect(next.map(({ detail }) => detail)).toEqual(['2', '1']);
    });

    it('begin an answer once, keep it, and begin it anew where its process is gone', async () => {
      await emptied();
      const { keptAnswers } = tables();
      const answer = { key: 'k', request: 'r', createdAt: AT };
      const begun = await Promise.all([1, 2, 3].map(() => keptAnswers.begin(answer, AT)));
      expect(begun.filter((each) => each === null)).toHaveLength(1);
      const again = { ...answer, createdAt: LATER };
      const taken = await Promise.all([1, 2].map(() => keptAnswers.begin(again, LATER)));
      expect(taken.filter((each) => each === null)).toHaveLength(1);
      await keptAnswers.end('k', '{}');
      expect(await keptAnswers.begin(again, '2027-01-01T00:00:00.000Z')).toMatchObject({ body: '{}' });
      await keptAnswers.removeBefore(LATER);
      expect(await keptAnswers.begin(again, AT)).toMatchObject({ body: '{}' });
      await keptAnswers.drop('k');
      expect(await keptAnswers.begin(again, AT)).toBeNull();
    });
  });

  describe('runs asked for over the API', () => {
    it('stay until a run that began later has ended', async () => {
      const { askedRuns } = current().database;
      const backend = await current().added();
      const asked = { backendId: backend.id, kind: 'sync' } as const;
      await askedRuns.put({ ...asked, askedAt: AT });
      await askedRuns.answered(asked, '2026-11-28T11:00:00.000Z');
      expect(await askedRuns.list()).toEqual([{ ...asked, askedAt: AT }]);
      // Asked once more during the run.
      await askedRuns.put({ ...asked, askedAt: LATER });
      await askedRuns.answered(asked, AT);
      expect(await askedRuns.list()).toEqual([{ ...asked, askedAt: LATER }]);
      await askedRuns.answered(asked, LATER);
      expect(await askedRuns.list()).toEqual([]);
    });

    it('keep what was decided with them until then, joined', async () => {
      const { askedRuns } = current().database;
      const backend = await current().added();
      const asked = { backendId: backend.id, kind: 'sync' } as const;
      expect(await askedRuns.choices(asked)).toEqual({});
      await askedRuns.put({ ...asked, askedAt: AT }, { chartPositions: 'map', createStates: ['RO'] });
      await askedRuns.put({ ...asked, askedAt: AT });
      await askedRuns.put({ ...asked, askedAt: LATER }, { createStates: ['PK'], taxLimit: undefined });
      expect(await askedRuns.choices(asked)).toEqual({ chartPositions: 'map', createStates: ['RO', 'PK'] });
      expect(await askedRuns.choices({ ...asked, kind: 'preview' })).toEqual({});
      // The first ones are answered; what was asked for during the run is not.
      await askedRuns.answered(asked, AT);
      expect(await askedRuns.choices(asked)).toEqual({ createStates: ['PK'] });
      await askedRuns.answered(asked, LATER);
      expect(await askedRuns.choices(asked)).toEqual({});
    });

    it('keep what was decided with requests that come at the same time', async () => {
      const { askedRuns } = current().database;
      const backend = await current().added();
      const asked = { backendId: backend.id, kind: 'sync', askedAt: AT } as const;
      const rates = Array.from({ length: 8 }, (_, index) => index + 1);
      const askTogether = () =>
        Promise.all(rates.map((rate) => askedRuns.put(asked, { orderedRates: [rate] })));
      for (let round = 0; round < 3; round += 1) {
        await askTogether();
        expect((await askedRuns.choices(asked)).orderedRates?.toSorted((a, b) => a - b)).toEqual(rates);
        await askedRuns.answered(asked, AT);
      }
    });
  });
}
