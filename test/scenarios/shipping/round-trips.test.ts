import { expect, it } from 'vitest';
import type { RunReport } from '../../../src/engine/run-work.ts';
import { startRig, type Rig } from '../rig.ts';

/** Calls without those of the app's server actions: how often progress is told depends on how long a run takes. */
function steadyCalls({ odooCalls }: RunReport, { odoo }: Rig): number {
  const actions = odoo.control.log().filter(({ model }) => model === 'ir.actions.server');
  return odooCalls - actions.length;
}

/** Login and detection included. */
it('shipping beside all other metadata takes so many round trips, and a second sync writes two', async () => {
  const rig = await startRig({ app: true, domains: ['geography', 'settings', 'taxes', 'shipping'] });
  try {
    const first = await rig.sync();
    expect([first.storeRequests, steadyCalls(first, rig)]).toEqual([36, 77]);
    rig.odoo.control.reset();
    const second = await rig.sync();
    expect([second.storeRequests, steadyCalls(second, rig)]).toEqual([36, 64]);
    expect(rig.odoo.control.counts().writes).toBe(2);
  } finally {
    await rig.close();
  }
});
