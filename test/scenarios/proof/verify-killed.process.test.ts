import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../testing/app-in-odoo.ts';
import { addAndSync, startProcessRig, type ProcessRig } from '../../testing/process-rig.ts';
import { until } from '../../testing/service-rig.ts';

/** What a check may leave nothing of. */
const MODELS = [
  'res.partner',
  'product.product',
  'product.template',
  'sale.order',
  'sale.order.line',
] as const;
const STEP_MS = 4_000;

/** `verify` as a process that is killed (SIGKILL) while Odoo works on a question of it. */
describe('a check that was killed', { timeout: 120_000 }, () => {
  let rig: ProcessRig;

  beforeAll(async () => {
    rig = await startProcessRig();
    await addAndSync(rig);
  }, 120_000);
  afterAll(() => rig.close());

  const count = () => Object.fromEntries(MODELS.map((model) => [model, rowsOf(rig.odoo, model).length]));
  const nextNumber = () => rig.odoo.control.records('ir.sequence').map((row) => row['number_next']);

  /** Starts a check, and kills it once Odoo is at the given call, which takes seconds. */
  async function killAt(model: string, ...args: string[]): Promise<void> {
    const { odoo } = rig;
    odoo.control.reset();
    odoo.control.fault({ only: { model, call: 'onchange' }, action: { kind: 'delay', ms: STEP_MS } });
    const { child, finished } = rig.start('verify', ...args, '--yes');
    const made = model === 'sale.order' ? 'product.template' : 'sale.order';
    const isUnderWay = () => rowsOf(odoo, made).some((row) => String(row['name']).includes('tax probe'));
    await Promise.race([
      until(() => isUnderWay(), `the check to be at ${model}`, 60_000),
      finished.then(({ err, out }) => {
        throw new Error(`the check ended before: ${err}${out}`);
      }),
    ]);
    child.kill('SIGKILL');
    await finished;
    odoo.control.clearFaults();
  }

  it('of taxes leaves a contact and products, which --clean removes', async () => {
    const before = count();
    await killAt('sale.order', 'taxes', '--sample', '5');
    expect(count()).not.toEqual(before);
    const cleaned = await rig.cli.run('verify', 'taxes', '--clean', '--json');
    expect(cleaned, cleaned.err).toMatchObject({ code: 0 });
    expect((JSON.parse(cleaned.out) as { removed: number }).removed).toBeGreaterThan(2);
    expect(count()).toEqual(before);
  });

  it('of shipping leaves quotations too, which the next check removes, and takes no number', async () => {
    const before = [count(), nextNumber()];
    await killAt('choose.delivery.carrier', 'shipping', '--wizard', '--sample', '3');
    expect(rowsOf(rig.odoo, 'sale.order').length).toBeGreaterThan(0);
    const next = await rig.cli.run('verify', 'shipping', '--wizard', '--sample', '1', '--yes');
    expect(next, next.err).toMatchObject({ code: 0 });
    expect([count(), nextNumber()]).toEqual(before);
  });

  it('of shipping without the form has nothing to leave in Odoo', async () => {
    const before = count();
    const checked = await rig.cli.run('verify', 'shipping', '--sample', '2', '--yes', '--json');
    expect(checked, checked.err).toMatchObject({ code: 0 });
    expect(JSON.parse(checked.out)).toMatchObject({ odooBy: 'rules', leftBehind: null });
    expect(count()).toEqual(before);
  });
});
