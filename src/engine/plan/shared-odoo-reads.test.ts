import { expect, it } from 'vitest';
import { z } from 'zod';
import type { OdooReader } from '../../odoo/port.ts';
import { shareOdooReads } from './shared-odoo-reads.ts';

/** An Odoo with two countries that notes what it is asked. */
function odoo() {
  const calls: string[] = [];
  const rows = [
    { id: 1, code: 'DE', name: 'Germany' },
    { id: 2, code: 'FR', name: 'France' },
  ];
  const reader = {
    identity: {},
    searchRead: (
      model: string,
      {
        archivedLinks,
        domain,
        fields,
        row,
      }: { archivedLinks: boolean; domain: unknown; fields: string[]; row: z.ZodType },
    ) => {
      const links = archivedLinks ? ' with archived links' : '';
      calls.push(`${model} ${JSON.stringify(domain)} ${fields.join()}${links}`);
      return Promise.resolve(rows).then((found) => found.map((each) => row.parse(each)));
    },
    externalIds: (model: string, ids: readonly number[]) => {
      calls.push(`${model} names of ${ids.join()}`);
      return Promise.resolve(new Map(ids.map((id) => [id, `base.${id}`])));
    },
  } as unknown as OdooReader;
  return { calls, shared: shareOdooReads(reader) };
}

const coded = z.object({ id: z.int(), code: z.string() });
const named = z.object({ id: z.int(), name: z.string() });

it('asks for the same records once, with the fields of all who asked at the same moment', async () => {
  const { calls, shared } = odoo();
  const [codes, names, some] = await Promise.all([
    shared.searchRead('res.country', { fields: ['code'], row: coded }),
    shared.searchRead('res.country', { fields: ['name', 'code'], row: named }),
    shared.searchRead('res.country', { domain: [['id', '=', 1]], fields: ['code'], row: coded }),
  ]);
  expect(codes).toEqual([
    { id: 1, code: 'DE' },
    { id: 2, code: 'FR' },
  ]);
  expect(names[1]).toEqual({ id: 2, name: 'France' });
  expect(some).toHaveLength(2);
  expect(calls).toEqual(['res.country [] code,name', 'res.country [["id","=",1]] code']);
  await shared.searchRead('res.country', { fields: ['code'], row: coded });
  expect(calls).toHaveLength(3);
});

it('does not mix searches whose lists name archived records with others', async () => {
  const { calls, shared } = odoo();
  await Promise.all([
    shared.searchRead('res.country', { fields: ['code'], row: coded }),
    shared.searchRead('res.country', { fields: ['name'], row: named, archivedLinks: true }),
  ]);
  expect(calls).toEqual(['res.country [] code', 'res.country [] name with archived links']);
});

it('shows what does not fit one of the shapes', async () => {
  const { shared } = odoo();
  const wrong = z.object({ id: z.int(), code: z.literal('DE') });
  const both = [
    shared.searchRead('res.country', { fields: ['code'], row: wrong }),
    shared.searchRead('res.country', { fields: ['code'], row: coded }),
  ];
  const [first, second] = await Promise.allSettled(both);
  expect(first).toMatchObject({ status: 'rejected', reason: { issues: [{ path: ['code'] }] } });
  expect(second?.status).toBe('rejected');
});

it('asks for the external id of a record once', async () => {
  const { calls, shared } = odoo();
  const [all, one] = await Promise.all([
    shared.externalIds('account.tax', [1, 2, 3]),
    shared.externalIds('account.tax', [2]),
  ]);
  expect([all.size, [...one]]).toEqual([3, [[2, 'base.2']]]);
  expect([...(await shared.externalIds('account.tax', [3, 4]))]).toEqual([
    [3, 'base.3'],
    [4, 'base.4'],
  ]);
  expect(await shared.externalIds('account.tax', [])).toEqual(new Map());
  expect(calls).toEqual(['account.tax names of 1,2,3', 'account.tax names of 4']);
});
