import { describe, expect, it } from 'vitest';
import { EMPTY_MEMORY } from '../../../core/memory.ts';
import { countOperations, type DomainPlan } from '../../../core/plan.ts';
import { odooGeography, storeGeography } from '../testing/lists.ts';
import { applied, input } from '../testing/simulate.ts';
import { planGeography } from './plan.ts';

const store = storeGeography();
const of = (plan: DomainPlan, key: string) => plan.operations.find(({ subject }) => subject.key === key);

describe.each([
  [17, 18],
  [18, 19],
  [17, 19],
] as const)('an upgrade from %i to %i', (from, to) => {
  const before = input(store, odooGeography(from), { odooSeries: from });
  const synced = applied(before, planGeography(before));
  const ours = synced.odoo.states.filter(({ externalId }) => externalId?.startsWith('__woo_sync__'));
  // Records keep their ids, and those that the new series brings come behind them.
  const known = new Map(synced.odoo.states.map(({ externalId, id }) => [externalId, id]));
  const theirs = odooGeography(to).states.map((state, index) => ({
    ...state,
    id: known.get(state.externalId) ?? 200_000 + index,
  }));
  const upgraded = {
    ...synced,
    odoo: { countries: odooGeography(to).countries, states: [...theirs, ...ours] },
    odooSeries: to,
  };

  it('does not fail on a code that the connector took', () => {
    const keys = upgraded.odoo.states.map(({ country, code }) => `${country} ${code}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("offers Odoo's own for each of the connector, and none for the districts that share a name with a division", () => {
    const { replacements = [] } = planGeography(upgraded);
    const counts = Object.fromEntries(
      [...Map.groupBy(replacements, ({ subject }) => subject.key.slice(0, 2))].map(([key, { length }]) => [
        key,
        length,
      ]),
    );
    expect(counts).toEqual(to === 19 ? { NG: 37, PH: 81, PK: 7 } : {});
    const twins = Map.groupBy(upgraded.odoo.states, ({ country, name }) => `${country} ${name}`);
    const plan = planGeography(upgraded);
    const after = applied(upgraded, plan);
    const named = Map.groupBy(after.odoo.states, ({ country, name }) => `${country} ${name.toLowerCase()}`);
    const own = new Set(ours.map(({ id }) => id));
    if (to === 19)
      expect([...twins.values()].filter((group) => group.length > 1).length).toBeGreaterThan(100);
    expect(
      [...named.values()].filter((group) => group.length > 1 && group.some(({ id }) => own.has(id))),
    ).toEqual([]);
  });

  it('retired states are out of use, and come back where Odoo loses its own', () => {
    const { replacements = [] } = planGeography(upgraded);
    const retired = new Map(replacements.map(({ own, retired: fields }) => [own.id, fields]));
    const states = upgraded.odoo.states.map((state) => ({ ...state, ...retired.get(state.id) }));
    const rebound = { ...upgraded, odoo: { ...upgraded.odoo, states } };
    const plan = planGeography(rebound);
    const linked = plan.operations.filter(({ kind, subject }) => kind === 'link' && subject.type === 'state');
    expect(linked.map(({ subject, record }) => [subject.key, record?.id])).toEqual(
      replacements.map(({ subject, by }) => [subject.key, by.id]),
    );
    expect(countOperations(plan.operations)).toMatchObject({ create: 0, conflict: 0 });
    const settled = applied(rebound, plan);
    expect(countOperations(planGeography(settled).operations)).toMatchObject({
      link: 0,
      create: 0,
      update: 0,
      conflict: 0,
    });
    // The rules find Odoo's own without any memory.
    const forgotten = planGeography({ ...settled, memory: EMPTY_MEMORY });
    expect(replacements.every(({ subject, by }) => of(forgotten, subject.key)?.record?.id === by.id)).toBe(
      true,
    );
    const [one] = replacements;
    if (one === undefined) return;
    const lost = states.filter(({ id }) => id !== one.by.id);
    const { policy } = upgraded;
    const recreated = planGeography({
      ...settled,
      odoo: { ...settled.odoo, states: lost },
      policy: { ...policy, recreateDeleted: true },
    });
    expect(of(recreated, one.subject.key)).toMatchObject({
      kind: 'create',
      record: { externalId: one.own.externalId },
    });
  });
});
