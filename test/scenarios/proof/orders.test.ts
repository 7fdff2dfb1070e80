import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CANARY } from '../../../sandbox/woocommerce/orders.ts';
import type { DomainName } from '../../../src/core/operation.ts';
import type { OrdersProof } from '../../../src/engine/proof/orders-report.ts';
import { PEOPLE, rowOf, rowsOf } from '../../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../../testing/rig.ts';
import { EACH_SERIES } from '../../testing/series.ts';

const DOMAINS: readonly DomainName[] = ['geography', 'taxes', 'shipping', 'payments', 'currency'];
const ANGELES = { country: 'US', state: 'CA', postcode: '90001', city: 'Los Angeles' };
const BERLIN = { country: 'DE', state: 'DE-BE', postcode: '10115', city: 'Berlin' };
const QUEBEC = { country: 'CA', state: 'QC', postcode: 'H2X 1Y4', city: 'Montréal' };
const items = [
  { productId: 11, quantity: 3 },
  { productId: 13, quantity: 1 },
  { productId: 14, quantity: 2 },
];

describe.each(EACH_SERIES)('the last orders of a store, Odoo %i', (series) => {
  let rig: Rig;
  const verify = (last = 100): Promise<OrdersProof> =>
    rig.engine.verifyOrders(rig.backend, { last }, () => undefined);
  const causes = ({ causes: found }: OrdersProof) =>
    found.map(({ need, value, status, orders }) => [need, value, status, orders]);

  beforeAll(async () => {
    rig = await startRig({ odoo: { series }, app: true, domains: DOMAINS });
    await rig.sync();
    const { control } = rig.odoo;
    const bank = rowOf(rig.odoo, 'account.journal', { code: 'BNK1', company_id: 1 }).id;
    const bacs = rowOf(rig.odoo, 'x_woo_payment_gateway', { x_key: 'bacs' });
    control.writeAs(PEOPLE.manager.login, 'x_woo_payment_gateway', bacs.id, { x_choice_id: bank });
    await rig.sync();
    rig.woo.control.snapshot('synced');
  });
  afterAll(() => rig.close());

  it('are none at first', async () => {
    expect(await verify()).toMatchObject({ read: 0, ready: 0, readyPercent: null, causes: [] });
  });

  it('find everything they need, with the tax that their rates give, and asking writes nothing', async () => {
    for (const address of [ANGELES, BERLIN, QUEBEC]) rig.woo.control.placeOrder({ items, address });
    rig.odoo.control.reset();
    const proof = await verify();
    expect(proof).toMatchObject({ read: 3, available: 3, ready: 3, readyPercent: '100.0', causes: [] });
    expect(proof.tax).toEqual({ equal: 3, cent: 0, differs: 0, unknown: 0 });
    // But the result, on the backend's row of the app.
    expect(rig.odoo.control.counts()).toMatchObject({ writes: 1, by: { 'x_woo_backend.write': 1 } });
    expect((await verify(2)).read).toBe(2);
  });

  it('are held back by what is missing, each cause once, with examples and what to do', async () => {
    const { control } = rig.woo;
    control.restore('synced');
    const place = (address = ANGELES, change = {}) => control.placeOrder({ items, address }, change);
    place();
    place({ ...ANGELES, state: 'ZZ' });
    place({ ...ANGELES, state: 'ZZ' });
    place(ANGELES, { currency: 'XBT' });
    place(ANGELES, { status: 'from-a-plugin' });
    place(ANGELES, { total_tax: '99.00' });
    place(ANGELES, { payment_method: 'unknown-pay' });
    control.putRawOrder({ id: 'x' });
    const proof = await verify();
    expect(causes(proof)).toEqual([
      ['address', 'US, state ZZ', 'none', 2],
      ['currency', 'currency XBT', 'none', 1],
      ['order', 'unreadable order', 'none', 1],
      ['payment', 'payment unknown-pay', 'none', 1],
      ['status', 'status from-a-plugin', 'none', 1],
    ]);
    expect(proof).toMatchObject({ read: 8, ready: 2 });
    expect(proof.causes.every(({ remedy, reason }) => remedy !== '' && reason !== '')).toBe(true);
    expect(proof.causes[0]?.examples).toEqual(['102', '101']);
  });

  it('are not held back by their status where one of the list could not be read: it may be that one', async () => {
    const { control } = rig.woo;
    control.restore('synced');
    control.placeOrder({ items, address: ANGELES }, { status: 'from-a-plugin' });
    expect(causes(await verify())).toEqual([['status', 'status from-a-plugin', 'none', 1]]);
    control.putOrderStatus({ slug: '', name: 'Odd' });
    expect(await verify()).toMatchObject({ read: 1, ready: 1, causes: [] });
  });

  it('of which one bears a tax that its rates do not give, or none at all, say both amounts', async () => {
    const { control } = rig.woo;
    control.restore('synced');
    control.placeOrder({ items, address: ANGELES });
    const [row] = control.data().orders;
    if (typeof row !== 'object' || row === null || !('line_items' in row)) throw new Error('no order');
    const [line, ...others] = row['line_items'] as readonly Record<string, string>[];
    control.putRawOrder({
      ...row,
      id: 101,
      number: '101',
      total_tax: '8.69',
      line_items: [{ ...line, total_tax: '7.82' }, ...others],
    });
    const proof = await verify();
    expect(proof.tax).toMatchObject({ equal: 1, differs: 1 });
    expect(causes(proof)).toEqual([['tax', 'tax charged 8.69, by its rates 3.69', 'conflict', 1]]);
  });

  it('find rates and methods that the store deleted since, and notice a tax that was edited in Odoo', async () => {
    const { control } = rig.woo;
    control.restore('synced');
    control.placeOrder({ items, address: BERLIN });
    control.placeOrder({ items, address: ANGELES });
    expect((await verify()).ready).toBe(2);
    const rate = control
      .data()
      .taxRates.find(({ country, class: slug }) => country === 'DE' && slug === 'standard');
    control.removeRate(rate?.id ?? 0);
    expect((await verify()).ready).toBe(2);
    await rig.sync({ allowRemovals: true });
    const before = await verify();
    expect(before.causes.filter(({ need }) => need !== 'tax rate')).toEqual([]);
    const [california] = rowsOf(rig.odoo, 'account.tax').filter(
      ({ amount, type_tax_use }) => type_tax_use === 'sale' && Number(amount) === 7.25,
    );
    rig.odoo.control.write('account.tax', [california?.id ?? 0], { amount: 7 });
    const after = await verify();
    expect(causes(after).filter(([need]) => need === 'tax rate')).toEqual([
      ['tax rate', 'tax rate 4', 'conflict', 1],
    ]);
    expect(after.causes[0]?.reason).toContain('the order was charged 7.25 %');
    rig.odoo.control.write('account.tax', [california?.id ?? 0], { amount: 7.25 });
  });

  it('made by hand, with coupons, fees, refunds or deleted products are noted and hold nothing back', async () => {
    const { control } = rig.woo;
    control.restore('synced');
    const nowhere = { country: '', state: '', postcode: '', city: '' };
    control.placeOrder(
      { items, address: nowhere },
      {
        ...{ payment_method: '', coupon_lines: [{ id: 1, code: 'x' }], refunds: [{ id: 1, total: '-1.00' }] },
        fee_lines: [{ id: 1, name: 'Gift wrap', tax_class: '', total: '3.00', total_tax: '0.00', taxes: [] }],
      },
    );
    const proof = await verify();
    expect(proof).toMatchObject({ ready: 1, causes: [] });
    expect(proof.notes.map(({ value }) => value)).toEqual([
      'coupons',
      'fees',
      'no address',
      'no payment method',
      'refunds',
    ]);
  });

  it('of an older store, or numbered apart from posts, are read as the others', async () => {
    const { control } = rig.woo;
    control.restore('synced');
    control.placeOrder({ items, address: ANGELES });
    const [row] = control.data().orders;
    if (typeof row !== 'object' || row === null || !('tax_lines' in row)) throw new Error('no order');
    const lines = (key: string) => row[key] as readonly Record<string, string>[];
    // Before 3.7 rates came without a percentage; a plugin's number is no id.
    control.putRawOrder({
      ...row,
      ...{ id: 101, number: 'A-2019/77', created_via: '', version: '3.4.8' },
      tax_lines: lines('tax_lines').map((line) => ({ ...line, rate_percent: null })),
      shipping_lines: lines('shipping_lines').map((line) => ({
        ...line,
        instance_id: Number(line['instance_id']),
      })),
    });
    // Tables of their own for orders: ids with wide gaps, and keys that older ones do not have.
    control.putRawOrder({
      ...row,
      ...{ id: 7_000_101, number: '7000101', created_via: 'checkout', is_editable: false },
      needs_payment: false,
    });
    const proof = await verify();
    expect(proof).toMatchObject({ read: 3, ready: 3, causes: [] });
    // What a rate was at the time of the older order is not known.
    expect(proof.tax).toEqual({ equal: 2, cent: 0, differs: 0, unknown: 1 });
  });

  it('leave no word of the people in them in the report or the database', async () => {
    rig.woo.control.placeOrder({ items, address: ANGELES }, { total_tax: CANARY.email });
    const proof = JSON.stringify(await verify());
    for (const word of Object.values(CANARY)) expect(proof).not.toContain(word);
  });

  it('are asked for in a number that makes sense', async () => {
    await expect(verify(0)).rejects.toThrow('between 1 and 5000');
  });
});
