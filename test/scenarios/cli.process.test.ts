import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { STORE_KEYS, type SandboxOdoo, type SandboxStore } from '../../sandbox/index.ts';
import { Cli, type Finished } from '../testing/cli-process.ts';
import { startProcessRig, type ProcessRig } from '../testing/process-rig.ts';

type JsonSchema = Exclude<Parameters<typeof z.fromJSONSchema>[0], boolean>;

const outputs: Finished[] = [];
/** What commands with `--json` printed. */
const printed: { readonly args: readonly string[]; readonly out: string }[] = [];
let rig: ProcessRig;
let woo: SandboxStore;
let odoo: SandboxOdoo;
let dataDir: string;

/** Every secret that is given to the command line. None may be found anywhere afterwards. */
const secrets = () => [
  STORE_KEYS.readOnly.consumerKey,
  STORE_KEYS.readOnly.consumerSecret,
  odoo.users.connector.apiKey,
  'cs_wrongsecretcanary0000000000000000000000',
  'wrong-odoo-secret-canary',
];

const env = (over: Readonly<Record<string, string>> = {}) => ({ ...rig.cli.env, ...over });

async function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  const finished = await new Cli(dataDir, environment).run(...args);
  outputs.push(finished);
  if (args.includes('--json') && finished.code !== 1) printed.push({ args, out: finished.out });
  return finished;
}

const add = (name: string, ...more: string[]) => rig.adding(name, ...more);

beforeAll(async () => {
  rig = await startProcessRig({ waiting: 'gateways' });
  ({ woo, odoo } = rig);
  ({ dataDir } = rig.cli);
});
afterAll(() => rig.close());

describe('before there is a backend', () => {
  it('help needs no database and shows examples', async () => {
    const help = await run(['--help']);
    expect(help).toMatchObject({ code: 0 });
    expect(help.out).toContain('Examples:');
    expect(() => readdirSync(dataDir)).toThrow();
  });

  it('an unknown command and an unknown flag fail with a way on', async () => {
    expect(await run(['frobnicate'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('--help') as string,
    });
    expect(await run(['plan', '--frob'])).toMatchObject({ code: 1 });
  });

  it('a plan shows how to make a backend', async () => {
    expect(await run(['plan'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('backend add') as string,
    });
    expect((await run(['backend', 'list'])).out).toContain('No backend yet');
    expect((await run(['runs'])).out).toContain('No run yet');
  });

  it('without a terminal, what is missing is named and not asked for', async () => {
    const failed = await run(['backend', 'add', 'shop', '--store-url', woo.url]);
    expect(failed.code).toBe(1);
    for (const flag of ['--consumer-key', '--consumer-secret', '--odoo-url', '--odoo-secret']) {
      expect(failed.err).toContain(flag);
    }
  });

  it('a wrong secret on either side saves nothing', async () => {
    const wrongStore = env({ WOO_ODOO_CONSUMER_SECRET: 'cs_wrongsecretcanary0000000000000000000000' });
    const store = await run(add('shop'), wrongStore);
    expect(store).toMatchObject({ code: 1, err: expect.stringContaining('[store.') as string });
    const odooSide = await run(add('shop'), env({ WOO_ODOO_ODOO_SECRET: 'wrong-odoo-secret-canary' }));
    expect(odooSide).toMatchObject({ code: 1, err: expect.stringContaining('[odoo.') as string });
    expect(JSON.parse((await run(['backend', 'list', '--json'])).out)).toEqual([]);
  });
});

describe('with a backend', () => {
  it('add tests, saves and shows it without secrets', async () => {
    const added = await run(add('shop'), env());
    expect(added, added.err).toMatchObject({ code: 0 });
    expect(added.out).toContain('Both connections work');
    expect(await run(add('shop2'), env())).toMatchObject({
      code: 1,
      err: expect.stringContaining('[backend.exists]') as string,
    });
    expect(await run(['backend', 'test'])).toMatchObject({ code: 0 });
    const shown = await run(['backend', 'show', 'shop', '--json']);
    expect(JSON.parse(shown.out)).toMatchObject({
      name: 'shop',
      storeSignIn: 'oauth1',
      storeVersion: '11.0.1',
    });
  });

  it('plan answers 2 and writes nothing; --json is a versioned document', async () => {
    odoo.control.reset();
    const plan = await run(['plan', '--domain', 'geography', '--json']);
    expect(plan.code).toBe(2);
    expect(JSON.parse(plan.out)).toMatchObject({
      format: 2,
      backend: { name: 'shop' },
      odoo: { series: 18 },
    });
    const shown = await run(['plan']);
    expect(shown).toMatchObject({ code: 2 });
    expect(shown.out).toContain('1,010 states in 40 countries: Albania 12');
    expect(
      Math.max(
        ...shown.out
          .split('\n')
          .filter((line) => line.startsWith('  +'))
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(100);
    expect((await run(['plan', '--all'])).out).toContain('Zamfara');
    expect(odoo.control.counts()).toMatchObject({ changes: 0 });
    expect(await run(['plan', '--domain', 'magic'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('geography') as string,
    });
  });

  it('shipping report accounts for every method of the store', async () => {
    odoo.control.reset();
    const { code, out } = await run(['shipping', 'report', '--json']);
    expect(code).toBe(0);
    const reports = (JSON.parse(out) as { report: string }[]).map(({ report }) => report);
    expect(reports.sort()).toEqual([...Array<string>(6).fill('exact'), ...Array<string>(8).fill('limited')]);
    expect(odoo.control.counts()).toMatchObject({ changes: 0 });
  });

  it('resolve reports what the next sync will create', async () => {
    expect(await run(['resolve', 'address', '--country', 'AL', '--state', 'AL-01'])).toMatchObject({
      code: 3,
      out: expect.stringContaining('the next sync will create it') as string,
    });
  });

  it('sync answers 0, then 0 again with nothing to do', async () => {
    const first = await run(['sync']);
    expect(first, first.err).toMatchObject({
      code: 0,
      out: expect.stringContaining('1,113 created') as string,
    });
    expect(first.err).toContain('wrote 1,010 states');
    const second = await run(['sync']);
    expect(second).toMatchObject({ code: 0, out: expect.stringContaining('Nothing to do') as string });
    expect(await run(['plan'])).toMatchObject({ code: 0 });
  });

  it('resolve prints the ids and why, in text and JSON', async () => {
    const text = await run(['resolve', 'address', '--country', 'MX', '--state', 'JA']);
    expect(text).toMatchObject({ code: 0, out: expect.stringContaining('crosswalk') as string });
    const json = await run(['resolve', 'address', '--country', 'MX', '--state', 'JA', '--json']);
    const [jalisco] = odoo.control.records('res.country.state', [['name', '=', 'Jalisco']]);
    expect(JSON.parse(json.out)).toMatchObject([{}, { status: 'found', record: { id: jalisco?.['id'] } }]);
    expect(await run(['resolve', 'address', '--country', 'MX', '--state', 'nope'])).toMatchObject({
      code: 1,
    });
  });

  it('backend edit takes what becomes of shipping prices in another currency, and shows it', async () => {
    const shownCurrency = async () => {
      const shown = await run(['backend', 'show', 'shop', '--json']);
      return (JSON.parse(shown.out) as { shippingCurrency: unknown }).shippingCurrency;
    };
    expect(await shownCurrency()).toBe('refuse');
    const edited = await run(['backend', 'edit', 'shop', '--shipping-currency', 'convert']);
    expect(edited).toMatchObject({
      code: 0,
      out: expect.stringMatching(/shipping currency .*convert prices/u) as string,
    });
    expect(await shownCurrency()).toBe('convert');
    // Other edits leave it as it is.
    await run(['backend', 'edit', 'shop', '--currency', 'ask']);
    expect(await shownCurrency()).toBe('convert');
    expect(await run(['backend', 'edit', 'shop', '--shipping-currency', 'guess'])).not.toMatchObject({
      code: 0,
    });
    const back = await run(['backend', 'edit', 'shop', '--shipping-currency', 'refuse']);
    expect(back.out).toMatch(/shipping currency .*reject prices/u);
  });

  it('a conflict answers 3, in plan and sync', async () => {
    const id = odoo.control.resolve('__woo_sync__.state_AL_AL-01') ?? 0;
    odoo.control.write('res.country.state', [id], { name: 'Ours' });
    expect(await run(['plan'])).toMatchObject({ code: 3, out: expect.stringContaining('"Ours"') as string });
    const sync = await run(['sync', '--json']);
    expect(sync.code).toBe(3);
    expect(JSON.parse(sync.out)).toMatchObject({ status: 'partial' });
    expect(await run(['backend', 'edit', 'shop', '--on-person-change', 'store_wins'])).toMatchObject({
      code: 0,
    });
    expect(await run(['sync'])).toMatchObject({ code: 0 });
  });

  it('runs reports what was done, and why', async () => {
    const list = await run(['runs', '--json']);
    const runs = JSON.parse(list.out) as { id: number; status: string }[];
    expect(runs.map(({ status }) => status)).toEqual(['done', 'partial', 'nothing', 'done']);
    const shown = await run(['runs', 'show', '1', '--all']);
    expect(shown.out).toContain('Berat');
    expect(await run(['runs', 'show', '99'])).toMatchObject({ code: 1 });
    expect(await run(['runs', 'show', 'x'])).toMatchObject({ code: 1 });
  });

  it('a store that is away answers 1, with a message and no stack', async () => {
    woo.control.fault({ action: { kind: 'html', status: 200 }, always: true });
    const failed = await run(['sync']);
    woo.control.clearFaults();
    expect(failed.code).toBe(1);
    expect(failed.out + failed.err).toContain(woo.url);
    expect(failed.out + failed.err).not.toContain('    at ');
  });

  it('a second process works beside one that is under way', async () => {
    odoo.control.reset();
    odoo.control.fault({ action: { kind: 'delay', ms: 3000 } });
    const first = new Cli(dataDir).start('plan', '--json');
    await odoo.control.reached(1);
    expect(await run(['plan'])).toMatchObject({ code: 0 });
    expect(await first.finished).toMatchObject({ code: 0 });
    odoo.control.clearFaults();
  });

  it('another key than the one that encrypted is reported, and harms nothing', async () => {
    const other = { WOO_ODOO_SECRET_KEY: Buffer.alloc(32, 7).toString('base64') };
    expect(await run(['plan'], other)).toMatchObject({
      code: 1,
      err: expect.stringContaining('[secret_key.') as string,
    });
    expect(await run(['plan'])).toMatchObject({ code: 0 });
  });

  it('remove takes it out of use', async () => {
    expect(await run(['backend', 'remove', 'shop'])).toMatchObject({ code: 0 });
    expect(await run(['plan'])).toMatchObject({ code: 1 });
    expect((await run(['runs'])).out).toContain('(removed)');
  });
});

/** The same schema, in which an object has no other fields than those that are described. */
function closed<T>(part: T): T {
  if (Array.isArray(part)) return part.map(closed) as T;
  if (typeof part !== 'object' || part === null) return part;
  const inner = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed<unknown>(value)]));
  return (inner['type'] === 'object' ? { additionalProperties: false, ...inner } : inner) as T;
}

it('every JSON that was printed fits its documented schema', () => {
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../docs/cli-output.schema.json'), 'utf8'),
  ) as {
    readonly properties: Readonly<Record<string, JsonSchema>>;
    readonly $defs: Readonly<Record<string, JsonSchema>>;
  };
  // Readers must expect more fields; here each one has to be described.
  const fits = (name: string, value: unknown) =>
    z.fromJSONSchema(closed({ ...schema.properties[name], $defs: schema.$defs })).safeParse(value);
  const names = Object.keys(schema.properties);
  const checked = printed.flatMap(({ args, out }) => {
    const words = args.join(' ');
    const name = names.find((each) => words.startsWith(each)) ?? `${args[0] ?? ''} list`;
    const result = fits(name, JSON.parse(out));
    expect(result.error?.issues ?? [], words).toEqual([]);
    return [name];
  });
  expect(fits('plan', { format: 1 }).success).toBe(false);
  expect(fits('verify taxes', { removed: 1 }).success).toBe(true);
  expect(fits('verify taxes', { removed: 1, unknown: 1 }).success).toBe(false);
  expect(JSON.stringify(schema)).not.toContain('"additionalProperties":false');
  expect(new Set(checked)).toEqual(
    new Set([
      'backend list',
      'backend show',
      'plan',
      'shipping report',
      'resolve address',
      'sync',
      'runs list',
    ]),
  );
});

it('no secret is in any output or in any file of the data folder', () => {
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['connector.db', 'secret.key']));
  const texts = [
    ...files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1')),
    ...outputs.flatMap(({ out, err }) => [out, err]),
  ];
  for (const secret of secrets()) {
    expect(secret.length).toBeGreaterThan(10);
    expect(texts.filter((text) => text.includes(secret))).toEqual([]);
  }
});
