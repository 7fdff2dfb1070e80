import { expect, it } from 'vitest';
import { documentedCalls } from '../../testing/documented-calls.ts';
import { startRig, steadyCalls } from '../../testing/rig.ts';

const ALL = ['geography', 'settings', 'taxes', 'shipping', 'payments', 'currency'] as const;

/** A first sync shows once in Odoo that it writes; how often one that takes long does so depends on its time. */
const SHOWN_ONCE = 1;

/** Login and detection included. */
it.each([
  { label: 'all with taxes, shipping and app', domains: ALL.slice(0, 4) },
  { label: 'all, payments and currency too', domains: ALL },
])('$label: as many round trips as the documentation has', async ({ label, domains }) => {
  const documented = documentedCalls(label);
  const rig = await startRig({ app: true, domains, world: 'full' });
  try {
    const first = await rig.sync();
    expect([first.storeRequests, steadyCalls(first, rig) + SHOWN_ONCE]).toEqual(documented.first);
    rig.odoo.control.reset();
    const second = await rig.sync();
    expect([second.storeRequests, steadyCalls(second, rig)]).toEqual(documented.second);
    expect(rig.odoo.control.counts().writes).toBe(2);
  } finally {
    await rig.close();
  }
});
