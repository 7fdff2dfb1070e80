import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { odooContents } from '../testing/odoo-contents.ts';
import { startRig, type Rig } from '../testing/rig.ts';

/** What an undisturbed first sync leaves behind. */
let expected: string[];
let calls: number;
beforeAll(async () => {
  const rig = await startRig();
  const report = await rig.sync();
  expected = odooContents(rig.odoo);
  calls = report.odooCalls;
  await rig.close();
});

describe('an answer of Odoo that is lost after the call was applied', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig();
    rig.odoo.control.snapshot('fresh');
  });
  afterAll(async () => {
    await rig.close();
  });

  it('changes nothing about the end, at whatever call it happens', async () => {
    expect(calls).toBeGreaterThan(8);
    for (let at = 1; at <= calls; at += 1) {
      const { odoo, sync } = rig;
      odoo.control.restore('fresh');
      odoo.control.reset();
      odoo.control.fault({ action: { kind: 'lostAnswer' }, at });
      const report = await sync({ recreateDeleted: true });
      expect(report.status, `call ${at}: ${report.message}`).toBe('done');
      expect(odooContents(odoo), `call ${at}`).toEqual(expected);
      expect(odoo.control.log().some(({ fault }) => fault === 'lostAnswer')).toBe(true);
    }
  });
});
