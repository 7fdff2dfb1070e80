import { describe, expect, it } from 'vitest';
import type { Schedule } from '../port.ts';
import { sampleOperation, samplePlan } from './samples.ts';
import type { DatabaseUnderTest } from './under-test.ts';

/** What the service needs of a store: schedules, watches, notices, the lead, and SQL for the queue. */
export function describeService(now: () => DatabaseUnderTest): void {
  describe('schedules', () => {
    it('keeps one per backend and kind, and forgets those of removed backends', async () => {
      const [first, second] = [await now().added(), await now().added()];
      const { schedules, backends } = now().database;
      const hourly = (backendId: string, kind: Schedule['kind']): Schedule => ({
        ...{ backendId, kind, cron: '0 * * * *', everyMinutes: null, timeZone: 'Europe/Berlin' },
        ...{ createdAt: 'then', servedAt: null },
      });
      const mine = async () =>
        (await schedules.list()).filter(({ backendId }) => [first.id, second.id].includes(backendId));
      await schedules.put(hourly(first.id, 'check'));
      await schedules.put(hourly(first.id, 'sync'));
      await schedules.put(hourly(second.id, 'sync'));
      const often = { ...hourly(first.id, 'sync'), cron: null, everyMinutes: 15 };
      await schedules.put(often);
      await schedules.served(first.id, 'check', 'now');
      const ofFirst = (await mine()).filter(({ backendId }) => backendId === first.id);
      expect(ofFirst).toEqual([often, { ...hourly(first.id, 'check'), servedAt: 'now' }]);
      await backends.change(second.id, { removedAt: 'now' });
      expect(await mine()).toHaveLength(2);
      expect(await schedules.remove(first.id, 'check')).toBe(true);
      expect(await schedules.remove(first.id, 'check')).toBe(false);
      expect(await mine()).toEqual([often]);
      await expect(
        schedules.put({ ...often, cron: '0 * * * *' }),
        'a schedule is one or the other',
      ).rejects.toThrow();
    });
  });

  describe('notices', () => {
    it('are one per change of state', async () => {
      const { id: backendId } = await now().added();
      const { notices, runs } = now().database;
      const run = () => runs.start({ backendId, domains: ['geography'], startedAt: 'start' });
      const [one, two, three] = [await run(), await run(), await run()];
      const due = async (at: string) =>
        (await notices.due(at)).filter((each) => each.backendId === backendId);
      await notices.report({ backendId, state: 'failed', runId: one }, { notify: true, at: '1' });
      await notices.report({ backendId, state: 'failed', runId: two }, { notify: true, at: '2' });
      const [failed] = await due('1');
      expect(failed).toEqual({ backendId, state: 'failed', runId: one, tries: 0 });
      if (failed === undefined) throw new Error('nothing is due');
      await notices.postponed(failed, '5');
      expect(await due('4')).toEqual([]);
      expect(await due('5')).toEqual([{ ...failed, tries: 1 }]);
      await notices.settled(failed);
      await notices.report({ backendId, state: 'failed', runId: two }, { notify: true, at: '6' });
      expect(await due('9')).toEqual([]);
      await notices.report({ backendId, state: 'ok', runId: two }, { notify: false, at: '7' });
      await notices.report({ backendId, state: 'failed', runId: three }, { notify: true, at: '8' });
      // What was delivered late reports nothing of the new state.
      await notices.settled(failed);
      expect(await due('9')).toEqual([{ backendId, state: 'failed', runId: three, tries: 0 }]);
    });
  });

  describe('notices of checks', () => {
    it('are one per change of what they find, of each kind by itself', async () => {
      const { id: backendId } = await now().added();
      const { proofNotices } = now().database;
      let proofId = 0;
      const found = (state: 'agree' | 'differ', kind: 'taxes' | 'orders' = 'taxes', notify = true) =>
        proofNotices.report({ backendId, kind, state, proofId: ++proofId }, { notify, at: '1' });
      const due = async (at = '1') =>
        (await proofNotices.due(at)).filter((each) => each.backendId === backendId);
      const deliver = async () => {
        const all = await due('9');
        for (const notice of all) await proofNotices.settled(notice);
        return all.map(({ kind, state }) => `${kind} ${state}`);
      };
      await found('agree');
      expect(await due(), 'nobody was worried').toEqual([]);
      await found('differ');
      await found('differ');
      await found('differ', 'orders');
      const [first] = await due();
      expect(first).toEqual({ backendId, kind: 'taxes', state: 'differ', proofId: 2, tries: 0 });
      if (first === undefined) throw new Error('nothing is due');
      await proofNotices.postponed(first, '5');
      expect((await due('4')).map(({ kind }) => kind)).toEqual(['orders']);
      expect(await deliver()).toEqual(['taxes differ', 'orders differ']);
      await found('agree');
      expect(await deliver()).toEqual(['taxes agree']);
      // Differences that came and went before anybody could be notified are no news.
      await found('differ');
      await found('agree');
      expect(await deliver()).toEqual([]);
      await found('differ', 'taxes', false);
      expect(await deliver(), 'nobody is notified').toEqual([]);
    });
  });

  describe('watches', () => {
    it('keep the state of each Odoo', async () => {
      const { watches } = now().database;
      const place = { odooUrl: 'https://odoo.example', odooDatabase: `db ${now().database.installationId}` };
      const away = {
        ...place,
        state: 'away',
        answeredAt: null,
        since: 'then',
        message: 'no\0route',
      } as const;
      await watches.put(away);
      await watches.put({ ...away, state: 'ok', answeredAt: 'now', message: null });
      const found = (await watches.list()).filter(({ odooDatabase }) => odooDatabase === place.odooDatabase);
      expect(found).toEqual([{ ...away, state: 'ok', answeredAt: 'now', message: null }]);
    });
  });

  describe('the lead', () => {
    it('is one service at a time', async () => {
      const lead = await now().database.lead();
      expect(await now().database.lead()).toBeNull();
      await lead?.check();
      await lead?.release();
      const again = await now().database.lead();
      expect(again).not.toBeNull();
      await again?.release();
    });
  });

  describe('runs of the service', () => {
    it('know what they are, and leave what a preview planned as planned', async () => {
      const backend = await now().added();
      const { runs } = now().database;
      const begin = { backendId: backend.id, domains: ['geography'] as const, startedAt: 'start' };
      const older = await runs.start(begin);
      const id = await runs.start({ ...begin, kind: 'sync', origin: 'odoo' });
      await runs.claimed(id, { requestNumber: 7, kind: 'preview' });
      await runs.recordPlan(id, samplePlan(backend, [sampleOperation('A')]));
      const end = { endedAt: 'end', message: '-', storeRequests: 1, odooCalls: 1 } as const;
      await runs.end(id, { status: 'done', ...end });
      expect((await runs.operations(id)).map(({ status }) => status)).toEqual(['planned']);
      expect(await runs.get(id)).toMatchObject({ kind: 'preview', origin: 'odoo', requestNumber: 7 });
      expect((await runs.activity()).get(backend.id)).toEqual({ id, status: 'done', requestNumber: 7 });
      await runs.end(older, { status: 'done', ...end });
    });
  });
}
