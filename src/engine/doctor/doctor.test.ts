import { describe, expect, it } from 'vitest';
import { ConnectorError } from '../../core/errors.ts';
import type { Check } from './doctor.ts';
import { checkClock } from './clock.ts';
import { checkMachine, type MachineFacts } from './machine.ts';

const machine: MachineFacts = {
  nodeVersion: 'v24.21.0',
  dataDir: '/data',
  folder: { state: 'writable', openTo: 0 },
  secretKey: 'file',
};
const brief = (checks: readonly Check[]) => checks.map(({ name, status }) => `${name} ${status}`);

describe('checkMachine', () => {
  const check = (change: Partial<MachineFacts>, opening: ConnectorError | null = null) =>
    brief(checkMachine({ ...machine, ...change }, opening));

  it('is content with a machine that is as it should be', () => {
    expect(check({})).toEqual(['Node ok', 'data folder ok', 'secret key ok']);
  });

  it.each([
    ['v24.0.0', 'Node ok'],
    ['v22.21.1', 'Node problem'],
    ['v20.19.0', 'Node problem'],
    ['v26.0.0', 'Node ok'],
  ])('judges Node %s', (nodeVersion, expected) => {
    expect(check({ nodeVersion })).toContain(expected);
  });

  it.each([
    [{ state: 'missing', openTo: 0 }, 'data folder problem'],
    [{ state: 'read-only', openTo: 0 }, 'data folder problem'],
    [{ state: 'writable', openTo: 0o055 }, 'data folder warning'],
  ] as const)('judges the folder %j', (folder, expected) => {
    expect(check({ folder })).toContain(expected);
  });

  it.each([
    ['secret_key.wrong', 'secret key problem'],
    ['data.newer', 'database problem'],
    ['database.unreachable', 'database problem'],
  ])('reports %s where it belongs', (code, expected) => {
    const error = new ConnectorError({ code, message: 'What happened.', hint: 'What to do.' });
    expect(check({}, error)).toEqual(['Node ok', 'data folder ok', expected]);
    expect(checkMachine(machine, error).at(-1)).toMatchObject({ todo: 'What to do.' });
  });
});

describe('checkClock', () => {
  const minute = 60_000;
  const store = (ahead: number | null, signIn: 'basic' | 'oauth1' = 'basic') =>
    checkClock('shop', 'store', ahead, signIn);

  it.each([
    [0, 'ok'],
    [-900, 'ok'],
    [59_000, 'ok'],
    [2 * minute, 'warning'],
    [-20 * minute, 'warning'],
    [null, 'warning'],
  ])('judges %j ms as %s', (ahead, status) => {
    expect(brief(store(ahead))).toEqual([`clock of the store ${status}`]);
  });

  it('is stricter where requests are signed with the time', () => {
    expect(brief(store(14 * minute, 'oauth1'))).toEqual(['clock of the store warning']);
    expect(brief(store(-16 * minute, 'oauth1'))).toEqual(['clock of the store problem']);
  });

  it('shows how far and which way', () => {
    expect(store(20 * minute)[0]?.message).toContain('is 20 minutes ahead of');
    expect(checkClock('shop', 'Odoo', -180 * minute, null)[0]).toMatchObject({
      name: 'clock of Odoo',
      message: expect.stringContaining('is 3 hours behind') as string,
    });
  });

  it('reports nothing of a server that did not answer: that is reported elsewhere', () => {
    const away = new ConnectorError({ code: 'store.away', message: 'Away.' });
    expect(checkClock('shop', 'store', away, 'basic')).toEqual([]);
  });
});
