import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  STORE_KEYS,
  startOdoo,
  startStore,
  type SandboxOdoo,
  type SandboxStore,
} from '../../sandbox/index.ts';
import { Cli } from '../testing/cli-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-schedule-'));
let woo: SandboxStore;
let odoo: SandboxOdoo;
let cli: Cli;

beforeAll(async () => {
  [woo, odoo] = await Promise.all([startStore(), startOdoo()]);
  cli = new Cli(folder, {
    WOO_ODOO_CONSUMER_KEY: STORE_KEYS.readOnly.consumerKey,
    WOO_ODOO_CONSUMER_SECRET: STORE_KEYS.readOnly.consumerSecret,
    WOO_ODOO_ODOO_SECRET: odoo.users.connector.apiKey,
  });
  const place = ['--store-url', woo.url, '--odoo-url', odoo.url, '--odoo-database', odoo.database];
  const added = await cli.run('backend', 'add', 'shop', ...place, '--odoo-login', odoo.users.connector.login);
  expect(added, added.err).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await Promise.all([woo.close(), odoo.close()]);
  rmSync(folder, { recursive: true, force: true });
});

it('schedules are made, shown with their next times, and taken away', { timeout: 180_000 }, async () => {
  const made = await cli.run('schedule', 'set', 'shop', '--cron', '30 6 * * *', '--time-zone', 'Asia/Tokyo');
  expect(made, made.err).toMatchObject({ code: 0 });
  expect(made.out).toContain('shop is synced by the service. Next times (Asia/Tokyo):');
  expect(made.out.match(/\d{4}-\d\d-\d\d 06:30 GMT\+9/g)).toHaveLength(3);
  expect(await cli.run('schedule', 'set', 'shop', '--every', '15', '--check')).toMatchObject({ code: 0 });

  const listed = await cli.run('schedule');
  expect(listed.out).toContain('30 6 * * * (Asia/Tokyo)');
  expect(listed.out).toContain('every 15 minutes');
  const status = await cli.run('status');
  expect(status.out).toMatch(/shop\s+no runs yet/);
  expect(status.out).toContain('unknown: no service has run yet');

  expect((await cli.run('schedule', 'remove', 'shop')).out).toBe('Schedule removed.\n');
  expect((await cli.run('schedule', 'remove', 'shop')).out).toBe('No such schedule.\n');
  const left = JSON.parse((await cli.run('schedule', 'list', '--json')).out) as unknown[];
  expect(left).toMatchObject([{ backend: { name: 'shop' }, schedule: { kind: 'check', everyMinutes: 15 } }]);
});

it.each([
  [['shop'], '[cli.missing]'],
  [['shop', '--cron', 'at noon'], '[schedule.cron]'],
  [['shop', '--every', 'often'], 'a whole number of minutes'],
])('refuses schedule set %j', async (args, words) => {
  const refused = await cli.run('schedule', 'set', ...args);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain(words);
});
