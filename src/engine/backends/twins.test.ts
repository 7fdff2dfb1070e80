import { expect, it } from 'vitest';
import { openMemoryDatabase } from '../../database/open.ts';
import { sampleBackend } from '../../database/testing/samples.ts';
import type { EngineServices } from '../ports.ts';
import type { Sessions } from '../sessions.ts';
import { mergeTwins } from './twins.ts';

it('archives a backend after the rows under it, so that a kill in between leaves it to the next time', async () => {
  const database = await openMemoryDatabase();
  const backend = sampleBackend();
  const row = {
    ...{ rowId: 7, uuid: 'former', name: 'Former', storeUrl: backend.storeUrl, installation: 'other' },
    ...{ companyId: backend.odooCompanyId, active: true, lastSync: '' },
  };
  const done: string[] = [];
  const sessions = {
    backend,
    app: {
      app: {
        backends: () => Promise.resolve([row]),
        takeOver: ({ active, from }: { active: boolean; from: string }) => {
          done.push(
            `take over from ${from === database.installationId ? 'ourselves' : from}: ${active ? 'in use' : 'archived'}`,
          );
          return Promise.resolve({ taken: true, lastRun: 0 });
        },
      },
    },
    odoo: {
      searchRead: (model: string) => Promise.resolve(model === 'x_woo_state' ? [{ id: 5 }] : []),
      write: (model: string) => {
        done.push(`archive rows of ${model}`);
        return Promise.resolve();
      },
    },
  } as unknown as Sessions;
  const services = {
    ...{ database, now: () => new Date(), domains: [{ rowModels: [{ model: 'x_woo_state' }] }] },
  } as unknown as EngineServices;
  expect(await mergeTwins(sessions, services)).toMatchObject({ appRows: 1, rows: [{ rowId: 7 }] });
  expect(done).toEqual([
    'take over from other: in use',
    'archive rows of x_woo_state',
    'take over from ourselves: archived',
  ]);
});
