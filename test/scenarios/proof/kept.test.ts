import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DomainName } from '../../../src/core/operation.ts';
import type { Proof } from '../../../src/database/port.ts';
import { rowsOf } from '../../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../../testing/rig.ts';
import { EACH_SERIES } from '../../testing/series.ts';

const DOMAINS: readonly DomainName[] = ['geography', 'taxes', 'shipping', 'payments', 'currency'];
const quiet = () => undefined;

describe.each(EACH_SERIES)('checks of both servers, Odoo %i', (series) => {
  let rig: Rig;
  const history = () => rig.engine.listProofs({ backendId: rig.backend.id, limit: 50 });
  const run = (stop?: AbortSignal) => rig.engine.runProofs(rig.backend.id, { stop }, quiet);
  const ask = (kind: Proof['kind'] = 'taxes', sample = 6) =>
    rig.engine.askForProof(rig.backend, { kind, sample, askedBy: 'ann', confirm: true });
  const proofs = () => rig.database.proofs;

  beforeAll(async () => {
    rig = await startRig({ odoo: { series }, domains: DOMAINS });
    await rig.sync();
    rig.woo.control.snapshot('synced');
    rig.odoo.control.snapshot('synced');
  });
  afterAll(() => rig.close());
  beforeEach(() => {
    rig.woo.control.restore('synced');
    rig.odoo.control.restore('synced');
  });

  function editTax(amount: number): void {
    const [tax] = rowsOf(rig.odoo, 'account.tax').filter(
      ({ amount: percent, type_tax_use }) => type_tax_use === 'sale' && Number(percent) === 7.25,
    );
    rig.odoo.control.write('account.tax', [tax?.id ?? 0], { amount });
  }

  it('of the command line are in the history, failed ones too, with a row for each comparison', async () => {
    const proof = await rig.engine.verifyTaxes(rig.backend, { sample: 6 }, quiet);
    await rig.engine.verifyOrders(rig.backend, { last: 5 }, quiet);
    rig.woo.control.setSetting('general', 'woocommerce_calc_taxes', 'no');
    await expect(rig.engine.verifyTaxes(rig.backend, { sample: 6 }, quiet)).rejects.toThrow('switched off');
    await expect(rig.engine.verifyTaxes(rig.backend, { sample: 0 }, quiet)).rejects.toThrow('between 1');
    const [failed, orders, taxes] = await history();
    expect(failed).toMatchObject({ kind: 'taxes', state: 'failed', problem: { code: 'verify.taxes_off' } });
    expect(orders).toMatchObject({ kind: 'orders', state: 'done', message: 'The store has no orders yet' });
    expect(taxes).toMatchObject({ origin: 'cli', askedBy: null, counts: proof.counts, sample: 6 });
    const page = { sort: 'position', descending: false, limit: 500 } as const;
    const { rows } = await rig.engine.listProofRows(taxes?.id ?? 0, page);
    expect(rows).toHaveLength(proof.results.length);
    await expect(rig.engine.listProofRows(999, page)).rejects.toMatchObject({ code: 'proof.unknown' });
  });

  it('that were asked for find a tax edited in Odoo, which shows in the status until it is mended', async () => {
    const causesLeft = async () =>
      (await rig.engine.status())[0]?.proofs.find(({ kind }) => kind === 'taxes')?.open;
    editTax(7);
    const seen: string[] = [];
    const { id } = await ask('taxes', 60);
    await rig.engine.runProofs(
      rig.backend.id,
      { onProof: (proof) => void seen.push(proof.state) },
      (progress) => {
        if (progress.step === 'verifying' && progress.done === 0) seen.push(`of ${progress.total}`);
      },
    );
    expect(seen).toEqual(['running', expect.stringMatching(/^of \d+$/), 'done']);
    const found = await rig.engine.getProof(id);
    expect(found).toMatchObject({ origin: 'api', askedBy: 'ann', state: 'done' });
    expect(found.counts.differs).toBeGreaterThan(0);
    const page = { sort: 'position', descending: false, limit: 500, cause: 'tax_changed' } as const;
    const [first] = (await rig.engine.listProofRows(id, page)).rows;
    expect(first).toMatchObject({ state: 'differs', country: 'US' });
    expect(first?.remedy).not.toBe('');
    expect((await rig.engine.countProofCountries(id)).map(({ country }) => country)).toContain('DE');
    expect(await causesLeft()).toBe(1);
    rig.odoo.control.restore('synced');
    await ask('taxes', 60);
    await run();
    expect(await causesLeft()).toBe(0);
  });

  it('leave nothing behind on either server', async () => {
    const models = ['res.partner', 'product.product', 'product.template', 'sale.order'];
    const count = () => models.map((model) => rowsOf(rig.odoo, model).length);
    const before = count();
    await ask();
    await ask('shipping');
    await ask('orders');
    await run();
    expect(count()).toEqual(before);
    expect(rig.woo.control.filledCarts()).toBe(0);
    expect((await history()).slice(0, 3).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      ...['orders done', 'shipping done', 'taxes done'],
    ]);
    expect((await history())[1]?.counts.equal).toBeGreaterThan(0);
  });

  it('end in order where the service is stopped, leave nothing behind, and are taken up again', async () => {
    const before = rowsOf(rig.odoo, 'res.partner').length;
    const { id } = await ask('taxes', 20);
    const stop = new AbortController();
    const job = { stop: stop.signal };
    const stopping = rig.engine.runProofs(rig.backend.id, job, (progress) => {
      if (progress.step === 'verifying' && progress.done === 2) stop.abort();
    });
    expect(await stopping).toEqual({ stopped: true });
    expect(rowsOf(rig.odoo, 'res.partner')).toHaveLength(before);
    expect(await rig.engine.getProof(id)).toMatchObject({ state: 'running', attempts: 0 });
    expect(await run()).toEqual({ stopped: false });
    expect(await rig.engine.getProof(id)).toMatchObject({ state: 'done', attempts: 1 });
  });

  it('of a process that was killed are begun again, but not for ever', async () => {
    const { id } = await ask();
    await proofs().begin(id, '1');
    await run();
    expect(await rig.engine.getProof(id)).toMatchObject({ state: 'done', attempts: 2 });
    const again = await ask();
    for (const at of ['1', '2', '3']) await proofs().begin(again.id, at);
    await run();
    expect(await rig.engine.getProof(again.id)).toMatchObject({
      ...{ state: 'failed', problem: { code: 'verify.interrupted' } },
    });
  });

  it('wait while somebody else works on the backend, and note what a server refused', async () => {
    const { id } = await ask();
    const lock = await rig.database.lock(rig.backend);
    await expect(run()).rejects.toMatchObject({ code: 'backend.busy' });
    expect(await rig.engine.getProof(id)).toMatchObject({ state: 'asked' });
    await lock.release();
    rig.odoo.control.fault({
      ...{ action: { kind: 'html', status: 400 }, always: true },
      only: { model: 'sale.order' },
    });
    await run();
    rig.odoo.control.clearFaults();
    expect(await rig.engine.getProof(id)).toMatchObject({ state: 'failed' });
    expect((await rig.engine.status())[0]?.state).toBe('needs_review');
  });

  it('of taxes that the store switched off since have nothing to compare, which is no fault', async () => {
    rig.woo.control.setSetting('general', 'woocommerce_calc_taxes', 'no');
    const { id } = await ask();
    await run();
    expect(await rig.engine.getProof(id)).toMatchObject({ state: 'done', rowCount: 0 });
  });

  it('of a production backend are confirmed, but for orders, which write nothing', async () => {
    const request = { askedBy: 'ann', confirm: false } as const;
    const production = { ...rig.backend, environment: 'production' } as const;
    await expect(rig.engine.askForProof(production, { ...request, kind: 'taxes' })).rejects.toMatchObject({
      code: 'verify.production',
    });
    expect(await rig.engine.askForProof(production, { ...request, kind: 'orders' })).toBeDefined();
    const many = { ...request, kind: 'orders', sample: 9_999 } as const;
    await expect(rig.engine.askForProof(production, many)).rejects.toThrow('between 1 and 5000');
    await run();
  });

  it('follow a sync that changed something, where the backend is set so', async () => {
    const open = async () => (await proofs().open()).map(({ kind, origin }) => `${kind} ${origin}`);
    expect(await open(), 'the first sync changed much').toEqual([]);
    await rig.engine.editBackend(rig.backend.id, { verifyAfterSync: 'after_changes' }, quiet);
    await rig.sync();
    expect(await open(), 'nothing had changed').toEqual([]);
    const [rate] = rig.woo.control.data().taxRates.filter(({ country }) => country === 'DE');
    rig.woo.control.removeRate(rate?.id ?? 0);
    await rig.sync({ allowRemovals: true });
    expect(await open()).toEqual(['taxes sync', 'shipping sync', 'orders sync']);
    await run();
    expect(await open()).toEqual([]);
  });
});
