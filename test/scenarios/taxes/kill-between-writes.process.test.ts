import { afterEach, describe, expect, it } from 'vitest';
import { startProcessRig, type ProcessRig } from '../../testing/process-rig.ts';
import { charged, destination, GERMANY, STANDARD_TAX, stock, taxOf } from './small-shop.ts';

/**
 * The command line is killed (SIGKILL) while a percentage changes: after Odoo has repointed the position, and after it
 * has archived the old tax. 17 and 19 charge the tax of the class when that one goes first.
 */
let rig: ProcessRig;
afterEach(() => rig.close());

describe.each([17, 19] as const)('killed while a percentage changes, Odoo %i', (series) => {
  it(
    'the next sync finishes it, and in between the new percentage is charged',
    {
      timeout: 180_000,
    },
    async () => {
      rig = await startProcessRig({ odoo: { series }, waiting: 'all' });
      const { cli, odoo, woo } = rig;
      stock(woo);
      const added = await rig.add('shop');
      expect(added, added.err).toMatchObject({ code: 0 });
      await cli.run('sync', '--json');
      const product = taxOf(odoo, STANDARD_TAX).id;
      const germany = () => charged(odoo, product, { country: 'DE' });
      expect(germany()).toBe('19.00');

      // Killed when the second write had repointed the position, and when the third had archived the old tax.
      const steps = [
        { at: 2, percent: '21' },
        { at: 3, percent: '22' },
      ];
      let old = '19';
      for (const { at, percent } of steps) {
        const name = `write ${at}`;
        woo.control.putRate({ ...GERMANY, rate: `${percent}.0000` });
        odoo.control.reset();
        odoo.control.fault({ action: { kind: 'hangAfter' }, at, only: { call: 'load' } });
        const { child, finished } = cli.start('sync', '--json');
        await Promise.race([
          odoo.control.struck(1),
          finished.then(({ err }) =>
            Promise.reject(new Error(`${name}: ended before it was killed: ${err}`)),
          ),
        ]);
        child.kill('SIGKILL');
        await finished.catch(() => undefined);
        odoo.control.clearFaults();
        expect(germany(), name).toBe(`${percent}.00`);

        const next = await cli.run('sync', '--json');
        expect(germany(), `${name}: ${next.err}`).toBe(`${percent}.00`);
        expect(taxOf(odoo, destination(series, `${old}-excl-1`))['active'], name).toBe(false);
        old = percent;
      }
      odoo.control.reset();
      await cli.run('sync', '--json');
      expect(odoo.control.counts().changes).toBe(0);
    },
  );
});
