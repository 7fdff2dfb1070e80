import { expect, it } from 'vitest';
import { startRig } from '../rig.ts';

/** Login and detection included. */
it('shipping beside all other metadata takes so many round trips, and a second sync writes two', async () => {
  const rig = await startRig({ app: true, domains: ['geography', 'settings', 'taxes', 'shipping'] });
  try {
    const first = await rig.sync();
    expect([first.storeRequests, first.odooCalls]).toEqual([36, 83]);
    rig.odoo.control.reset();
    const second = await rig.sync();
    expect([second.storeRequests, second.odooCalls]).toEqual([36, 65]);
    expect(rig.odoo.control.counts().writes).toBe(2);
  } finally {
    await rig.close();
  }
});
