import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOdoo, startStore, type SandboxOdoo, type SandboxStore } from '../../sandbox/index.ts';
import { composeServices } from '../../src/compose.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { savePlan } from '../../src/engine/plan/saved-plan.ts';
import { openDatabase } from '../../src/database/open.ts';
import type { Backend } from '../../src/database/port.ts';
import { installApp, rowsOf } from '../testing/app-in-odoo.ts';
import { only, pair } from '../testing/rig.ts';
import { storedTexts, surroundingsOf } from '../testing/stored-texts.ts';

/** What gateways are set up with, looked for in every place that anything is written to. */
const CANARY = 'CanaryOfTheGateway';
const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-gateways-'));
const output: string[] = [];

let woo: SandboxStore;
let odoo: SandboxOdoo;
let engine: Engine;
let backend: Backend;

beforeAll(async () => {
  [woo, odoo] = await Promise.all([startStore(), startOdoo()]);
  installApp(odoo);
  const quick = { store: { retries: 0 } };
  engine = createEngine(only(composeServices(await openDatabase(folder), quick), ['payments']));
  backend = await pair(engine, woo, odoo, {}, 'shop');
  const setting = (id: string, type: string, value: unknown) => ({
    ...{ id, type, default: '' },
    value: value as string,
  });
  woo.control.putGateway({
    ...{ id: 'acme_pay', title: 'Acme', description: 'Pay with Acme.', order: 1, enabled: true },
    ...{ methodTitle: `Acme ${CANARY}`, supports: ['products', 'refunds'] },
    settings: [
      setting('api_password', 'password', CANARY),
      setting('api_token', 'text', CANARY),
      setting('note', 'textarea', `not called a secret: ${CANARY}`),
      setting('nested', 'text', { deep: [{ live: CANARY }] }),
      setting(`named_${CANARY}`, 'text', 'x'),
    ],
  });
});

afterAll(async () => {
  await Promise.all([engine.close(), woo.close(), odoo.close()]);
  rmSync(folder, { recursive: true, force: true });
});

const sync = async () => {
  const report = await engine.sync(backend, {}, (progress) => output.push(JSON.stringify(progress)));
  output.push(inspect(report, { depth: null, maxArrayLength: null, maxStringLength: null }));
  return report;
};

/** The store's answer to the list of gateways, instead of its own. */
async function answeredBy(status: number, body: string): Promise<void> {
  woo.control.fault({
    action: { kind: 'status', status, body },
    always: true,
    only: { path: '/payment_gateways' },
  });
  await sync();
  woo.control.clearFaults();
}

test('nothing that a gateway is set up with is in Odoo, in our database, in a plan, a run, a message or an error', async () => {
  expect(JSON.stringify(woo.control.data().gateways).split(CANARY).length).toBeGreaterThan(5);
  expect((await sync()).status).toBe('done');
  const plan = await engine.plan(backend, {}, (progress) => output.push(JSON.stringify(progress)));
  output.push(savePlan(plan, backend, {}));

  // A plugin that ignores which fields were asked for: well-formed, unfit, garbage, and an error that quotes it all.
  const whole = { id: 'acme_pay', title: 'Acme', description: '', order: 1, enabled: true };
  const settings = { api_token: { id: 'api_token', label: CANARY, value: CANARY } };
  const list = (over: object) =>
    JSON.stringify([{ ...whole, method_supports: [], settings, ...over, method_description: CANARY }]);
  await answeredBy(200, list({}));
  await answeredBy(200, list({ id: [CANARY] }));
  await answeredBy(200, list({ title: { [CANARY]: CANARY } }));
  await answeredBy(200, `<b>Warning</b>: password ${CANARY} in /gateway.php${list({}).slice(0, -3)}`);
  await answeredBy(
    500,
    JSON.stringify({ code: 'acme_broken', message: CANARY, data: { status: 500, settings } }),
  );

  const models = ['backend', 'payment_gateway', 'run', 'operation', 'review'];
  for (const model of models) {
    const rows = rowsOf(odoo, `x_woo_${model}`);
    expect(rows, model).not.toEqual([]);
    output.push(JSON.stringify(rows));
  }
  output.push(JSON.stringify(odoo.control.log()));
  await engine.close();
  output.push(...storedTexts(folder));

  const everything = output.join('\n');
  // What the allow-list names is reported, so that a secret beside it would be seen.
  for (const seen of ['acme_pay', 'Pay with Acme.', 'refunds']) expect(everything).toContain(seen);
  expect(surroundingsOf('CanaryOfTheGateway', everything)).toBeUndefined();
});
