import { afterEach, describe, expect, it } from 'vitest';
import { startRig, type Rig } from '../../testing/rig.ts';
import { EACH_SERIES } from '../../testing/series.ts';

/** ICMS, the only rate of Brazil, with a percentage that no other rate has. */
const RATE = 58;

describe.each(EACH_SERIES)('a rate that vanished, alone at its place, in Odoo %i', (series) => {
  let rig: Rig;
  afterEach(() => rig.close());

  it('takes its position and its tax along in one run', async () => {
    rig = await startRig({ odoo: { series }, domains: ['geography', 'taxes'] });
    await rig.sync();
    const active = (model: string, name: string) =>
      rig.odoo.control.records(model, [
        ['name', 'like', name],
        ['active', '=', true],
      ]).length;
    expect(active('account.fiscal.position', 'BR SP')).toBe(1);
    expect(active('account.tax', 'ICMS')).toBeGreaterThan(0);

    rig.woo.control.removeRate(RATE);
    const run = await rig.sync();
    expect(run.outcomes.filter(({ status }) => status !== 'applied')).toEqual([]);
    expect(active('account.fiscal.position', 'BR SP')).toBe(0);
    expect(active('account.tax', 'ICMS')).toBe(0);
    expect((await rig.sync()).outcomes).toEqual([]);
  });
});
