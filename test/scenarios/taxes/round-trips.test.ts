import { expect, it } from 'vitest';
import { documentedCalls } from '../../testing/documented-calls.ts';
import { startRig, steadyCalls } from '../../testing/rig.ts';

/** Login and detection included. A first sync shows once in Odoo that it writes, one that takes long more often. */
it('taxes beside geography and settings take as many round trips as the documentation has', async () => {
  const documented = documentedCalls('all with taxes and app');
  const rig = await startRig({ app: true, domains: ['geography', 'settings', 'taxes'], world: 'full' });
  try {
    const first = await rig.sync();
    expect([first.storeRequests, steadyCalls(first, rig) + 1]).toEqual(documented.first);
    rig.odoo.control.reset();
    const second = await rig.sync();
    expect([second.storeRequests, steadyCalls(second, rig)]).toEqual(documented.second);
    expect(rig.odoo.control.counts().writes).toBe(2);
  } finally {
    await rig.close();
  }
});
