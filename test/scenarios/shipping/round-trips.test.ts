import { expect, it } from 'vitest';
import { startRig, steadyCalls } from '../../testing/rig.ts';

const ALL = ['geography', 'settings', 'taxes', 'shipping', 'payments', 'currency'] as const;

/** The figures of the documentation. Login and detection included. */
it.each([
  { domains: ALL.slice(0, 4), requests: 36, first: 57, second: 38, writes: 2 },
  { domains: ALL, requests: 37, first: 59, second: 40, writes: 2 },
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
