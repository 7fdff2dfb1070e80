import { expect, it } from 'vitest';
import type { ManagedRecord } from '../../core/memory.ts';
import { rememberArchived } from './remember-archived.ts';
import type { RunContext } from './run-context.ts';

const managed = (model: string, odooId: number, over: Partial<ManagedRecord> = {}): ManagedRecord => ({
  externalId: `__woo_sync__.record_${odooId}`,
  ...{ model, odooId, owner: 'me', written: { active: '1' }, intended: { active: '' } },
  ...over,
});

/** A run against an Odoo without delivery methods, whose taxes 1 to 3 are archived. */
function runOf() {
  const asked: string[] = [];
  const confirmed: string[] = [];
  const run = {
    backend: { id: 'me', odooDatabaseUuid: 'uuid' },
    services: {
      database: {
        memory: {
          intend: () => Promise.resolve(),
          confirm: (_key: string, records: readonly Pick<ManagedRecord, 'externalId'>[]) => {
            confirmed.push(...records.map(({ externalId }) => externalId));
            return Promise.resolve();
          },
        },
      },
    },
    sessions: {
      odoo: {
        fields: (model: string) => Promise.resolve(model === 'delivery.carrier' ? null : new Map()),
        searchRead: (model: string) => {
          asked.push(model);
          return model === 'delivery.carrier'
            ? Promise.reject(new Error('This Odoo has no such model.'))
            : Promise.resolve([{ id: 1 }, { id: 2 }, { id: 3 }]);
        },
      },
    },
  } as unknown as RunContext;
  return { asked, confirmed, run };
}

it('remembers what is archived, and nothing of other backends or that is to be in use', async () => {
  const { asked, confirmed, run } = runOf();
  const open = [
    managed('account.tax', 1),
    managed('account.tax', 2, { owner: 'another' }),
    managed('account.tax', 3, { intended: { active: '1' } }),
    managed('account.tax', 4),
  ];
  await rememberArchived(run, 'taxes', { managed: open });
  expect(confirmed).toEqual(['__woo_sync__.record_1']);
  expect(asked).toEqual(['account.tax']);
});

it('leaves records alone whose app was uninstalled in Odoo, and goes on with the others', async () => {
  const { asked, confirmed, run } = runOf();
  const open = [managed('delivery.carrier', 9), managed('account.tax', 1)];
  await rememberArchived(run, 'shipping', { managed: open });
  expect(confirmed).toEqual(['__woo_sync__.record_1']);
  expect(asked).toEqual(['account.tax']);
});

it('asks nothing where nothing is open', async () => {
  const { asked, run } = runOf();
  await rememberArchived(run, 'taxes', { managed: [managed('account.tax', 1, { intended: null })] });
  expect(asked).toEqual([]);
});
