import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  STORE_KEYS,
  startOdoo,
  startStore,
  type SandboxOdoo,
  type SandboxStore,
} from '../../../sandbox/index.ts';
import { Cli } from '../../testing/cli-process.ts';
import { charged, destination, GERMANY, STANDARD_TAX, stock, taxOf } from './small-shop.ts';

/**
 * The command line is killed (SIGKILL) while a percentage changes: after Odoo has repointed the position, and after it
 * has archived the old tax. 17 and 19 charge the tax of the class when that one goes first.
 */
let folder: string;
let woo: SandboxStore;
let odoo: SandboxOdoo;
afterEach(async () => {
  await Promise.all([woo.close(), odoo.close()]);
  rmSync(folder, { recursive: true, force: true });
});

describe.each([17, 19] as const)('killed while a percentage changes, Odoo %i', (series) => {
  it(
    'the next sync finishes it, and in between the new percentage is charged',
    {
      timeout: 180_000,
    },
    async () => {
      folder = mkdtempSync(join(tmpdir(), 'woo-odoo-kill-taxes-'));
      [woo, odoo] = await Promise.all([startStore(), startOdoo({ series })]);
      stock(woo);
      const { consumerKey, consumerSecret } = STORE_KEYS.readOnly;
      const cli = new Cli(folder, {
        WOO_ODOO_CONSUMER_KEY: consumerKey,
        WOO_ODOO_CONSUMER_SECRET: consumerSecret,
        WOO_ODOO_ODOO_SECRET: odoo.users.connector.apiKey,
      });
      const pair = ['--store-url', woo.url, '--odoo-url', odoo.url, '--odoo-database', odoo.database];
      const login = ['--odoo-login', odoo.users.connector.login];
      const added = await cli.run('backend', 'add', 'shop', ...pair, ...login);
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
