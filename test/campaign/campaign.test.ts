import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineServices, OdooSession } from '../../src/engine/ports.ts';
import { STORE_KEYS } from '../../sandbox/index.ts';
import { rowsOf } from '../testing/app-in-odoo.ts';
import { Campaign, describeRun } from './campaign.ts';
import type { Fault } from './faults.ts';
import { runScenario, type Defect } from './run-scenario.ts';
import { scenarioOf, type Scenario } from './scenario.ts';
import { World } from './world.ts';

/** The campaign finds what it looks for: each test puts a defect in, and one does not. */
const KIND = { series: 18, shop: 'us', app: true } as const;
let world: World;
beforeAll(async () => {
  world = await World.make(KIND);
});
afterAll(() => world.close());

const LOST: Fault = {
  ...{ kind: 'answer', on: 'odoo', at: 0.6, what: 'lost answer', lasting: true },
  action: { kind: 'lostAnswer' },
};

function scenario(change: Partial<Scenario> = {}): Scenario {
  return { seed: 0, kind: KIND, beginning: 'synced', changes: [], edits: [], rounds: [[LOST]], ...change };
}

async function problemsOf(change: Partial<Scenario>, defect?: Defect): Promise<string> {
  return (await runScenario(scenario(change), world, defect)).problems.join('\n');
}

/** An engine whose loads of a model send all rows but the first, and answer as if they had. */
function droppingWrites(model: string): Defect {
  const dropping = (odoo: OdooSession): OdooSession => ({
    ...odoo,
    load: async (asked, columns, rows, onBatch) => {
      if (asked !== model) return odoo.load(asked, columns, rows, onBatch);
      const results = await odoo.load(asked, columns, rows.slice(1), onBatch);
      return results.slice(0, 1).concat(results);
    },
  });
  const services = (all: EngineServices): EngineServices => ({
    ...all,
    openOdoo: async (...args) => dropping(await all.openOdoo(...args)),
  });
  return { services };
}

describe('the campaign', { timeout: 180_000 }, () => {
  it.each<[string, Partial<Scenario>]>([
    ['killed, with changes of the store', { changes: ['a state is added', 'a method goes'] }],
    ['and the edit of a person', { edits: ['prices a carrier'], changes: ['a method costs more'] }],
  ])('has nothing to report where nothing is wrong: %s', async (_, change) => {
    const killed: Fault = { kind: 'kill', on: 'database', at: 0.7, handled: true };
    expect(await problemsOf({ ...change, rounds: [[killed], [LOST]] })).toBe('');
  });

  it('finds a record that is lost, one that is there twice, and one that names another record', async () => {
    const carrier = () => world.odoo.control.records('delivery.carrier').at(-1);
    const lost = await problemsOf(
      {},
      { damage: ({ odoo }) => odoo.control.unlink('delivery.carrier', [Number(carrier()?.['id'])]) },
    );
    expect(lost).toContain('missing: delivery.carrier');
    const twice = await problemsOf(
      {},
      {
        damage: ({ odoo }) => {
          const [country] = rowsOf(odoo, 'res.country', { code: 'AL' });
          odoo.control.create('res.country.state', [
            { name: 'Twice', code: 'AL-01B', country_id: country?.id ?? 0 },
          ]);
        },
      },
    );
    expect(twice).toContain('too many: AL | AL-01B | Twice');
    // As many countries and products as before, but others.
    const other = await problemsOf(
      {},
      {
        damage: ({ odoo }) => {
          const [country] = rowsOf(odoo, 'res.country', { code: 'FR' });
          const own = odoo.control.externalIds('delivery.carrier');
          const [europe] = odoo.control
            .records('delivery.carrier', [['name', '=', 'Europe']])
            .filter(({ id }) => Number(id) in own);
          odoo.control.write('delivery.carrier', [Number(europe?.['id'])], {
            country_ids: [
              [6, 0, [country?.id ?? 0, Number(rowsOf(odoo, 'res.country', { code: 'AL' })[0]?.id)]],
            ],
          });
        },
      },
    );
    expect(other).toContain('country_ids: 2 (base.al, base.fr)');
  });

  it('finds the edit of a person that is overwritten', async () => {
    const overwritten = await problemsOf(
      { edits: ['renames a carrier'] },
      {
        damage: ({ odoo }) => {
          const [own] = rowsOf(odoo, 'delivery.carrier', { name: 'Carrier of a person' });
          odoo.control.write('delivery.carrier', [own?.id ?? 0], { name: 'Ground' });
        },
      },
    );
    expect(overwritten).toContain('wrote name Carrier of a person and finds "Ground"');
  });

  it('finds a secret in a row of Odoo', async () => {
    const { consumerSecret } = STORE_KEYS.readOnly;
    const damage: Defect['damage'] = ({ odoo }) => {
      const ids = rowsOf(odoo, 'x_woo_run').map(({ id }) => id);
      odoo.control.write('x_woo_run', ids, { x_message: `refused ${consumerSecret}` });
    };
    expect(await problemsOf({}, { damage })).toContain(`x_woo_run contains ${consumerSecret}`);
  });

  it('finds an engine that drops a write', async () => {
    const found = await problemsOf({ beginning: 'fresh' }, droppingWrites('delivery.carrier'));
    expect(found).toMatch(/missing: delivery\.carrier|applied \d+ changes/u);
  });

  it('a failing seed prints itself, and fails again when it is replayed', async () => {
    const damage: Defect['damage'] = ({ odoo }) => {
      const ids = Object.keys(odoo.control.externalIds('account.fiscal.position')).map(Number);
      odoo.control.unlink('account.fiscal.position', ids.slice(-1));
    };
    const campaign = new Campaign({ damage });
    const [run, again] = [await campaign.run(1), await campaign.run(1)];
    await campaign.close();
    expect(run.problems.join('\n')).toContain('missing: account.fiscal.position');
    expect(again.problems[0]).toBe(run.problems[0]);
    expect(describeRun(run)).toMatch(/^seed 1: Odoo \d\d.*PROBLEM .*--replay 1$/su);
  });
});

describe('a seed', () => {
  it('decides everything, and every fault turns up', () => {
    expect(scenarioOf(5)).toEqual(scenarioOf(5));
    const faults = Array.from({ length: 300 }, (_, seed) => scenarioOf(seed).rounds.flat()).flat();
    const kinds = new Set(faults.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(
      ['answer', 'change', 'clock', 'disk', 'kill', 'person', 'restart', 'totals', 'twice'].sort(),
    );
  });
});
