import { beforeEach, describe, expect, it } from 'vitest';
import type { Backend, RowPage, SavedRowWrite } from '../port.ts';
import type { DatabaseUnderTest } from './under-test.ts';

const OF = { domain: 'taxes' as const, type: 'tax_rate', at: '2026-11-29T08:00:00.000Z' };
const LATER = { ...OF, at: '2026-11-29T09:00:00.000Z' };
const PAGE: RowPage = { type: 'tax_rate', sort: 'key', descending: false, limit: 100 };

function rate(id: number, change: Partial<SavedRowWrite> = {}): SavedRowWrite {
  return {
    ...{ key: String(id), label: `Rate ${id}`, status: 'in_sync', rule: 'made', created: false },
    record: { model: 'account.tax', id: 7 },
    filters: [id % 2 === 0 ? 'US' : 'DE', '', 'standard', `${id}.5000`],
    values: { postcodes: `9${id}`, name: 'Ärger' },
    ...{ changes: [], reason: '', remedy: '', candidates: [] },
    fingerprint: `f${id}`,
    ...change,
  };
}

/** The rows that lists show. */
export function describeSavedRows(under: () => DatabaseUnderTest): void {
  describe('saved rows', () => {
    let backend: Backend;
    const rows = () => under().database.savedRows;
    const keys = async (page: Partial<RowPage>) =>
      (await rows().page(backend.id, { ...PAGE, ...page })).rows.map(({ key }) => key);
    beforeEach(async () => {
      backend = await under().added();
      await rows().save(
        backend.id,
        OF,
        [1, 2, 10, 9].map((id) => rate(id)),
      );
    });

    it('come as people count, by label or a filter, from both ends', async () => {
      expect(await keys({})).toEqual(['1', '2', '9', '10']);
      expect(await keys({ descending: true })).toEqual(['10', '9', '2', '1']);
      expect(await keys({ sort: 'label' })).toEqual(['1', '2', '9', '10']);
      expect(await keys({ sort: 3, descending: true })).toEqual(['10', '9', '2', '1']);
      expect(await keys({ sort: 0 })).toEqual(['1', '9', '2', '10']);
    });

    it('come in pages without a gap, whatever the order', async () => {
      for (const sort of ['key', 'label', 'status', 'since', 0, 3] as const)
        for (const descending of [false, true]) {
          const all = await keys({ sort, descending });
          const paged: string[] = [];
          let after: RowPage['after'];
          do {
            const page: RowPage = { ...PAGE, sort, descending, limit: 1, after };
            const found = await rows().page(backend.id, page);
            paged.push(...found.rows.map(({ key }) => key));
            after = found.next ?? undefined;
          } while (after !== undefined);
          expect(paged, `${sort} ${descending}`).toEqual(all);
        }
    });

    it('are filtered and searched, letters of any case, signs as they are', async () => {
      expect(await keys({ filters: new Map([[0, 'US']]) })).toEqual(['2', '10']);
      expect(await keys({ filters: new Map([[0, 'US'], [3, '10.5000']]) })).toEqual(['10']); // prettier-ignore
      expect(await keys({ search: 'ÄRGER' })).toHaveLength(4);
      expect(await keys({ search: '910' })).toEqual(['10']);
      expect(await keys({ search: '%' })).toEqual([]);
      expect(await rows().count(backend.id, { type: 'tax_rate', filters: new Map([[0, 'DE']]) })).toBe(2);
      expect(await keys({ status: ['review', 'failed'] })).toEqual([]);
      expect(await rows().filterValues(backend.id, 'tax_rate', 0, 5)).toEqual([
        { value: 'DE', count: 2 },
        { value: 'US', count: 2 },
      ]);
      expect((await rows().filterValues(backend.id, 'tax_rate', 3, 1))[0]).toEqual({
        value: '1.5000',
        count: 1,
      });
    });

    it('keep since when they are as they are, and show when a value changed', async () => {
      await rows().save(backend.id, LATER, [
        rate(1, { label: 'Renamed', fingerprint: 'x' }),
        rate(2, { record: { model: 'account.tax', id: 8 }, fingerprint: 'y' }),
        rate(9, { status: 'review', fingerprint: 'z' }),
      ]);
      expect(await rows().get(backend.id, 'tax_rate', '1')).toMatchObject({ since: OF.at, changedAt: LATER.at, label: 'Renamed' }); // prettier-ignore
      expect(await rows().get(backend.id, 'tax_rate', '2')).toMatchObject({ since: LATER.at });
      expect(await rows().get(backend.id, 'tax_rate', '9')).toMatchObject({ since: LATER.at });
      expect(await rows().get(backend.id, 'tax_rate', '10')).toMatchObject({
        since: OF.at,
        changedAt: OF.at,
      });
      expect((await rows().fingerprints(backend.id, 'tax_rate')).get('9')).toBe('z');
    });

    it('show the names of their records, which are searched too', async () => {
      await rows().saveRecords(backend.id, 'taxes', [{ model: 'account.tax', id: 7, label: 'Sales Tax' }]);
      expect((await rows().get(backend.id, 'tax_rate', '1'))?.record).toEqual({ model: 'account.tax', id: 7, label: 'Sales Tax' }); // prettier-ignore
      expect(await keys({ search: 'sales' })).toHaveLength(4);
      await rows().saveRecords(backend.id, 'taxes', []);
      expect(await keys({ search: 'sales' })).toEqual([]);
    });

    it('are left as they are until they change', async () => {
      const left = { by: 'user:anna', at: LATER.at };
      expect(await rows().leave(backend.id, 'tax_rate', '1', left)).toBe(false);
      await rows().save(backend.id, OF, [rate(1, { status: 'review' })]);
      expect(await rows().leave(backend.id, 'tax_rate', '1', left)).toBe(true);
      expect(await rows().get(backend.id, 'tax_rate', '1')).toMatchObject({ status: 'left', left });
      expect(await rows().takeUp(backend.id, 'tax_rate', '1')).toBe(true);
      await rows().leave(backend.id, 'tax_rate', '1', left);
      await rows().save(backend.id, LATER, [rate(1, { status: 'review', reason: 'another' })]);
      expect(await rows().get(backend.id, 'tax_rate', '1')).toMatchObject({ status: 'review', left: null });
    });

    it('are counted by type and status, and go with the backend', async () => {
      const set = { domain: 'taxes' as const, type: 'tax_rate', digest: 'd', runId: 3, seenAt: OF.at };
      await rows().complete(backend.id, set);
      await rows().complete(backend.id, { ...set, runId: 4 });
      await rows().save(backend.id, OF, [rate(1, { status: 'review' })]);
      expect((await rows().counts([backend.id])).get(backend.id)).toEqual([
        { domain: 'taxes', type: 'tax_rate', runId: 4, seenAt: OF.at, counts: { in_sync: 3, review: 1 } },
      ]);
      // What waits counts in the list of items to review, what is not supported in that of limitations.
      for (const [type, status] of [
        ['review', 'review'],
        ['limitation', 'unsupported'],
      ] as const) {
        // prettier-ignore
        await rows().complete(backend.id, { ...set, type: `${type} taxes` });
        await rows().save(backend.id, { ...OF, type }, [rate(1, { status })]);
      }
      await rows().save(backend.id, OF, [
        rate(2, { status: 'pending' }),
        rate(10, { status: 'unsupported' }),
      ]);
      expect((await rows().attention([backend.id])).get(backend.id)).toEqual({ changes: 1, review: 1, limitations: 1 }); // prettier-ignore
      await rows().remove(backend.id, 'tax_rate', ['1', '2']);
      expect(await keys({})).toEqual(['9', '10']);
      await under().database.backends.purge(backend.id, 'key', LATER.at);
      expect([await keys({}), await rows().sets(backend.id)]).toEqual([[], []]);
    });
  });
}
