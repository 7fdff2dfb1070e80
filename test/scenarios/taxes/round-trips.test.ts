import { expect, it } from 'vitest';
import { startRig, steadyCalls } from '../../testing/rig.ts';

/** The figures of the documentation without the one call that shows that a run writes. Login and detection included. */
it('taxes beside all other metadata take so many round trips, and a second sync writes two', async () => {
  const rig = await startRig({ app: true, domains: ['geography', 'settings', 'taxes'] });
  try {
    const first = await rig.sync();
    expect([first.storeRequests, steadyCalls(first, rig)]).toEqual([19, 40]);
    rig.odoo.control.reset();
    const second = await rig.sync();
    expect([second.storeRequests, steadyCalls(second, rig)]).toEqual([19, 28]);
    expect(rig.odoo.control.counts().writes).toBe(2);
  } finally {
    await rig.close();
  }
});
