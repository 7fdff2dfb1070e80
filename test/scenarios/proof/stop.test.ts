import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DomainName } from '../../../src/core/operation.ts';
import type { Proof } from '../../../src/database/port.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { nameOf } from '../../../src/engine/proof/odoo-probe.ts';
import type { Progress } from '../../../src/engine/run/progress.ts';
import { rowOf, rowsOf } from '../../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../../testing/rig.ts';
import { EACH_SERIES } from '../../testing/series.ts';
import { until } from '../../testing/service-rig.ts';

const DOMAINS: readonly DomainName[] = ['geography', 'taxes', 'shipping', 'payments', 'currency'];
/** What a check may leave nothing of. */
const MODELS = ['res.partner', 'product.product', 'product.template', 'sale.order', 'sale.order.line'];
const quiet = () => undefined;

describe.each(EACH_SERIES)('a check that is stopped, Odoo %i', (series) => {
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

  const history = () => rig.engine.listProofs({ backendId: rig.backend.id, limit: 50 });
  const ask = async (kind: Proof['kind'] = 'taxes', sample = 30) =>
    (await rig.engine.askForProof(rig.backend, { kind, sample, askedBy: 'ann', confirm: true })).id;
  const run = (onProgress: (progress: Progress) => void = quiet) =>
    rig.engine.runProofs(rig.backend.id, {}, onProgress);
  const last = async (kind: Proof['kind']) =>
    (await rig.engine.status())[0]?.proofs.find((each) => each.kind === kind);
  const remains = () => [
    ...MODELS.map((model) => rowsOf(rig.odoo, model).length),
    rig.woo.control.filledCarts(),
  ];

  /** Asks for a stop once both servers were asked at two addresses, and slows Odoo down until it was heard. */
  function stopAtSecond(asked: Promise<boolean>[], id?: number): (progress: Progress) => void {
    return (progress) => {
      if (progress.step === 'stopping') rig.odoo.control.clearFaults();
      if (progress.step !== 'verifying' || progress.done !== 2) return;
      rig.odoo.control.fault({
        ...{ only: { model: 'sale.order' }, action: { kind: 'delay', ms: 300 }, always: true },
      });
      asked.push(
        history()
          .then(([newest]) => rig.engine.stopProof(id ?? newest?.id ?? 0))
          .then(({ isNew }) => isNew),
      );
    };
  }

  function editTax(): void {
    const taxes = rowsOf(rig.odoo, 'account.tax').filter(
      ({ amount, type_tax_use: use }) => use === 'sale' && Number(amount) === 19,
    );
    rig.odoo.control.write(
      'account.tax',
      taxes.map(({ id }) => id),
      { amount: 18 },
    );
  }

  it('leaves nothing behind, keeps what it compared, and what was found before still counts', async () => {
    editTax();
    await rig.engine.verifyTaxes(rig.backend, { sample: 30 }, quiet);
    const complete = await last('taxes');
    expect(complete?.open).toBe(1);
    const shown = () => {
      const {
        x_proof_count: count,
        x_proof_date: date,
        x_proof_state: state,
        x_proof_summary: text,
      } = rowOf(rig.odoo, 'x_woo_backend');
      return { count, date, state, text, items: rowsOf(rig.odoo, 'x_woo_review', { x_domain: 'proof' }) };
    };
    const inOdoo = shown();
    const before = remains();
    const id = await ask();
    const other = await ask('orders');
    const asked: Promise<boolean>[] = [];
    const seen: string[] = [];
    const onProof = (proof: Proof) => void seen.push(`${proof.kind} ${proof.state}`);
    const stopped = await rig.engine.runProofs(rig.backend.id, { onProof }, stopAtSecond(asked, id));
    expect(stopped, 'the process goes on').toEqual({ stopped: false });
    expect(seen).toEqual(['taxes running', 'taxes failed', 'orders running', 'orders done']);
    expect(await Promise.all(asked)).toEqual([true]);
    expect(remains()).toEqual(before);
    const record = await rig.engine.getProof(id);
    expect(record).toMatchObject({ state: 'failed', problem: { code: 'verify.stopped' }, attempts: 1 });
    expect(record.stopRequestedAt).not.toBeNull();
    expect(record.message).toMatch(
      /^Stopped by a user after \d+ of \d+ addresses: \d+ of \d+ comparisons agree/u,
    );
    const page = { sort: 'position', descending: false, limit: 500 } as const;
    const { rows } = await rig.engine.listProofRows(id, page);
    expect(rows.length).toBe(record.rowCount);
    expect(rows.length).toBeGreaterThan(0);
    expect(await rig.engine.getProof(other)).toMatchObject({ state: 'done' });
    // What both servers agreed on so far hides nothing of what the complete check found.
    expect(await last('taxes')).toEqual(complete);
    const now = shown();
    expect(now.items).toEqual(inOdoo.items);
    expect(now).toMatchObject({ count: inOdoo.count, state: 'differ' });
    expect(String(now.text).split('\n')[0]).toBe(inOdoo.text);
    await expect(rig.engine.stopProof(id)).rejects.toMatchObject({
      ...{ code: 'proof.not_running', hint: 'There is nothing to stop.' },
    });
    await expect(rig.engine.stopProof(9_999)).rejects.toMatchObject({ code: 'proof.unknown' });
  });

  it('ends before it began where it still waits, and as soon as it is taken up again after a kill', async () => {
    const waiting = await ask();
    expect(await rig.engine.stopProof(waiting)).toMatchObject({ isNew: true, proof: { state: 'failed' } });
    expect(await rig.database.proofs.open()).toEqual([]);
    const ended = await rig.engine.getProof(waiting);
    expect(ended).toMatchObject({
      message: 'Stopped by a user before anything was compared',
      startedAt: null,
    });
    await expect(rig.engine.stopProof(waiting)).rejects.toMatchObject({ code: 'proof.not_running' });

    const killed = await ask();
    await rig.database.proofs.begin(killed, '1');
    const before = remains();
    rig.odoo.control.create('res.partner', [{ name: nameOf(rig.backend.id), active: false }]);
    expect(await rig.engine.stopProof(killed)).toMatchObject({ isNew: true, proof: { state: 'running' } });
    expect(await rig.engine.stopProof(killed)).toMatchObject({ isNew: false });
    let questions = 0;
    await run((progress) => {
      if (progress.step === 'verifying') questions += 1;
    });
    expect(questions).toBe(0);
    expect(remains()).toEqual(before);
    expect(await rig.engine.getProof(killed)).toMatchObject({ problem: { code: 'verify.stopped' } });
  });

  it.each([
    ['taxes', (stop?: AbortSignal) => ({ sample: 30, ...(stop && { stop }) })],
    ['shipping', (stop?: AbortSignal) => ({ sample: 30, wizard: true, ...(stop && { stop }) })],
  ] as const)('of %s of a command ends on a request of any process, and on Ctrl-C', async (kind, options) => {
    const { engine } = rig;
    const check = (...asked: Parameters<Engine['verifyShipping']>): Promise<unknown> =>
      kind === 'taxes' ? engine.verifyTaxes(...asked) : engine.verifyShipping(...asked);
    const [before, complete] = [remains(), await last(kind)];
    const asked: Promise<boolean>[] = [];
    await expect(check(rig.backend, options(), stopAtSecond(asked))).rejects.toMatchObject({
      code: 'verify.stopped',
      message: expect.stringMatching(/^Stopped by a user after \d+ of \d+ addresses: .*\.$/u) as string,
    });
    expect(await Promise.all(asked)).toEqual([true]);
    expect(remains()).toEqual(before);
    const byUser = (await history())[0];
    expect(byUser).toMatchObject({ kind, origin: 'cli', problem: { code: 'verify.stopped' } });

    const ctrlC = new AbortController();
    const interrupted = check(rig.backend, options(ctrlC.signal), (progress) => {
      if (progress.step === 'verifying' && progress.done === 2) ctrlC.abort();
    });
    await expect(interrupted).rejects.toMatchObject({ code: 'verify.stopped' });
    expect(remains()).toEqual(before);
    expect((await history())[0]?.message).toMatch(/^Interrupted after [23] of \d+ addresses: /u);
    expect(await last(kind)).toEqual(complete);
    // Nothing waits for the service, and the backend is free again.
    expect(await rig.database.proofs.open()).toEqual([]);
    await rig.engine.verifyTaxes(rig.backend, { sample: 1 }, quiet);
  });

  it('while it still reads has compared nothing, orders like the others', async () => {
    for (const kind of ['taxes', 'shipping', 'orders'] as const) {
      const stop = new AbortController();
      const onProgress = ({ step }: Progress) => {
        if (step === 'reading') stop.abort();
      };
      const { engine, backend } = rig;
      const begun = {
        taxes: () => engine.verifyTaxes(backend, { sample: 3, stop: stop.signal }, onProgress),
        shipping: () => engine.verifyShipping(backend, { sample: 3, stop: stop.signal }, onProgress),
        orders: () => engine.verifyOrders(backend, { last: 3, stop: stop.signal }, onProgress),
      }[kind]();
      await expect(begun).rejects.toMatchObject({
        ...{ code: 'verify.stopped', message: 'Interrupted before anything was compared.' },
      });
      expect((await history())[0]).toMatchObject({ kind, state: 'failed', rowCount: 0 });
    }
  });

  it('by the end of its command is shown as stopped at once, and recorded so by the next check', async () => {
    const lock = await rig.database.lock({ id: 'a1b2c3d4', name: 'a command' });
    const start = { kind: 'orders', origin: 'cli', askedBy: null, sample: 5, askedAt: '1' } as const;
    const backendId = rig.backend.id;
    const id = await rig.database.proofs.start({
      ...start,
      backendId,
      startedAt: '1',
      processLock: 'a1b2c3d4',
    });
    expect(await rig.engine.getProof(id)).toMatchObject({ state: 'running' });
    await run();
    expect(await rig.engine.getProof(id), 'its process lives').toMatchObject({
      state: 'running',
      attempts: 1,
    });
    await lock.release();
    const shown = { state: 'failed', problem: { code: 'verify.stopped' } };
    expect(await rig.engine.getProof(id)).toMatchObject(shown);
    expect((await history())[0]).toMatchObject(shown);
    await expect(rig.engine.stopProof(id)).rejects.toMatchObject({ code: 'proof.not_running' });
    expect(await rig.database.proofs.get(id), 'looking writes nothing').toMatchObject({ state: 'running' });
    await run();
    await until(async () => (await rig.database.proofs.get(id))?.state === 'failed', 'the record to end');
    expect(await rig.database.proofs.ofCommands()).toEqual([]);
  });
});
