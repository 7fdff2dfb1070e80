import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DomainName } from '../../src/core/operation.ts';
import { PEOPLE, rowOf, rowsOf } from '../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../testing/rig.ts';
import { EACH_SERIES, once } from '../testing/series.ts';

const DOMAINS: readonly DomainName[] = ['geography', 'taxes', 'shipping', 'payments', 'currency'];

/** As an import of orders asks: with the values of an order, by the names that it has for them. */
const asking = (rig: () => Rig) => (domain: DomainName, values: Readonly<Record<string, string>>) =>
  rig().engine.resolve(rig().backend, { domain, values }, () => undefined);

const carrierNamed = ({ odoo }: Rig, name: string) => rowOf(odoo, 'delivery.carrier', { name }).id;

describe.each(EACH_SERIES)('the values of an order, Odoo %i', (series) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig({ odoo: { series }, app: true, domains: DOMAINS });
  });
  afterAll(() => rig.close());

  const ask = asking(() => rig);
  const line = (instance: string, method = 'flat_rate') =>
    ask('shipping', { method_id: method, instance_id: instance });

  it('before the first sync are what the next one creates, and what waits for a user', async () => {
    expect(await line('4')).toMatchObject([{ status: 'pending', rule: 'new' }]);
    expect(await ask('payments', { payment_method: 'bacs' })).toMatchObject([
      { status: 'conflict', rule: 'no choice' },
    ]);
    expect(await ask('currency', { currency: 'USD' })).toMatchObject([{ status: 'found', rule: 'code' }]);
    expect(await ask('currency', { currency: 'EUR' })).toMatchObject([{ status: 'conflict' }]);
  });

  it('afterwards are the carrier, the journal and the payment term, and asking writes nothing', async () => {
    await rig.sync();
    const { control } = rig.odoo;
    const bank = rowOf(rig.odoo, 'account.journal', { code: 'BNK1', company_id: 1 }).id;
    const [term] = rowsOf(rig.odoo, 'account.payment.term');
    const bacs = rowOf(rig.odoo, 'x_woo_payment_gateway', { x_key: 'bacs' });
    control.writeAs(PEOPLE.manager.login, 'x_woo_payment_gateway', bacs.id, {
      ...{ x_choice_id: bank, x_payment_term_id: term?.id ?? 0 },
    });
    await rig.sync();
    control.reset();
    expect(await line('4')).toMatchObject([
      {
        ...{ field: 'shipping_method', value: 'flat_rate:4', status: 'found', rule: 'external id' },
        record: { model: 'delivery.carrier', id: carrierNamed(rig, 'US ground') },
      },
    ]);
    expect(await ask('payments', { payment_method: 'bacs' })).toMatchObject([
      { field: 'payment_method', status: 'found', record: { model: 'account.journal', id: bank } },
      { field: 'payment_term', status: 'found', record: { model: 'account.payment.term', id: term?.id } },
    ]);
    expect(control.counts().writes).toBe(0);
  });

  it('are found for a method that no address is offered, and report why one that is disabled is not', async () => {
    // Odoo offers to nobody what a coupon grants.
    rig.woo.control.changeMethod(6, { settings: { requires: 'coupon' } });
    await rig.sync();
    expect(await line('6', 'free_shipping')).toMatchObject([{ status: 'found' }]);
    expect(await line('5')).toMatchObject([{ status: 'none', rule: 'disabled' }]);
    rig.woo.control.changeMethod(4, { enabled: false });
    await rig.sync();
    const [disabled] = await line('4');
    expect(disabled).toMatchObject({ status: 'found', record: { id: carrierNamed(rig, 'US ground') } });
    expect(disabled?.reason).toContain('it is archived in Odoo');
  });

  it('are found without an instance, as orders that a user entered are', async () => {
    const titled = { method_id: 'flat_rate', instance_id: '', method_title: 'Fahrradkurier' };
    expect(await ask('shipping', titled)).toMatchObject([
      { status: 'found', record: { id: carrierNamed(rig, 'Fahrradkurier') } },
    ]);
    expect(await ask('shipping', { method_id: 'flat_rate' })).toMatchObject([
      { status: 'conflict', rule: 'several' },
    ]);
  });

  it('follow the choice of a user, also once the store has deleted the method', async () => {
    const { odoo, woo } = rig;
    const theirs = carrierNamed(rig, 'Standard delivery');
    const { id } = rowOf(odoo, 'x_woo_shipping_method', { x_instance_id: 3 });
    odoo.control.writeAs(PEOPLE.manager.login, 'x_woo_shipping_method', id, { x_choice_id: theirs });
    await rig.sync();
    const chosen = { status: 'found', record: { id: theirs } };
    expect(await line('3', 'local_pickup')).toMatchObject([{ ...chosen, rule: 'choice' }]);
    woo.control.removeMethod(3);
    woo.control.removeMethod(10);
    const courier = carrierNamed(rig, 'Fahrradkurier');
    expect(await line('10')).toMatchObject([{ status: 'found', record: { id: courier } }]);
    await rig.sync({ allowRemovals: true });
    expect(await line('3', 'local_pickup')).toMatchObject([{ ...chosen, rule: 'former' }]);
    const [former] = await line('10');
    expect(former).toMatchObject({ status: 'found', rule: 'former', record: { id: courier } });
    expect(former?.reason).toContain('it is archived in Odoo');
    odoo.control.unlink('delivery.carrier', [courier]);
    expect(await line('10')).toMatchObject([{ status: 'none', rule: 'former' }]);
  });

  it('of a gateway that the store no longer has are what it was bound to', async () => {
    rig.woo.control.removeGateway('bacs');
    await rig.sync({ allowRemovals: true });
    expect(await ask('payments', { payment_method: 'bacs' })).toMatchObject([
      { status: 'found', rule: 'former choice', record: { model: 'account.journal' } },
      { field: 'payment_term', status: 'found' },
    ]);
  });

  it('that nobody knows represent nothing', async () => {
    for (const unknown of [await line('999'), await line('0', 'pickup_location')])
      expect(unknown).toMatchObject([{ status: 'none' }]);
    expect(await ask('payments', { payment_method: 'klarna' })).toMatchObject([{ status: 'none' }]);
    expect(await ask('payments', { payment_method: '' })).toMatchObject([{ status: 'none' }]);
    expect(await ask('currency', { currency: 'QQQ' })).toMatchObject([{ status: 'none' }]);
  });

  it('that cannot be understood are refused, and show how to ask', async () => {
    await expect(line('seven')).rejects.toMatchObject({ code: 'shipping.question' });
    await expect(ask('shipping', {})).rejects.toMatchObject({ code: 'shipping.question' });
    await expect(ask('currency', { currency: '' })).rejects.toMatchObject({ code: 'currency.question' });
    await expect(ask('taxes', {})).rejects.toMatchObject({ code: 'tax.question' });
    await expect(ask('settings', {})).rejects.toMatchObject({ code: 'domain.unknown' });
  });
});

once.describe('without the app, and without the delivery methods of Odoo', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig({ odoo: { without: ['delivery'] }, domains: DOMAINS });
    await rig.sync();
  });
  afterAll(() => rig.close());

  const ask = asking(() => rig);

  it('a journal waits for the app, a carrier for the module, and the currency is found', async () => {
    expect(await ask('payments', { payment_method: 'bacs' })).toMatchObject([
      { status: 'conflict', rule: 'app missing' },
    ]);
    expect(await ask('shipping', { method_id: 'flat_rate', instance_id: '4' })).toMatchObject([
      { status: 'none', rule: 'module' },
    ]);
    expect(await ask('currency', { currency: 'USD' })).toMatchObject([{ status: 'found' }]);
  });
});
