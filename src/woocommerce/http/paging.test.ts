import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLastPage, MAX_ROWS, readAllPages, readTotal } from './paging.ts';
import type { Page } from './paging.ts';

interface Row {
  readonly id: number | null;
}

const rowsOf = (count: number): Row[] => Array.from({ length: count }, (_, index) => ({ id: index * 3 + 1 }));

/** A list that pages as WooCommerce's do; `edit` may change it before the n-th request. */
function listOf(start: readonly Row[], edit: (rows: Row[], request: number) => void = () => undefined) {
  const rows = [...start];
  const asked: number[] = [];
  const readPage = (page: number): Promise<Page<Row>> => {
    asked.push(page);
    edit(rows, asked.length);
    return Promise.resolve({ rows: rows.slice((page - 1) * 100, page * 100), total: rows.length });
  };
  return { asked, readPage, concurrency: 2, address: 'https://shop.example/taxes' };
}

describe('readAllPages', () => {
  test('reads every row once with as few requests as there are pages, and never ends with a full one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 450 }),
        fc.integer({ min: 1, max: 5 }),
        async (count, concurrency) => {
          const list = listOf(rowsOf(count));
          expect(await readAllPages({ ...list, concurrency })).toEqual(rowsOf(count));
          expect(list.asked.length).toBe(Math.floor(count / 100) + 1);
        },
      ),
    );
  });

  test('reads again when a row vanishes in between', async () => {
    const list = listOf(rowsOf(250), (rows, request) => {
      if (request === 2) rows.shift();
    });
    expect(await readAllPages(list)).toEqual(rowsOf(250).slice(1));
    expect(list.asked.filter((page) => page === 1)).toHaveLength(2);
  });

  test('refuses a list that changes at each reading', async () => {
    const list = listOf(rowsOf(150), (rows, request) => {
      rows.push({ id: 10_000 + request });
    });
    await expect(readAllPages({ ...list, concurrency: 1 })).rejects.toMatchObject({
      code: 'store.changed_while_reading',
      retryable: true,
    });
    expect(list.asked.filter((page) => page === 1)).toHaveLength(3);
  });

  test('refuses rows that come twice, though the count is right', async () => {
    const twice = [...rowsOf(100), ...rowsOf(100).reverse()];
    await expect(readAllPages(listOf(twice))).rejects.toMatchObject({ code: 'store.changed_while_reading' });
  });

  test('keeps twins of one page, which no change explains', async () => {
    const rows = [...rowsOf(10), { id: 4 }, ...rowsOf(120).slice(10)];
    const read = await readAllPages(listOf(rows));
    expect(read.map(({ id }) => id)).toEqual(rows.map(({ id }) => id ?? 0).sort((a, b) => a - b));
  });

  test('keeps rows without an id, last', async () => {
    const list = listOf([{ id: null }, ...rowsOf(150), { id: null }]);
    expect(await readAllPages(list)).toEqual([...rowsOf(150), { id: null }, { id: null }]);
    expect(list.asked).toEqual([1, 2]);
  });

  describe('an odd total is reported, and every row is read', () => {
    const odd = async (totalOf: (page: number, rows: readonly Row[]) => number, all: readonly Row[]) => {
      const reported: unknown[] = [];
      const asked: number[] = [];
      const rows = await readAllPages({
        concurrency: 2,
        address: 'x',
        readPage: (page) => {
          asked.push(page);
          const own = all.slice((page - 1) * 100, page * 100);
          return Promise.resolve({ rows: own, total: totalOf(page, own) });
        },
        onOddTotal: (each) => reported.push(each),
      });
      return { rows, reported, asked };
    };

    test('one that counts the page, as up to 5.9', async () => {
      for (const count of [101, 200, 250, 300]) {
        const all = rowsOf(count);
        const { rows, reported } = await odd((_page, own) => own.length, all);
        expect(rows).toEqual(all);
        expect(reported).toEqual([{ address: 'x', total: 100, count }]);
      }
      // All of it on one page: then the total is right.
      expect(await odd((_page, own) => own.length, rowsOf(50))).toMatchObject({ reported: [], asked: [1] });
    });

    test('one that counts other languages too, or too few', async () => {
      for (const total of [0, 4, 6, 100, 101, 3_000]) {
        const { rows, reported, asked } = await odd(() => total, rowsOf(5));
        expect(rows).toEqual(rowsOf(5));
        expect(reported).toEqual([{ address: 'x', total, count: 5 }]);
        expect(asked.length).toBeLessThan(10);
      }
    });

    test('ones that differ between pages', async () => {
      const { rows, reported } = await odd((page) => (page === 2 ? 251 : 250), rowsOf(250));
      expect(rows).toEqual(rowsOf(250));
      expect(reported).toHaveLength(1);
    });

    test('pages from which a plugin took rows end nothing', async () => {
      const pages = [
        rowsOf(100).slice(0, 60),
        [{ id: 1_001 }],
        rowsOf(10).map(({ id }) => ({ id: (id ?? 0) + 2_000 })),
      ];
      const readPage = (page: number) => Promise.resolve({ rows: pages[page - 1] ?? [], total: 250 });
      const rows = await readAllPages({ readPage, concurrency: 2, address: 'x' });
      expect(rows).toHaveLength(71);
    });
  });

  test('begins no reading of a hostile total', async () => {
    const list = {
      ...listOf(rowsOf(100)),
      readPage: () => Promise.resolve({ rows: rowsOf(100), total: MAX_ROWS + 1 }),
    };
    await expect(readAllPages(list)).rejects.toMatchObject({ code: 'store.too_large' });
  });

  test.each([[null], [60], [250]])(
    'a store that ignores the page number is named at once, total %s',
    async (total) => {
      const asked: number[] = [];
      const readPage = (page: number) => {
        asked.push(page);
        return Promise.resolve({ rows: rowsOf(total === 250 ? 100 : 60), total: total === 60 ? 61 : total });
      };
      await expect(readAllPages({ readPage, concurrency: 1, address: 'x' })).rejects.toMatchObject({
        code: 'store.pages_repeat',
      });
      expect(asked.length).toBeLessThanOrEqual(3);
    },
  );

  test('stops asking after the first fault', async () => {
    const list = listOf(rowsOf(5_000));
    const readPage = (page: number) => (page === 3 ? Promise.reject(new Error('cut')) : list.readPage(page));
    await expect(readAllPages({ ...list, readPage })).rejects.toThrow('cut');
    expect(list.asked.length).toBeLessThan(6);
  });

  test('puts rows in ascending order, whatever order a plugin gave them', async () => {
    expect(await readAllPages(listOf(rowsOf(50).reverse()))).toEqual(rowsOf(50));
  });
});

describe('without a total', () => {
  const withoutTotal = (list: ReturnType<typeof listOf>) => ({
    ...list,
    readPage: async (page: number) => ({ ...(await list.readPage(page)), total: null }),
  });

  test('reads until two readings agree', async () => {
    for (const count of [0, 1, 99, 100, 101, 250]) {
      const list = listOf(rowsOf(count));
      expect(await readAllPages(withoutTotal(list))).toEqual(rowsOf(count));
      expect(list.asked.length).toBe(2 * (Math.ceil(count / 100) + 1));
    }
  });

  test('reads a third time after a change, and refuses after another', async () => {
    const once = listOf(rowsOf(10), (rows, request) => {
      if (request === 2) rows.pop();
    });
    expect(await readAllPages(withoutTotal(once))).toEqual(rowsOf(9));
    const always = listOf(rowsOf(10), (rows) => rows.pop());
    await expect(readAllPages(withoutTotal(always))).rejects.toMatchObject({
      code: 'store.changed_while_reading',
    });
  });

  test('a page from which a plugin took rows ends nothing', async () => {
    const pages = [rowsOf(60), [{ id: 1_001 }], rowsOf(100).map(({ id }) => ({ id: (id ?? 0) + 2_000 }))];
    const readPage = (page: number) => Promise.resolve({ rows: pages[page - 1] ?? [], total: null });
    const rows = await readAllPages({ readPage, concurrency: 2, address: 'x' });
    expect(rows).toHaveLength(161);
  });

  test('an endless list ends', async () => {
    let id = 0;
    const readPage = () =>
      Promise.resolve({ rows: Array.from({ length: 100 }, () => ({ id: (id += 1) })), total: null });
    await expect(readAllPages({ readPage, concurrency: 2, address: 'x' })).rejects.toMatchObject({
      code: 'store.too_large',
    });
  });
});

test('a list that is not read whole ends with a short page alone, and only where no further one is named', () => {
  const ends = (rows: number, page: number, pages: number | null) =>
    isLastPage({ rows, page, pages, size: 100 });
  expect([ends(100, 1, 1), ends(60, 1, 3), ends(0, 2, 3)]).toEqual([false, false, false]);
  expect([ends(60, 3, 3), ends(60, 1, 1), ends(0, 1, 0)]).toEqual([true, true, true]);
  expect([ends(60, 1, null), ends(0, 2, null)]).toEqual([false, true]);
});

test('readTotal takes whole numbers only', () => {
  expect([null, '', '-1', '1e9', '59.0', 'x'].map(readTotal)).toEqual([null, null, null, null, null, null]);
  expect(readTotal('59')).toBe(59);
});
