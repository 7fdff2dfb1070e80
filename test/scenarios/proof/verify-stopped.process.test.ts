import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../testing/app-in-odoo.ts';
import { addAndSync, startProcessRig, type ProcessRig } from '../../testing/process-rig.ts';
import { until } from '../../testing/service-rig.ts';

/** What a check may leave nothing of. */
const MODELS = ['res.partner', 'product.product', 'product.template', 'sale.order', 'sale.order.line'];

/** `verify` as a process that is stopped while Odoo works on a question of it. */
describe('a check of the command line that is stopped', { timeout: 120_000 }, () => {
  let rig: ProcessRig;

  beforeAll(async () => {
    rig = await startProcessRig();
    await addAndSync(rig);
  }, 120_000);
  afterAll(() => rig.close());

  const remains = () => [
    ...MODELS.map((model) => rowsOf(rig.odoo, model).length),
    rig.woo.control.filledCarts(),
  ];

  async function newest() {
    const { out } = await rig.cli.run('verify', 'history', '--json');
    const [first] = JSON.parse(out) as { id: number; state: string; message: string }[];
    if (first === undefined) throw new Error('there is no check');
    return first;
  }

  /** Starts a check whose every question takes a while, and waits until what it makes in Odoo is there. */
  async function startSlowly(...args: string[]) {
    for (const model of ['sale.order', 'choose.delivery.carrier'])
      rig.odoo.control.fault({
        ...{ only: { model, call: 'onchange' }, action: { kind: 'delay', ms: 500 }, always: true },
      });
    const started = rig.start('verify', ...args, '--yes');
    const isUnderWay = () =>
      rowsOf(rig.odoo, 'product.template').some((row) => String(row['name']).includes('tax probe'));
    await Promise.race([
      until(isUnderWay, 'the check to be under way', 60_000),
      started.finished.then(({ err, out }) => {
        throw new Error(`the check ended before: ${err}${out}`);
      }),
    ]);
    return started;
  }

  it('by another process leaves nothing behind on either server, and is shown as stopped', async () => {
    const before = remains();
    const { finished } = await startSlowly('shipping', '--wizard', '--sample', '30');
    const { id, state } = await newest();
    expect(state).toBe('running');
    const asked = await rig.cli.run('verify', 'stop', String(id));
    expect(asked, asked.err).toMatchObject({ code: 0 });
    expect(asked.out).toContain(`Check ${id} stops after its current question`);
    const { code, err, out } = await finished;
    expect(code, err).toBe(130);
    expect(err).toContain('Stopped by a user');
    expect(out).toBe('');
    rig.odoo.control.clearFaults();
    expect(remains()).toEqual(before);
    const shown = await rig.cli.run('verify', 'show', String(id));
    expect(shown.out).toContain(`Check ${id} of shipping (sample 30): stopped`);
    const late = await rig.cli.run('verify', 'stop', String(id));
    expect(late.code).toBe(1);
    expect(late.err).toContain(`Check ${id} has ended already: Stopped by a user`);
    expect((await rig.cli.run('verify', 'stop', '99')).err).toContain('There is no check 99.');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('by %s removes what it made, too', async (signal) => {
    const before = remains();
    const { child, finished } = await startSlowly('taxes', '--sample', '30', '--json');
    child.kill(signal);
    const { code, err } = await finished;
    expect(code, err).toBe(130);
    rig.odoo.control.clearFaults();
    expect(remains()).toEqual(before);
    expect(await newest()).toMatchObject({
      ...{ kind: 'taxes', state: 'failed', problem: { code: 'verify.stopped' } },
      message: expect.stringMatching(/^Interrupted /u) as string,
    });
  });

  it('by the end of its process is no check that runs, and leaves the backend to the next', async () => {
    const { child, finished } = await startSlowly('taxes', '--sample', '30');
    child.kill('SIGKILL');
    await finished;
    rig.odoo.control.clearFaults();
    expect(await newest()).toMatchObject({ state: 'failed', problem: { code: 'verify.stopped' } });
    const next = await rig.cli.run('verify', 'taxes', '--sample', '1', '--yes');
    expect(next.code, next.err).not.toBe(1);
    expect((await rig.cli.run('verify', 'history')).out).not.toContain('running');
  });
});
