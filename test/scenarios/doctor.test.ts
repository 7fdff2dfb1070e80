import { afterEach, describe, expect, it } from 'vitest';
import type { Check } from '../../src/engine/doctor/doctor.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { openTestDatabase } from '../testing/memory-database.ts';
import { composeServices } from '../../src/compose.ts';
import { startStore } from '../../sandbox/index.ts';
import { pair, startRig, type Rig, type RigOptions } from '../testing/rig.ts';
import { EACH_SERIES, once } from '../testing/series.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

async function start(options?: RigOptions) {
  rig = await startRig(options);
  return rig;
}

const examine = (name?: string) => rig.engine.doctor(name, () => undefined);
const found = (checks: readonly Check[], name: string) => checks.filter((check) => check.name === name);
const bad = (checks: readonly Check[]) =>
  checks.filter(({ status, name }) => status !== 'ok' && name !== 'Odoo app').map(({ name }) => name);

describe('doctor', () => {
  it.each(EACH_SERIES)('finds Odoo %i and the store in order, and writes to neither', async (series) => {
    const { odoo } = await start({ odoo: { series } });
    const checks = await examine();
    expect(bad(checks)).toEqual([]);
    expect(checks.map(({ name }) => name)).toEqual([
      ...['database', 'store', 'WooCommerce', 'clock of the store'],
      ...['Odoo', 'Odoo database', 'company', 'rights in Odoo', 'Odoo app', 'clock of Odoo'],
    ]);
    expect(found(checks, 'Odoo')[0]?.message).toContain(`${series}.0`);
    expect(found(checks, 'WooCommerce')[0]?.message).toBe('11.0.1');
    expect(found(checks, 'rights in Odoo')[0]?.message).toContain('create states');
    expect(odoo.control.counts()).toMatchObject({ writes: 0, changes: 0 });
  });

  once.it('names an app that a newer connector upgraded, and what to do', async () => {
    const { odoo } = await start({ app: true });
    const [row] = odoo.control.records('x_woo_app');
    expect(found(await examine(), 'Odoo app')).toMatchObject([{ status: 'ok' }]);
    odoo.control.write('x_woo_app', [Number(row?.['id'])], { x_version: '18.0.99.0.0' });
    expect(found(await examine(), 'Odoo app')).toMatchObject([
      {
        status: 'warning',
        message: expect.stringContaining('version 18.0.99.0.0 is installed') as string,
        todo: expect.stringContaining('Install the newer connector again') as string,
      },
    ]);
  });

  it.each(EACH_SERIES)(
    'shows of Odoo %i that the company is a branch, and what that means',
    async (series) => {
      const { engine, odoo, woo } = await start({ odoo: { series } });
      const north = odoo.control.addBranch('North', 1, ['connector']);
      const warnings: string[] = [];
      const [saved] = await engine.listBackends();
      await engine.removeBackend(saved?.name ?? '', () => undefined);
      await pair(engine, woo, odoo, { companyId: north, takeOver: false }, 'north', warnings);
      const means = expect.stringMatching(/^North \(\d+\) is a branch of .* \(1\): the taxes,/u) as string;
      expect(warnings).toEqual([means]);
      expect(found(await examine('north'), 'company')).toMatchObject([{ status: 'ok', message: means }]);

      // Odoo refuses currencies to whoever may work for the branch alone.
      const user = odoo.control
        .records('res.users', [['login', '=', 'connector']])
        .map(({ id }) => Number(id));
      odoo.control.write('res.users', user, { company_id: north, company_ids: [[6, 0, [north]]] });
      expect(found(await examine('north'), 'Odoo')).toMatchObject([
        {
          status: 'problem',
          message: expect.stringContaining('may not work for company 1 above it') as string,
          todo: expect.stringContaining('Allow company 1') as string,
        },
      ]);
      const again = pair(engine, woo, odoo, { takeOver: false }, 'again');
      await expect(again).rejects.toMatchObject({ code: 'odoo.company_denied' });
    },
  );

  once.it('shows which right is missing and which group gives it', async () => {
    await start({ user: 'employee' });
    const rights = found(await examine(), 'rights in Odoo');
    expect(rights.map(({ status }) => status)).toEqual(['problem', 'problem']);
    expect(rights[0]).toMatchObject({
      message: expect.stringContaining('create states') as string,
      todo: expect.stringContaining('Contact Creation') as string,
    });
  });

  once.it('checks one side when the other is down, each way round', async () => {
    const { woo, odoo } = await start();
    woo.control.fault({ action: { kind: 'status', status: 503 }, always: true });
    const storeDown = await examine();
    expect(bad(storeDown)).toEqual(['store']);
    expect(found(storeDown, 'Odoo')).toMatchObject([{ status: 'ok' }]);
    woo.control.clearFaults();
    odoo.control.fault({ action: { kind: 'cut' }, always: true });
    const odooDown = await examine();
    expect(bad(odooDown)).toEqual(['Odoo']);
    expect(found(odooDown, 'store')).toMatchObject([{ status: 'ok' }]);
    expect(found(odooDown, 'Odoo')[0]?.todo).toBeDefined();
  });

  once.it('tells a key that is no longer accepted', async () => {
    const { database, backend } = await start();
    const secrets = await database.backends.secrets(backend.id);
    await database.backends.change(backend.id, {}, { ...secrets, odooSecret: 'wrong-secret-canary' });
    const checks = await examine();
    expect(bad(checks)).toEqual(['Odoo']);
    await database.backends.change(
      backend.id,
      {},
      { ...secrets, consumerSecret: 'cs_wrongsecretcanary000000000000' },
    );
    expect(bad(await examine())).toEqual(['store']);
    expect(JSON.stringify(checks)).not.toContain('canary');
  });

  once.it('tells a copy of the Odoo database, and a company that the user may not see', async () => {
    const { database, backend } = await start();
    await database.backends.change(backend.id, { odooDatabaseUuid: 'c0ffee00-0000-4000-8000-00000000ffff' });
    expect(found(await examine(), 'Odoo database')).toMatchObject([
      { status: 'problem', todo: expect.stringContaining('--accept-database') as string },
    ]);
    await database.backends.change(backend.id, { odooCompanyId: 77 });
    expect(found(await examine(), 'Odoo')).toMatchObject([
      { status: 'problem', message: expect.stringContaining('[odoo.company_denied]') as string },
    ]);
  });

  once.it(
    'warns of a version that is not told, and of a way to sign in that is not the saved one',
    async () => {
      const { database, backend, woo } = await start();
      woo.control.fault({
        action: { kind: 'status', status: 403 },
        always: true,
        only: { path: 'system_status' },
      });
      await database.backends.change(backend.id, { storeSignIn: 'query' });
      const checks = await examine();
      expect(bad(checks)).toEqual(['sign-in', 'WooCommerce']);
      expect(checks.some(({ status }) => status === 'problem')).toBe(false);
    },
  );

  once.it('names a WooCommerce that is too old, which no new backend is paired with', async () => {
    const { backend, engine, odoo, woo } = await start();
    woo.control.behave({ version: '6.9.4' });
    expect(found(await examine(), 'WooCommerce')).toMatchObject([
      {
        status: 'problem',
        message: expect.stringContaining('needs 7.0 or later. [store.too_old]') as string,
      },
    ]);
    const old = await startStore({ version: '5.9.0' });
    try {
      await expect(pair(engine, old, odoo, {}, 'old')).rejects.toMatchObject({
        code: 'store.too_old',
        hint: expect.stringContaining('Update WooCommerce') as string,
      });
      old.control.behave({ version: '7.0.0' });
      expect((await pair(engine, old, odoo, {}, 'old')).name).toBe('old');
    } finally {
      await old.close();
    }
    // What was paired before goes on.
    expect((await engine.sync(backend, {}, () => undefined)).status).toBe('done');
  });

  once.it('names each of several backends, or the one that was asked for', async () => {
    const { engine, odoo, backend } = await start();
    const second = await startStore();
    try {
      await pair(engine, second, odoo, {}, 'second');
      const names = (checks: readonly Check[]) => new Set(checks.map((check) => check.backend));
      expect(names(await examine())).toEqual(new Set([null, 'second', backend.name]));
      expect(names(await examine('second'))).toEqual(new Set([null, 'second']));
      await expect(examine('third')).rejects.toMatchObject({ code: 'backend.unknown' });
    } finally {
      await second.close();
    }
  });

  once.it('is of use before there is a backend, and when the clocks disagree', async () => {
    const { backend } = await start();
    const database = await openTestDatabase();
    const services = composeServices(database, {});
    const engine = createEngine({
      ...services,
      storeClock: () => Promise.resolve(-3 * 60_000),
      odooClock: () => Promise.resolve(null),
    });
    expect((await engine.doctor(undefined, () => undefined)).map(({ name }) => name)).toEqual([
      'database',
      'backends',
    ]);
    await database.backends.add(backend, await rig.database.backends.secrets(backend.id));
    const checks = await engine.doctor(undefined, () => undefined);
    expect(found(checks, 'clock of the store')).toMatchObject([{ status: 'warning' }]);
    expect(found(checks, 'clock of Odoo')).toMatchObject([{ status: 'warning' }]);
    await engine.close();
  });
});
