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

  it('is known to be archived by the sync after one that never learned that it was', async () => {
    rig = await startRig({ odoo: { series }, domains: ['geography', 'taxes'] });
    await rig.sync();
    rig.woo.control.removeRate(RATE);
    // The tax is archived, and from then on Odoo does not answer.
    rig.odoo.control.fault({
      action: { kind: 'lostAnswer' },
      only: { model: 'account.tax', call: 'load' },
    });
    const cut = rig.odoo.control.struck(1).then(() => {
      rig.odoo.control.fault({ action: { kind: 'cut' }, always: true });
    });
    await rig.sync();
    await cut;
    rig.odoo.control.clearFaults();
    const unconfirmed = async () => {
      const { backend, database } = rig;
      const { managed } = await database.memory.read(backend.id, backend.odooDatabaseUuid ?? '', 'taxes');
      return managed.filter(({ intended }) => intended !== null).map(({ externalId }) => externalId);
    };
    expect((await unconfirmed()).length).toBeGreaterThan(0);

    await rig.sync();
    expect(await unconfirmed()).toEqual([]);
    expect((await rig.sync()).outcomes).toEqual([]);
  });
});
