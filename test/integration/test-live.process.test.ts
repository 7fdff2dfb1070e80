import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectControl, type OdooControl } from '../../sandbox/index.ts';
import { startSandboxPair, type SandboxPair } from '../../scripts/test-live/sandbox.ts';
import { readTarget } from '../live/target.ts';

// What keeps the live suite away from a database that nobody gave to it. The suite itself: scripts/test-live.ts.
const root = join(import.meta.dirname, '../..');
let pair: SandboxPair;

beforeAll(async () => {
  pair = await startSandboxPair({ series: '18', mark: false });
});

afterAll(() => pair.stop());

function testLive(variables: Readonly<Record<string, string>>) {
  const { PATH = '', HOME = '' } = process.env;
  return spawnSync(process.execPath, [join(root, 'scripts/test-live.ts')], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH, HOME, ...variables },
  });
}

describe('test:live', () => {
  it('refuses a database without the mark, and writes nothing', async () => {
    const control = connectControl<OdooControl>(`${pair.variables['WOO_LIVE_ODOO_URL'] ?? ''}/__control`);
    const { status, stdout, stderr } = testLive(pair.variables);
    expect({ status, stderr }).toMatchObject({ status: 1 });
    expect(stderr).toContain('WOO-ODOO TEST DATABASE');
    expect(stdout).toContain('states that the store has and Odoo lacks are made');
    expect(await control.counts()).toMatchObject({ changes: 0 });
  });

  it('names the variables that are missing', () => {
    const { status, stderr } = testLive({ WOO_LIVE_STORE_URL: 'https://shop.example.com' });
    expect(status).toBe(1);
    expect(stderr).toContain('set WOO_LIVE_CONSUMER_KEY, WOO_LIVE_CONSUMER_SECRET, WOO_LIVE_ODOO_URL');
  });
});

describe('readTarget', () => {
  it('takes an administrator whole or not at all', () => {
    const { WOO_LIVE_ADMIN_LOGIN: login = '', WOO_LIVE_ADMIN_SECRET: secret = '', ...rest } = pair.variables;
    expect(readTarget(rest).admin).toBeNull();
    expect(readTarget(pair.variables).admin).toEqual({ login, secret });
    expect(() => readTarget({ ...rest, WOO_LIVE_ADMIN_LOGIN: login })).toThrow('WOO_LIVE_ADMIN_SECRET');
  });
});
