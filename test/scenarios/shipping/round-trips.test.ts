import { expect, it } from 'vitest';
import type { RunReport } from '../../../src/engine/run-work.ts';
import { startRig, type Rig } from '../rig.ts';

/** Calls without those of the app's server actions: how often progress is told depends on how long a run takes. */
function steadyCalls({ odooCalls }: RunReport, { odoo }: Rig): number {
  const actions = odoo.control.log().filter(({ model }) => model === 'ir.actions.server');
  return odooCalls - actions.length;
}

const ALL = ['geography', 'settings', 'taxes', 'shipping', 'payments', 'currency'] as const;

/** The figures of the documentation. Login and detection included; of a gateway that waits a run tells with one write. */
it.each([
  { domains: ALL.slice(0, 4), requests: 36, first: 77, second: 64, writes: 2 },
  { domains: ALL, requests: 37, first: 82, second: 70, writes: 3 },
])(
  'shipping beside other metadata takes so many round trips: $domains',
  async ({ domains, requests, first: calls, second: callsAgain, writes }) => {
    const rig = await startRig({ app: true, domains });
    try {
      const first = await rig.sync();
      expect([first.storeRequests, steadyCalls(first, rig)]).toEqual([requests, calls]);
      rig.odoo.control.reset();
      const second = await rig.sync();
      expect([second.storeRequests, steadyCalls(second, rig)]).toEqual([requests, callsAgain]);
      expect(rig.odoo.control.counts().writes).toBe(writes);
    } finally {
      await rig.close();
    }
  },
);
