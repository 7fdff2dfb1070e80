import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Cli } from '../testing/cli-process.ts';
import { startProcessRig, type ProcessRig } from '../testing/process-rig.ts';

let rig: ProcessRig;
let cli: Cli;

beforeAll(async () => {
  rig = await startProcessRig({ waiting: 'all' });
  cli = rig.cli;
  const added = await rig.add('shop');
  expect(added, added.err).toMatchObject({ code: 0 });
});
afterAll(() => rig.close());

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
  expect(status.out).toMatch(/unknown: no service has run\s/);

  expect((await cli.run('schedule', 'remove', 'shop')).out).toMatch(/^Schedule removed\.\n/u);
  expect((await cli.run('schedule', 'remove', 'shop')).out).toMatch(/^No such schedule\.\n/u);
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
