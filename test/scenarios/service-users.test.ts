import { afterEach, expect, it } from 'vitest';
import { APP_NAME } from '../../src/odoo/app/names.ts';
import { rowOf } from '../testing/app-in-odoo.ts';
import { pair } from '../testing/rig.ts';
import { ServiceRig, until } from '../testing/service-rig.ts';

let at: ServiceRig;
afterEach(() => at.close());

it('a user of Odoo that does not work any more leaves the buttons of other backends alone', async () => {
  at = await ServiceRig.start();
  const { database, engine, odoo, woo, backend } = at.rig;
  const company = odoo.control.addCompany('Second company', 'DE', ['admin']);
  odoo.control.joinGroup('admin', `${APP_NAME}.group_connector`);
  const second = await pair(engine, woo, odoo, { companyId: company, user: 'admin' }, 'wholesale');
  const row = () => rowOf(odoo, 'x_woo_backend', { x_company_id: company });
  odoo.control.putUser({
    ...odoo.users.connector,
    password: 'changed',
    apiKey: 'changed-api-key-0000000000000000000000000',
  });
  await at.serve();
  await until(() => at.faults().length > 0, 'the fault to be seen');
  await until(
    async () => (await database.watches.list())[0]?.state === 'ok',
    'Odoo to be asked by the other user',
  );
  odoo.control.press('admin', `${APP_NAME}.action_request_sync`, 'x_woo_backend', row().id);
  await until(() => row()['x_served_number'] === 1, 'the request to be answered');
  const [run] = await database.runs.list({ backendId: second.id, limit: 1 });
  expect(run?.origin).toBe('odoo');
  expect(at.faults()).toMatchObject([
    {
      event: 'fault',
      where: expect.stringContaining(backend.name) as string,
      error: { code: 'odoo.sign_in_refused' },
    },
  ]);
  // On the one the fault shows: a press is answered by a run that failed.
  const { id } = rowOf(odoo, 'x_woo_backend', { x_company_id: 1 });
  odoo.control.press('admin', `${APP_NAME}.action_request_sync`, 'x_woo_backend', id);
  await until(async () => (await at.latest()).status === 'failed', 'the run of the other to fail');
  expect(await at.latest()).toMatchObject({ code: 'odoo.sign_in_refused' });
  const status = await engine.status();
  expect(status.find((each) => each.backend.id === backend.id)?.state).toBe('failing');
  expect(status.find((each) => each.backend.id === second.id)?.state).not.toBe('failing');
});
