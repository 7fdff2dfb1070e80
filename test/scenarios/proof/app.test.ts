import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DomainName } from '../../../src/core/operation.ts';
import { rowOf, rowsOf } from '../../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../../testing/rig.ts';
import { EACH_SERIES } from '../../testing/series.ts';

/** Addresses: Germany, whose tax is edited, is among them. */
const SAMPLE = 20;
const DOMAINS: readonly DomainName[] = ['geography', 'taxes', 'shipping', 'payments', 'currency'];
const quiet = () => undefined;

describe.each(EACH_SERIES)('checks in the app, Odoo %i', (series) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig({ odoo: { series }, app: true, domains: DOMAINS });
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
    const taxes = rowsOf(rig.odoo, 'account.tax').filter(
      ({ amount: percent, type_tax_use: use }) => use === 'sale' && [18, 19].includes(Number(percent)),
    );
    rig.odoo.control.write(
      'account.tax',
      taxes.map(({ id }) => id),
      { amount },
    );
  }

  const shown = () => rowOf(rig.odoo, 'x_woo_backend');
  const items = (active = true) =>
    rowsOf(rig.odoo, 'x_woo_review', { x_domain: 'proof', x_active: active }).map((row) => ({
      type: row['x_type'],
      key: String(row['x_key']).replace(/ .*/u, ''),
      name: row['x_name'],
      reason: row['x_reason'],
    }));

  it('show in the app in Odoo what they found, until a later one finds it no more', async () => {
    const before = Number(shown()['x_review_count']);
    expect(shown()).toMatchObject({ x_proof_date: false, x_proof_summary: false });
    editTax(18);
    const proof = await rig.engine.verifyTaxes(rig.backend, { sample: SAMPLE }, quiet);
    expect(shown()).toMatchObject({ x_proof_state: 'differ', x_proof_count: 1, x_review_count: before + 1 });
    expect(shown()['x_proof_summary']).toMatch(/^Taxes: \d+ of \d+ comparisons agree to the cent; .*UTC\)$/u);
    const [cause] = proof.causes.filter(({ cause: each }) => each === 'tax_changed');
    expect(items()).toEqual([
      {
        type: 'taxes',
        key: 'tax_changed',
        name: cause?.reason,
        reason: expect.stringContaining('1 place: DE') as string,
      },
    ]);
    expect(items()[0]?.reason).toContain(cause?.remedy);
    // Other kinds, and syncs, leave the item alone.
    const orders = { kind: 'orders', askedBy: 'ann', confirm: true } as const;
    await rig.engine.askForProof(rig.backend, orders);
    await rig.engine.runProofs(rig.backend.id, {}, quiet);
    await rig.sync();
    // The sync has items of its own about the tax: 19 has one tax for each class that is mapped.
    const all = rowsOf(rig.odoo, 'x_woo_review', { x_active: true });
    expect(all.length).toBeGreaterThan(before + 1);
    expect(shown()).toMatchObject({ x_proof_count: 1, x_review_count: all.length });
    expect(shown()['x_proof_summary']).toContain('\nOrders: The store has no orders yet');
    const written = async () => {
      rig.odoo.control.reset();
      await rig.engine.verifyTaxes(rig.backend, { sample: SAMPLE }, quiet);
      return rig.odoo.control.counts().by['x_woo_review.load'] ?? 0;
    };
    expect(await written(), 'the same again').toBe(0);
    editTax(19);
    await written();
    expect(items()).toEqual([]);
    expect(items(false)).toMatchObject([{ type: 'taxes', key: 'tax_changed' }]);
    expect(shown()).toMatchObject({
      x_proof_state: 'agree',
      x_proof_count: 0,
      x_review_count: all.length - 1,
    });
    editTax(18);
    expect(await written(), 'found again').toBe(1);
    expect(items()).toHaveLength(1);
    expect(items(false)).toEqual([]);
  });

  it('that failed leave what was found, and show why; the app of an earlier version is named', async () => {
    editTax(18);
    await rig.engine.verifyTaxes(rig.backend, { sample: SAMPLE }, quiet);
    rig.woo.control.setSetting('general', 'woocommerce_calc_taxes', 'no');
    await expect(rig.engine.verifyTaxes(rig.backend, { sample: SAMPLE }, quiet)).rejects.toThrow();
    expect(items().map(({ key }) => key)).toEqual(['tax_changed', 'failed']);
    expect(shown()).toMatchObject({ x_proof_state: 'failed', x_proof_count: 2 });
    rig.woo.control.restore('synced');
    const id = rowsOf(rig.odoo, 'ir.model.fields', { model: 'x_woo_backend', name: 'x_proof_summary' })[0]
      ?.id;
    rig.odoo.control.unlink('ir.model.fields', [id ?? 0]);
    const warnings: string[] = [];
    await rig.engine.verifyOrders(rig.backend, { last: 5 }, (progress) => {
      if (progress.step === 'warning') warnings.push(progress.message);
    });
    expect(warnings).toEqual([expect.stringContaining('woo-odoo odoo-app upgrade')]);
  });
});
