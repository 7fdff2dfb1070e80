import { expect, it } from 'vitest';
import { DOMAIN_NAMES, type DomainName } from '../../src/core/operation.ts';
import { documentedCalls } from '../testing/documented-calls.ts';
import { startRig, steadyCalls } from '../testing/rig.ts';
import type { Series } from '../testing/series.ts';

interface Story {
  /** Of its row in docs/architecture.md. */
  readonly label: string;
  readonly domains: readonly DomainName[];
  readonly series: readonly Series[];
}

const TAXES = ['geography', 'settings', 'taxes'] as const;
const STORIES: readonly Story[] = [
  { label: 'all with taxes and app', domains: TAXES, series: [18] },
  { label: 'all with taxes, shipping and app', domains: [...TAXES, 'shipping'], series: [18] },
  { label: 'all, payments and currency too', domains: DOMAIN_NAMES, series: [17, 18] },
  { label: 'all, payments and currency too, Odoo 19', domains: DOMAIN_NAMES, series: [19] },
];

/** A first sync shows once in Odoo that it writes; how often one that takes long does so depends on its time. */
const SHOWN_ONCE = 1;

/** Login and detection included. The aims for all domains are 60 calls for the first sync and 40 for the second. */
it.each(STORIES.flatMap((story) => story.series.map((series) => ({ ...story, series }))))(
  '$label: as many round trips as the documentation has, Odoo $series',
  async ({ label, domains, series }) => {
    const documented = documentedCalls(label);
    const rig = await startRig({ odoo: { series }, app: true, domains, world: 'full' });
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
  },
);
