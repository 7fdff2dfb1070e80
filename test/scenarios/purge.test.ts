import { afterEach, describe, expect, it } from 'vitest';
import { countOperations } from '../../src/core/plan.ts';
import { startStore } from '../../sandbox/index.ts';
import { shrinkToSmallWorld } from '../testing/small-world.ts';
import { odooContents } from '../testing/odoo-contents.ts';
import { pair, startRig, type Rig } from '../testing/rig.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

const quiet = () => undefined;

describe('purging a backend', () => {
  it('tells its effects first, and touches neither Odoo nor the store', async () => {
    rig = await startRig();
    const { engine, odoo, woo, backend, sync, database } = rig;
    const run = await sync();
    odoo.control.reset();
    woo.control.reset();
    const effects = await engine.purgeEffects(backend.name);
    expect(effects).toMatchObject({
      backend: { id: backend.id },
      traces: { credentials: 3, bindings: 75, managedRecords: 22, runs: 1, sharedWith: [] },
    });
    expect(await engine.getBackend(backend.name)).toMatchObject({ removedAt: null });
    await engine.purgeBackend(backend.id);
    expect([odoo.control.counts().total, woo.control.counts().total]).toEqual([0, 0]);
    await expect(engine.getBackend(backend.name)).rejects.toMatchObject({ code: 'backend.unknown' });
    expect((await engine.getRun(run.runId)).operations).toHaveLength(75);
    expect(await database.backends.traces(backend.id, backend.odooDatabaseUuid ?? '')).toMatchObject({
      credentials: 0,
      bindings: 0,
      managedRecords: 0,
      runs: 1,
    });
  });

  it('loses nothing that a new pairing would not find again', async () => {
    rig = await startRig();
    const { engine, odoo, woo, backend, sync } = rig;
    await sync();
    const before = odooContents(odoo);
    await engine.purgeBackend(backend.id);
    const again = await pair(engine, woo, odoo, {}, 'shop');
    const report = await engine.sync(again, {}, quiet);
    expect(report.status).toBe('done');
    const operations = report.plan?.domains.flatMap((domain) => domain.operations) ?? [];
    expect(countOperations(operations)).toMatchObject({ create: 0, update: 0, conflict: 0 });
    expect(odooContents(odoo)).toEqual(before);
    expect((await engine.sync(again, {}, quiet)).status).toBe('nothing');
    // The new pairing owns what the purged one made: its names follow the store again.
    woo.control.putState('AL', { code: 'AL-01', name: 'Berati' });
    expect(await engine.sync(again, {}, quiet)).toMatchObject({
      status: 'done',
      outcomes: [{ key: 'AL:AL-01', status: 'applied' }],
    });
  });

  it('leaves the memory that another backend on the same Odoo goes by', async () => {
    rig = await startRig();
    const { engine, odoo, backend, sync } = rig;
    await sync();
    const german = await startStore({ language: 'de' });
    try {
      shrinkToSmallWorld(german);
      german.control.putState('AL', { code: 'AL-01', name: 'Berat auf Deutsch' });
      const other = await pair(engine, german, odoo, {}, 'zweiter');
      await engine.sync(other, {}, quiet);
      expect((await engine.purgeEffects(backend.id)).traces.sharedWith).toEqual(['zweiter']);
      await engine.purgeBackend(backend.id);
      // It knows what was last written there, so it takes the records over instead of asking who changed them.
      const taken = await engine.sync(other, {}, quiet);
      expect(taken.status).toBe('done');
      expect(taken.outcomes).toContainEqual(
        expect.objectContaining({ key: 'AL:AL-01', status: 'applied' }) as unknown,
      );
      expect(
        taken.plan && countOperations(taken.plan.domains.flatMap(({ operations }) => operations)),
      ).toMatchObject({
        create: 0,
        conflict: 0,
      });
      expect((await engine.sync(other, {}, quiet)).status).toBe('nothing');
    } finally {
      await german.close();
    }
  });

  it('is possible after a plain removal too, by the id', async () => {
    rig = await startRig();
    const { engine, backend, database } = rig;
    const { backend: removed } = await engine.removeBackend(backend.name, () => undefined);
    expect(await database.backends.secrets(removed.id)).toBeDefined();
    await expect(engine.purgeEffects(backend.name)).rejects.toMatchObject({ code: 'backend.unknown' });
    expect((await engine.purgeEffects(removed.id)).traces.credentials).toBe(3);
    await engine.purgeBackend(removed.id);
    await expect(database.backends.secrets(removed.id)).rejects.toMatchObject({ code: 'backend.unknown' });
  });

  it('waits for no run: it is refused while one is under way', async () => {
    rig = await startRig();
    const { engine, backend, database } = rig;
    const lock = await database.lock(backend);
    await expect(engine.purgeBackend(backend.id)).rejects.toMatchObject({ code: 'backend.busy' });
    expect((await engine.purgeEffects(backend.name)).traces.credentials).toBe(3);
    await lock.release();
  });
});
