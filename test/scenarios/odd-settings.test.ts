import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/json.ts';
import type { DomainName } from '../../src/core/operation.ts';
import { rowsOf } from '../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../testing/rig.ts';

const DOMAINS: readonly DomainName[] = ['geography', 'settings', 'taxes', 'shipping', 'payments', 'currency'];

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ odoo: { series: 18 }, app: true, domains: DOMAINS });
  await rig.sync();
});
afterAll(() => rig.close());

/** What `GET settings/<group>` answers with a row behind the others. */
function withRow(group: string, row: Json): Json {
  const { settings } = rig.woo.control.data().settings;
  const own = settings.filter((setting) => setting.group === group);
  return [...own.map(({ id, label, type, value }) => ({ id, label, type, value })), row];
}

describe('what a plugin makes of the settings', () => {
  it.each(['tax', 'general'])(
    'one odd setting of the group %s is named, and nothing else changes',
    async (group) => {
      const body = withRow(group, { id: null, label: 'Odd' });
      const only = { path: `/settings/${group}` };
      rig.woo.control.fault({ action: { kind: 'status', status: 200, body }, always: true, only });
      const plan = await rig.engine.plan(rig.backend, {}, () => undefined);
      rig.woo.control.clearFaults();
      expect(plan.domains.filter(({ failure }) => failure !== undefined)).toEqual([]);
      const notes = plan.domains
        .flatMap((domain) => domain.notes)
        .filter(({ code }) => code === 'settings_unread');
      expect(notes).toMatchObject([
        {
          message: expect.stringContaining(group) as string,
          hint: expect.stringContaining('plugin') as string,
        },
      ]);
    },
  );

  it('an odd group keeps the rows of groups that are not listed', async () => {
    const groups = rig.woo.control.data().settings.groups.filter(({ id }) => id !== 'tax');
    const body = [
      { id: '../x', label: 'Odd' },
      ...groups.map(({ id, label, parent }) => ({ id, label, parent_id: parent })),
    ];
    const only = { path: '/wp-json/wc/v3/settings' };
    rig.woo.control.fault({ action: { kind: 'status', status: 200, body }, only });
    const report = await rig.sync({ domains: ['settings'] });
    expect(report.status).toBe('partial');
    expect(rowsOf(rig.odoo, 'x_woo_setting', { x_active: false })).toEqual([]);
  });

  it('an odd gateway, and an odd method, are named alone', async () => {
    const [zone] = rig.woo.control.data().zones.filter(({ methods }) => methods.length > 0);
    rig.woo.control.putRawMethod(zone?.id ?? 0, { instance_id: { a: 1 }, method_id: 'flat_rate' });
    const gateways = rig.woo.control.data().gateways;
    const body = [
      { id: 'odd', enabled: { a: 1 } },
      ...gateways.map(({ id, title }) => ({ id, title, description: '', enabled: true })),
    ];
    rig.woo.control.fault({
      action: { kind: 'status', status: 200, body },
      only: { path: '/payment_gateways' },
    });
    const plan = await rig.engine.plan(rig.backend, {}, () => undefined);
    expect(plan.domains.filter(({ failure }) => failure !== undefined)).toEqual([]);
    const operations = plan.domains.flatMap((domain) => domain.operations);
    expect(operations.filter(({ kind }) => kind === 'archive')).toEqual([]);
    const codes = plan.domains.flatMap((domain) => domain.notes.map(({ code }) => code));
    expect(codes).toContain('gateway_unreadable');
    rig.woo.control.clearRawShipping();
  });
});
