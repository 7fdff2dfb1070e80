import { afterEach, expect, it } from 'vitest';
import type { DomainName } from '../../src/core/operation.ts';
import { startRig, type Rig } from '../testing/rig.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

/** Requests to the store and calls to Odoo of a first and a second sync, login and detection included. */
async function measure(domains: readonly DomainName[]): Promise<[first: number[], second: number[]]> {
  const { woo, odoo, sync } = rig;
  const figures: number[][] = [];
  for (const status of ['done', 'nothing']) {
    woo.control.reset();
    odoo.control.reset();
    const report = await sync({ domains });
    expect(report.status).toBe(status);
    const seen = [woo.control.counts().total, odoo.control.counts().total];
    // What the engine counted is what the servers saw.
    expect([report.storeRequests, report.odooCalls]).toEqual(seen);
    figures.push(seen);
  }
  return figures as [number[], number[]];
}

/** One call asks for the right to create states. The first slice allows 8 requests and 16 calls for the first sync of geography, and 10 calls for the second. */
it.each([
  { series: 17, password: false, first: 13, second: 8 },
  { series: 18, password: false, first: 13, second: 8 },
  // Two batches of load() instead of three: 885 states are created.
  { series: 19, password: false, first: 12, second: 8 },
  { series: 19, password: true, first: 13, second: 9 },
] as const)('geography, Odoo $series, password $password', async ({ series, password, first, second }) => {
  rig = await startRig({ odoo: { series }, password, world: 'full' });
  expect(await measure(['geography'])).toEqual([
    [1, first],
    [1, second],
  ]);
});
