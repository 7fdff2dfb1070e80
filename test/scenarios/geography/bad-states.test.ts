import { afterEach, describe, expect, it } from 'vitest';
import { keptCount } from '../../../src/core/kept-operations.ts';
import type { Operation } from '../../../src/core/operation.ts';
import type { DomainPlan } from '../../../src/core/plan.ts';
import type { Json } from '../../../sandbox/json.ts';
import { startRig, type Rig } from '../../testing/rig.ts';
import { EACH_SERIES } from '../../testing/series.ts';

let rig: Rig;
afterEach(() => rig.close());

/** What plugins and snippets add to lists of states. */
const BAD_ROWS: readonly Json[] = [
  { code: '', name: 'Select a governorate' },
  { code: 'X1', name: ['x'] },
  { code: 'X2', name: null },
  { code: 'X3', name: 7 },
  { code: 'X4', name: false },
  { code: 'X5', name: 'a\rb' },
  { code: 'DE-BE ', name: 'Twin' },
  { code: 'A', name: 'Twin of nobody' },
  { code: 'A ', name: 'Twin of nobody' },
];

describe.each(EACH_SERIES)('bad states of the store, Odoo %i', (series) => {
  it('are left out and named; geography, taxes and shipping are planned without them', async () => {
    rig = await startRig({ odoo: { series }, domains: ['geography', 'taxes', 'shipping'] });
    const { woo, odoo, sync } = rig;
    const clean = await sync();
    for (const row of BAD_ROWS) woo.control.putRawState('DE', row);
    const { plan } = await sync();
    expect(plan?.domains.map(({ domain, failure }) => ({ domain, failure }))).toEqual(
      ['geography', 'taxes', 'shipping'].map((domain) => ({ domain, failure: undefined })),
    );
    const [geography, ...others] = plan?.domains ?? [];
    expect(geography?.notes).toContainEqual({
      level: 'review',
      code: 'states_unreadable',
      message: expect.stringContaining(
        "The store's entry for Germany could not be read completely: ",
      ) as string,
      hint: expect.any(String) as string,
    });
    // The only good one among them.
    expect(geography?.operations.filter(({ kind }) => kind !== 'keep')).toMatchObject([
      { kind: 'create', subject: { key: 'DE:A' } },
    ]);
    const quiet = (domains: readonly DomainPlan[] | undefined) =>
      domains?.slice(-2).map(({ operations, kept = [] }) => {
        // Rates that are kept are counted, and not listed.
        const isListed = ({ subject }: Operation) => subject.type !== 'tax_rate';
        const rates = operations.length - operations.filter(isListed).length + keptCount(kept, 'tax_rate');
        return [...operations.filter(isListed).map(({ subject }) => subject.key), rates];
      });
    expect(quiet(others)).toEqual(quiet(clean.plan?.domains));
    expect(
      odoo.control.records('res.country.state', [['code', '=like', 'X%']]).map(({ name }) => name),
    ).not.toContain('7');
  });

  it('one that was good before keeps its record and its row', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { woo, odoo, sync } = rig;
    woo.control.putState('LU', { code: 'LU-X', name: 'Éislek' });
    await sync();
    const row = () => odoo.control.records('x_woo_state', [['x_code', '=', 'LU-X']]);
    const before = row();
    woo.control.removeState('LU', 'LU-X');
    for (const bad of [
      { code: 'LU-X', name: ['Éislek'] },
      { code: null, name: 'Éislek' },
    ]) {
      woo.control.putRawState('LU', bad);
      const { plan } = await sync();
      expect(plan?.domains[0]?.operations.filter(({ subject }) => subject.key === 'LU:LU-X')).toMatchObject([
        { kind: 'keep', rule: 'unreadable', record: { label: 'Éislek (LU-X)' } },
      ]);
      expect(row()).toEqual(before);
      woo.control.putRawState('LU');
    }
    const { plan } = await sync();
    expect(plan?.domains[0]?.operations.filter(({ kind }) => kind !== 'keep')).toMatchObject([
      { kind: 'archive', subject: { key: 'LU:LU-X' } },
    ]);
    expect((await sync()).status).toBe('nothing');
  });
});
