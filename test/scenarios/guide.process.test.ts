import { afterEach, describe, expect, it } from 'vitest';
import { ODOO_USERS, type ChartName } from '../../sandbox/index.ts';
import { APP_NAME } from '../../src/odoo/app/names.ts';
import { ALL_SERIES, type Series } from '../testing/series.ts';
import { PEOPLE, rowOf } from '../testing/app-in-odoo.ts';
import type { Finished } from '../testing/cli-process.ts';
import { startProcessRig } from '../testing/process-rig.ts';
import { guideCommands, type GuideCommand } from '../testing/guide-commands.ts';
import { until } from '../testing/service-rig.ts';

/** A dozen processes after another, on a machine that is busy with other tests. */
const SLOW = 300_000;

const SETUP = guideCommands('On the command line');
const SERVICE = guideCommands('Run it as a service');

/** What the guide's examples name; the rest of the world is the same to them. */
const COUNTRIES = new Set(['US', 'DE', 'MX']);

const GERMAN_STORE = { woocommerce_default_country: 'DE:DE-BE', woocommerce_currency: 'EUR' };

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A fresh Odoo and a small store, and a user who types what the guide says and answers what is asked. */
async function beginner(series: Series, chart: ChartName) {
  const rig = await startProcessRig({
    odoo: { series, chart },
    waiting: 'all',
    env: {
      WOO_ODOO_ADMIN_LOGIN: ODOO_USERS.admin.login,
      WOO_ODOO_ADMIN_SECRET: ODOO_USERS.admin.password,
      WOO_ODOO_PORT: '0',
      WOO_ODOO_POLL_SECONDS: '1',
    },
  });
  closing.push(() => rig.close());
  const { odoo, woo } = rig;
  for (const { code } of woo.control.data().countries)
    if (!COUNTRIES.has(code)) woo.control.removeCountry(code);
  if (chart === 'de')
    for (const [id, value] of Object.entries(GERMAN_STORE)) woo.control.setSetting('general', id, value);
  /** What `backend add` asks for, as without a terminal it is given; the keys are in the environment. */
  const [, , , ...answers] = rig.adding('');
  const type = (command: GuideCommand) => {
    const asks = command[0] === 'backend' && command[1] === 'add';
    return rig.start(...command, ...(asks ? answers : []));
  };
  return {
    odoo,
    run: async (command: GuideCommand): Promise<Finished> => {
      const finished = await type(command).finished;
      // 2 and 3: there is something to do, or to look at. 1: it failed.
      expect([0, 2, 3], `${command.join(' ')}: ${finished.out}${finished.err}`).toContain(finished.code);
      return finished;
    },
    /** Starts the service and waits until it reports that it runs. */
    serve: async (command: GuideCommand) => {
      const service = type(command);
      await until(() => service.output().includes('The service is running.'), 'the service to start');
      return service;
    },
  };
}

type Beginner = Awaited<ReturnType<typeof beginner>>;

/** Presses SYNC METADATA as a user in the app's group User, and waits for the end that Odoo shows. */
async function press({ odoo }: Beginner) {
  const { control } = odoo;
  const { seller } = PEOPLE;
  control.putUser(seller);
  control.joinGroup(seller.login, `${APP_NAME}.group_user`);
  await until(() => control.records('x_woo_backend').length > 0, 'the backend to be listed in Odoo');
  const { id } = rowOf(odoo, 'x_woo_backend');
  control.press(seller.login, `${APP_NAME}.action_request_sync`, 'x_woo_backend', id);
  await until(
    () => {
      const row = rowOf(odoo, 'x_woo_backend');
      return row['x_served_number'] === row['x_request_number'] && row['x_lease_token'] === false;
    },
    'the request to be answered',
    120_000,
  );
  return rowOf(odoo, 'x_woo_backend');
}

const isServe = ([first]: GuideCommand) => first === 'serve';

it('the guide begins with the backend and the app, and ends the service block with the service', () => {
  expect(SETUP.map(([first]) => first).slice(0, 5)).toEqual([
    'backend',
    'doctor',
    'odoo-app',
    'plan',
    'sync',
  ]);
  expect(SERVICE.findIndex(isServe)).toBe(SERVICE.length - 1);
});

describe.each(ALL_SERIES)('who follows the guide on a fresh Odoo %i', (series) => {
  it(
    'with the US chart, command by command, gets to a pressed button and its end',
    { timeout: SLOW },
    async () => {
      const person = await beginner(series, 'us');
      const finished = new Map<string, Finished>();
      for (const command of SETUP) finished.set(command.slice(0, 2).join(' '), await person.run(command));
      expect(finished.get('sync')?.err ?? '').not.toContain('Wrong tax');
      expect(finished.get('runs show')?.out).toContain('Run 1');
      // A second sync has nothing to do: the first was enough.
      expect((await person.run(['sync'])).out).toMatch(/Run 2: (nothing|partial)/);
      for (const command of SERVICE.filter((one) => !isServe(one))) await person.run(command);
      await person.serve(SERVICE.find(isServe) ?? []);
      expect(['done', 'nothing', 'partial']).toContain((await press(person))['x_status']);
    },
  );

  it(
    'with the German chart goes from the app to the service and the button, without a sync by hand',
    { timeout: SLOW },
    async () => {
      const person = await beginner(series, 'de');
      const names = ['backend', 'odoo-app'];
      for (const command of SETUP.filter(([first = '']) => names.includes(first))) await person.run(command);
      await person.serve(SERVICE.find(isServe) ?? []);
      const row = await press(person);
      expect(['done', 'partial']).toContain(row['x_status']);
      expect(person.odoo.control.resolve('__woo_sync__.position_c1_everywhere')).not.toBeNull();
    },
  );
});
