import { describe, expect, it } from 'vitest';
import { NO_COUNTS, PROOF_STOPPED, type ProofKind } from '../../core/proof.ts';
import type { ProofEnd, ProofRow, ProofRowPage } from '../port.ts';
import type { DatabaseUnderTest } from './under-test.ts';

const ALL: ProofRowPage = { sort: 'position', descending: false, limit: 100 };

function row(place: string, change: Partial<ProofRow> = {}): ProofRow {
  return {
    ...{ state: 'equal', country: 'US', place, customer: 'private', basket: 'one line' },
    ...{ store: '1.00', odoo: '1.00', cause: '', reason: '', remedy: '' },
    details: { facts: [], examples: [], computations: [] },
    ...change,
  };
}

function end(rows: readonly ProofRow[] = [], change: Partial<ProofEnd> = {}): ProofEnd {
  return {
    ...{ state: 'done', endedAt: '2', message: 'all agree', problem: null, rows },
    counts: { ...NO_COUNTS, equal: rows.length },
    facts: { currency: 'USD', remarks: [], causes: [] },
    ...change,
  };
}

/** The history of checks of both servers. */
export function describeProofs(now: () => DatabaseUnderTest): void {
  describe('proofs', () => {
    const asked = (backendId: string, kind: ProofKind = 'taxes') => ({
      ...({ backendId, kind, origin: 'api', askedBy: 'ann', sample: 60, askedAt: '0' } as const),
    });

    const begun = (backendId: string, processLock = 'a') =>
      now().database.proofs.start({ ...asked(backendId), origin: 'cli', startedAt: '1', processLock });
    const recorded = async (backendId: string, ended: ProofEnd) => {
      const id = await begun(backendId);
      await now().database.proofs.end(id, ended);
      return id;
    };

    it('wait until they are carried out, one of each backend and kind', async () => {
      const { id: backendId } = await now().added();
      const { proofs, backends } = now().database;
      const mine = async () => (await proofs.open()).filter((each) => each.backendId === backendId);
      const first = await proofs.ask(asked(backendId));
      expect(await proofs.ask(asked(backendId))).toEqual({ id: first.id, joined: true });
      const orders = await proofs.ask(asked(backendId, 'orders'));
      expect((await mine()).map(({ id }) => id)).toEqual([first.id, orders.id]);
      expect(await proofs.begin(first.id, '1')).toBe(true);
      expect(await proofs.get(first.id)).toMatchObject({ state: 'running', attempts: 1, startedAt: '1' });
      // One that is asked for meanwhile is another one.
      const second = await proofs.ask(asked(backendId));
      expect(second.joined).toBe(false);
      await proofs.end(first.id, end([row('a')]));
      expect(await proofs.begin(first.id, '9'), 'it has ended').toBe(false);
      expect((await mine()).map(({ id }) => id)).toEqual([orders.id, second.id]);
      expect((await proofs.activity()).get(backendId)).toEqual({
        id: second.id,
        kind: 'taxes',
        state: 'asked',
      });
      await backends.change(backendId, { removedAt: 'now' });
      expect(await mine()).toEqual([]);
    });

    it('that a process left behind are begun again, those that a stop interrupted without an attempt', async () => {
      const { id: backendId } = await now().added();
      const { proofs } = now().database;
      const { id } = await proofs.ask(asked(backendId));
      await proofs.begin(id, '1');
      await proofs.requeue(id);
      expect(await proofs.get(id)).toMatchObject({ attempts: 0, state: 'running' });
      await proofs.begin(id, '2');
      await proofs.begin(id, '3');
      expect(await proofs.get(id)).toMatchObject({ attempts: 2, startedAt: '3' });
      const problem = { code: 'odoo.away', message: 'no\0route', hint: null };
      await proofs.end(id, end([], { state: 'failed', message: 'no\0route', problem }));
      expect(await proofs.get(id)).toMatchObject({ state: 'failed', problem: { message: 'no\uFFFDroute' } });
      // Whoever lost the backend and comes late changes nothing.
      await proofs.end(id, end([row('late')]));
      expect(await proofs.get(id)).toMatchObject({ state: 'failed', rowCount: 0 });
    });

    it("of commands are theirs to carry out, not the service's", async () => {
      const { id: backendId } = await now().added();
      const { proofs } = now().database;
      const waiting = await proofs.ask(asked(backendId));
      const id = await begun(backendId, 'lock');
      expect(await proofs.get(id)).toMatchObject({ state: 'running', attempts: 1, origin: 'cli' });
      expect(await proofs.ask(asked(backendId)), 'not that of the command').toEqual({
        ...{ id: waiting.id, joined: true },
      });
      expect((await proofs.open()).filter((each) => each.backendId === backendId)).toMatchObject([
        { id: waiting.id },
      ]);
      const ofCommands = async () =>
        (await proofs.ofCommands()).filter((each) => each.backendId === backendId);
      expect(await ofCommands()).toEqual([{ id, backendId, processLock: 'lock' }]);
      await proofs.end(id, end());
      expect(await ofCommands()).toEqual([]);
    });

    it('are asked to stop once, and end at once where they still wait', async () => {
      const { id: backendId } = await now().added();
      const { proofs } = now().database;
      const stopped = end([], {
        state: 'failed',
        problem: { code: PROOF_STOPPED, message: 'stopped', hint: null },
      });
      const [running, other] = [await begun(backendId), await begun(backendId)];
      expect(await proofs.isStopRequested(running)).toBe(false);
      expect(await proofs.requestStop(running, 'first')).toBe(true);
      expect(await proofs.requestStop(running, 'second')).toBe(false);
      expect([await proofs.isStopRequested(running), await proofs.isStopRequested(other)]).toEqual([
        true,
        false,
      ]);
      expect(await proofs.get(running)).toMatchObject({ stopRequestedAt: 'first', state: 'running' });
      expect(await proofs.cancel(running, stopped), 'it does not wait').toBe(false);
      await proofs.end(other, end());
      expect(await proofs.requestStop(other, 'late')).toBe(false);
      expect(await proofs.get(other)).toMatchObject({ stopRequestedAt: null, state: 'done' });
      const waiting = await proofs.ask(asked(backendId));
      expect(await proofs.cancel(waiting.id, stopped)).toBe(true);
      expect(await proofs.get(waiting.id)).toMatchObject({ state: 'failed', attempts: 0 });
      expect(await proofs.begin(waiting.id, '3'), 'it has ended').toBe(false);
      expect((await proofs.ask(asked(backendId))).joined).toBe(false);
    });

    it('that were stopped leave the last complete one its place, however many they are', async () => {
      const { id: backendId } = await now().added();
      const { proofs } = now().database;
      const problem = { code: PROOF_STOPPED, message: 'stopped', hint: null };
      const stopped = () => recorded(backendId, end([row('b')], { state: 'failed', problem }));
      const latest = async () =>
        (await proofs.latest()).flatMap((each) => (each.backendId === backendId ? [each.id] : []));
      await stopped();
      expect(await latest(), 'nothing is known yet').toEqual([]);
      const complete = await recorded(backendId, end([row('a')]));
      for (let count = 0; count < 101; count += 1) await stopped();
      expect(await latest()).toEqual([complete]);
      expect(await proofs.get(complete)).toMatchObject({ hasRows: true });
      expect((await proofs.rows(complete, ALL)).rows).toMatchObject([{ place: 'a' }]);
      // One that failed is a result: somebody has to look.
      const failed = await recorded(
        backendId,
        end([], { state: 'failed', problem: { ...problem, code: 'odoo.away' } }),
      );
      expect(await latest()).toEqual([failed]);
    });

    it('have rows that are filtered, searched, sorted and read page by page', async () => {
      const { id: backendId } = await now().added();
      const { proofs } = now().database;
      const differs = {
        state: 'differs',
        cause: 'tax_changed',
        reason: 'It is 50% off_',
        odoo: '2.00',
      } as const;
      const rows = [
        row('US CA 10', differs),
        row('DE 2', { country: 'DE', state: 'cent', cause: 'rounding' }),
        row('US CA 9'),
        row('AT\0', { country: 'AT', store: null, odoo: null, state: 'not_probed' }),
      ];
      const facts = { currency: 'EUR', remarks: ['r'], causes: [] };
      const id = await recorded(backendId, end(rows, { facts }));
      const places = async (page: Partial<ProofRowPage>) => {
        const { rows: found, total } = await proofs.rows(id, { ...ALL, ...page });
        return [found.map(({ place }) => place), total];
      };
      expect(await places({})).toEqual([['US CA 10', 'DE 2', 'US CA 9', 'AT\uFFFD'], 4]);
      expect(await places({ sort: 'place' })).toEqual([['AT\uFFFD', 'DE 2', 'US CA 9', 'US CA 10'], 4]);
      expect(await places({ state: ['differs', 'cent'] })).toEqual([['US CA 10', 'DE 2'], 2]);
      expect(await places({ country: 'US', cause: 'tax_changed' })).toEqual([['US CA 10'], 1]);
      expect(await places({ search: '50% OFF_' })).toEqual([['US CA 10'], 1]);
      expect(await places({ search: '5_%' })).toEqual([[], 0]);
      for (const sort of ['position', 'place', 'country', 'cause'] as const)
        for (const descending of [false, true]) {
          const whole = await proofs.rows(id, { ...ALL, sort, descending });
          const paged: number[] = [];
          let after: ProofRowPage['after'];
          do {
            const page = await proofs.rows(id, { sort, descending, limit: 1, after });
            paged.push(...page.rows.map(({ position }) => position));
            after = page.next ?? undefined;
          } while (after !== undefined);
          expect(paged).toEqual(whole.rows.map(({ position }) => position));
        }
      expect(await proofs.countries(id)).toEqual([
        { country: 'AT', counts: { not_probed: 1 } },
        { country: 'DE', counts: { cent: 1 } },
        { country: 'US', counts: { differs: 1, equal: 1 } },
      ]);
      expect(await proofs.get(id)).toMatchObject({ rowCount: 4, hasRows: true, facts, attempts: 1 });
      const ofBackend = (await proofs.latest()).filter((each) => each.backendId === backendId);
      expect(ofBackend.map((each) => each.id)).toEqual([id]);
    });

    it('are kept for the history, the last ones with their rows', async () => {
      const { id: backendId } = await now().added();
      const { proofs, backends } = now().database;
      const ids: number[] = [];
      for (let count = 0; count < 103; count += 1) ids.push(await recorded(backendId, end([row('a')])));
      const kept = await proofs.list({ backendId, limit: 200 });
      expect(kept.map(({ id }) => id)).toEqual(ids.slice(3).reverse());
      expect(kept.filter(({ hasRows }) => hasRows).map(({ id }) => id)).toEqual(ids.slice(-10).reverse());
      expect(kept.at(-1)).toMatchObject({ rowCount: 1, hasRows: false });
      expect((await proofs.rows(kept.at(-1)?.id ?? 0, ALL)).rows).toEqual([]);
      expect(await proofs.list({ backendId, kind: 'orders', limit: 9 })).toEqual([]);
      const [newest] = kept;
      const older = await proofs.list({ backendId, before: newest?.id, limit: 1 });
      expect(older.map(({ id }) => id)).toEqual([ids.at(-2)]);
      await backends.purge(backendId, 'nowhere', 'then');
      expect(await proofs.list({ backendId, limit: 1 })).toEqual([]);
    });
  });
}
