import { afterEach, describe, expect, it } from 'vitest';
import type { DomainName } from '../../src/core/operation.ts';
import { REQUIRED_PERMISSIONS } from '../../src/domains/shipping/permissions.ts';
import { withMissingRights } from '../../src/engine/plan/rights.ts';
import type { OdooIdentity } from '../../src/odoo/port.ts';
import { groupName, type OdooGroup } from '../../src/core/odoo-groups.ts';
import { startRig, type Rig } from '../testing/rig.ts';
import { rowsOf } from '../testing/app-in-odoo.ts';

const SHIPPING: readonly DomainName[] = ['geography', 'settings', 'currency', 'taxes', 'shipping'];
const LOGIN = 'connector';

let rig: Rig;
const opened: Rig[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

async function start(series: 17 | 18 | 19, without: readonly string[], domains = SHIPPING) {
  rig = await startRig({ odoo: { series }, domains });
  opened.push(rig);
  for (const group of without) rig.odoo.control.leaveGroup(LOGIN, group);
  rig.odoo.control.reset();
  return rig;
}

const triedOn = (model: string) =>
  rig.odoo.control.log().filter((entry) => entry.model === model && entry.call === 'load');
const rights = async () =>
  (await rig.engine.doctor(undefined, () => undefined)).filter(({ name }) => name === 'rights in Odoo');

describe('a right that the connector lacks', () => {
  it('on 19 is Products: Create: one item reports it, nothing is tried, and with the group the rest is done', async () => {
    const { odoo, sync } = await start(19, ['product.group_product_manager']);
    const before = rowsOf(odoo, 'delivery.carrier').length;
    const report = await sync();
    const shipping = report.plan?.domains.find(({ domain }) => domain === 'shipping');
    const notes = shipping?.notes.filter(({ code }) => code === 'right_missing') ?? [];
    const products = shipping?.operations.filter(
      ({ kind, record }) => kind === 'create' && record.model === 'product.product',
    );
    expect(notes).toEqual([
      {
        level: 'review',
        code: 'right_missing',
        message: `The user connector may not create delivery products in Odoo (create on product.product): ${products?.length} changes and everything that depends on them will be skipped.`,
        hint: "In Odoo (Settings > Users) give the connector's user the group Products: Create, or choose another user.",
      },
    ]);
    expect(products?.length).toBeGreaterThan(5);
    const failed = report.outcomes.filter(
      ({ domain, status }) => domain === 'shipping' && status === 'failed',
    );
    expect(failed).toEqual([]);
    expect(report.message).toMatch(/; \d+ skipped; /);
    expect(report.message).not.toMatch(/\d failed/);
    expect(triedOn('product.product')).toEqual([]);
    expect(rowsOf(odoo, 'delivery.carrier')).toHaveLength(before);
    expect(await rights()).toMatchObject([
      { status: 'problem', todo: expect.stringContaining('Products: Create') as string },
    ]);

    odoo.control.joinGroup(LOGIN, 'product.group_product_manager');
    await sync();
    expect(rowsOf(odoo, 'delivery.carrier').length).toBeGreaterThan(before + 5);
    expect(await rights()).toMatchObject([{ status: 'ok' }]);
    expect((await sync()).outcomes.filter(({ status }) => status !== 'applied')).toEqual([]);
  });

  // An administrator of Sales may create products there.
  it.each([17, 18] as const)(
    'on %i is none: an administrator of Sales may create products',
    async (series) => {
      const without = ['stock.group_stock_manager', 'account.group_account_manager'];
      await start(
        series,
        [...without, ...(series === 18 ? ['product.group_product_manager'] : [])],
        ['shipping'],
      );
      expect(await rights()).toMatchObject([{ status: 'ok' }]);
    },
  );

  // There an administrator of Invoicing who sells may create products, but no delivery methods.
  it.each([17, 18] as const)('on %i is not guessed from the right to create products', async (series) => {
    const { sync } = await start(series, [], ['shipping']);
    const plan = (await sync()).plan?.domains.find(({ domain }) => domain === 'shipping');
    if (plan === undefined) throw new Error('shipping was not planned');
    const session: Parameters<typeof withMissingRights>[2] = {
      identity: { series, login: LOGIN } as OdooIdentity,
      call: (model) => Promise.resolve((model !== 'delivery.carrier') as never),
    };
    const { missingRights } = await withMissingRights(plan, REQUIRED_PERMISSIONS, session);
    expect(missingRights?.map(({ model }) => model)).toContain('delivery.carrier');
  });

  it.each([
    [17, 'Invoicing: Billing Administrator', 'Contact Creation'],
    [18, 'Invoicing: Administrator', 'Contact Creation'],
    [19, 'Accounting: Administrator', 'Contact: Creation'],
  ] as const)('is named as Odoo %i shows its group', async (series, accounting, contacts) => {
    const { sync } = await start(
      series,
      ['account.group_account_manager', 'base.group_partner_manager'],
      ['geography', 'settings', 'taxes'],
    );
    const report = await sync();
    const hints = report.plan?.domains.flatMap(({ notes }) =>
      notes.filter(({ code }) => code === 'right_missing').map(({ hint }) => hint),
    );
    expect(hints?.some((hint) => hint?.includes(`the group ${contacts},`))).toBe(true);
    expect(triedOn('res.country.state')).toEqual([]);
    const todo = (await rights()).map((check) => check.todo ?? '');
    expect(todo.some((text) => text.includes(`the group ${accounting},`))).toBe(true);
    expect(todo.some((text) => text.includes(`the group ${contacts},`))).toBe(true);
  });

  it('is not spoken of where nothing is to be written', async () => {
    const { sync, odoo } = await start(18, [], ['geography']);
    await sync();
    odoo.control.leaveGroup(LOGIN, 'base.group_partner_manager');
    const again = await sync();
    expect(again).toMatchObject({ status: 'nothing' });
    const codes = again.plan?.domains.flatMap(({ notes }) => notes.map(({ code }) => code));
    expect(codes).not.toContain('right_missing');
  });

  it('has a name on every series', () => {
    const groups: readonly OdooGroup[] = ['accounting_user', 'sales_or_inventory_administrator'];
    expect(groups.map((group) => [17, 18, 19].map((series) => groupName(group, series)))).toEqual([
      ['Invoicing: Billing', 'Invoicing: Invoicing', 'Accounting: Invoicing'],
      Array.from({ length: 3 }, () => 'Sales: Administrator (or Inventory: Administrator)'),
    ]);
  });
});
