import { expect, it } from 'vitest';
import { startRig } from '../rig.ts';

/** The figures of the documentation: login and detection included. */
it('taxes beside all other metadata take so many round trips, and a second sync writes two', async () => {
  const rig = await startRig({ app: true, domains: ['geography', 'settings', 'taxes'] });
  try {
    const first = await rig.sync();
    expect([first.storeRequests, first.odooCalls]).toEqual([19, 62]);
    rig.odoo.control.reset();
    const second = await rig.sync();
    expect([second.storeRequests, second.odooCalls]).toEqual([19, 48]);
    expect(rig.odoo.control.counts().writes).toBe(2);
  } finally {
    await rig.close();
  }
});
