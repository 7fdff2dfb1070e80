import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Proof } from '../../src/database/port.ts';
import type { Notification } from '../../src/webhook/port.ts';
import { rowsOf } from '../testing/app-in-odoo.ts';
import { startRig } from '../testing/rig.ts';
import { ServiceRig, until } from '../testing/service-rig.ts';
import { startApi, type ApiRig } from './api-rig.ts';

let served: ServiceRig;
let api: ApiRig;
let path: string;
const sent: Notification[] = [];
beforeAll(async () => {
  const rig = await startRig({ app: true, domains: ['geography', 'taxes'] });
  await rig.sync();
  served = ServiceRig.over(rig);
  api = await startApi({}, served.rig);
  await api.setUp();
  await served.serve({
    send: (notification) => {
      sent.push(notification);
      return Promise.resolve();
    },
  });
  path = `/backends/${served.rig.backend.id}/proofs`;
});
afterAll(async () => {
  await api.close();
  await served.close();
});

const MODELS = ['res.partner', 'product.product', 'sale.order'];
const remains = () => [
  ...MODELS.map((model) => rowsOf(served.rig.odoo, model).length),
  served.rig.woo.control.filledCarts(),
];
const checksSent = () => sent.flatMap(({ event }) => (event.startsWith('check.') ? [event] : []));

/** Edits the tax of Germany in Odoo; answers how to undo it. */
function editGermanTax(): () => void {
  const { odoo } = served.rig;
  const ids = rowsOf(odoo, 'account.tax').flatMap(({ amount, id, type_tax_use: use }) =>
    use === 'sale' && Number(amount) === 19 ? [id] : [],
  );
  odoo.control.write('account.tax', ids, { amount: 18 });
  return () => odoo.control.write('account.tax', ids, { amount: 19 });
}

async function begin(): Promise<number> {
  const asked = await api.admin.ask('POST', path, { kind: 'taxes', sample: 60, confirm: true });
  expect(asked.status).toBe(202);
  return asked.json['id'] as number;
}

async function reaches(id: number, state: Proof['state']): Promise<Record<string, unknown>> {
  let proof: Record<string, unknown> = {};
  await until(async () => {
    proof = (await api.admin.ask('GET', `/proofs/${id}`)).json;
    return proof['state'] === state;
  }, `the check to be ${state}`);
  return proof;
}

it('a check is stopped once, by who may operate, and notifies nobody that all agrees', async () => {
  const viewer = await api.signIn('vera', 'viewer');
  const operator = await api.signIn('otto', 'operator');
  const undo = editGermanTax();
  await reaches(await begin(), 'done');
  await until(() => checksSent().length > 0, 'the differences to be notified');
  expect(checksSent()).toEqual(['check.differs']);
  undo();

  const before = remains();
  const { odoo } = served.rig;
  odoo.control.fault({
    ...{ only: { model: 'sale.order' }, action: { kind: 'delay', ms: 400 }, always: true },
  });
  const id = await begin();
  await reaches(id, 'running');
  expect((await viewer.ask('POST', `/proofs/${id}/stop`)).json).toMatchObject({
    ...{ status: 403, code: 'account.not_allowed' },
  });
  const asked = await operator.ask('POST', `/proofs/${id}/stop`);
  expect([asked.status, asked.json['id'], asked.json['state']]).toEqual([202, id, 'running']);
  expect(asked.json['stopRequestedAt']).toEqual(expect.any(String));
  expect((await operator.ask('POST', `/proofs/${id}/stop`)).status).toBe(202);
  const stopped = await reaches(id, 'failed');
  odoo.control.clearFaults();
  expect(stopped).toMatchObject({ problem: { code: 'verify.stopped' } });
  expect(stopped['message']).toMatch(/^Stopped by a user /u);
  expect(remains()).toEqual(before);
  const { json: audit } = await api.admin.ask('GET', '/audit');
  const entries = audit['items'] as { action: string }[];
  expect(entries.filter(({ action }) => action === 'proof.stop')).toMatchObject([
    { actor: 'user:otto', detail: `check ${id}` },
  ]);
  // What the complete check found still counts.
  const status = (await api.admin.ask('GET', '/status')).json['items'] as { proofs: { open: number }[] }[];
  expect(status[0]).toMatchObject({ state: 'needs_review', proofs: [{ kind: 'taxes', open: 1 }] });

  // Over, and never there.
  const late = await operator.ask('POST', `/proofs/${id}/stop`);
  expect(late.json).toMatchObject({
    status: 409,
    code: 'proof.not_running',
    hint: 'There is nothing to stop.',
  });
  expect((await operator.ask('POST', '/proofs/9999/stop')).json).toMatchObject({
    ...{ status: 404, code: 'proof.unknown' },
  });

  await reaches(await begin(), 'done');
  await until(() => checksSent().length > 1, 'the agreement to be notified');
  expect(checksSent()).toEqual(['check.differs', 'check.agrees']);
  expect(sent.at(-1)).not.toMatchObject({ check: { id } });
  expect(served.faults()).toEqual([]);
});

it('a check that waits ends before it begins', async () => {
  await served.stop();
  const id = await begin();
  const asked = await api.admin.ask('POST', `/proofs/${id}/stop`);
  expect(asked.status).toBe(202);
  expect(asked.json).toMatchObject({ state: 'failed', startedAt: null, problem: { code: 'verify.stopped' } });
  expect(await served.rig.database.proofs.open()).toEqual([]);
});
