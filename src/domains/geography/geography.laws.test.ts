import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Operation } from '../../core/operation.ts';
import { countOperations, type DomainPlan } from '../../core/plan.ts';
import { nameKey } from '../../core/text.ts';
import { mayShare } from './match/crosswalk.ts';
import type { StoreGeography } from './facts.ts';
import { planGeography } from './operations/plan.ts';
import { odooGeography, SERIES, storeGeography } from './testing/lists.ts';
import { applied, input } from './testing/simulate.ts';

/** Reviewed by hand, entry by entry (docs/crosswalk.md): what is created because Odoo has it under no name or code. */
const created = z
  .record(z.string(), z.record(z.string(), z.array(z.string())))
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'testing/created-states.json'), 'utf8')));

const states = (plan: DomainPlan) => plan.operations.filter(({ subject }) => subject.type === 'state');

/** Where each state ends up: the Odoo id it is bound to, or `new`. */
function bindingsOf(plan: DomainPlan): Map<string, number | 'new'> {
  return new Map(
    states(plan).map(({ kind, subject, record }) => [
      subject.key,
      kind === 'create' ? 'new' : (record?.id ?? -1),
    ]),
  );
}

function createdByCountry(operations: readonly Operation[]): Record<string, string[]> {
  const list: Record<string, string[]> = {};
  for (const { kind, subject } of operations) {
    if (kind !== 'create') continue;
    const country = subject.key.slice(0, 2);
    const code = subject.key.slice(3);
    (list[country] ??= []).push(code);
  }
  for (const codes of Object.values(list)) codes.sort();
  return list;
}

describe.each(SERIES)('geography on the lists of Odoo %i', (series) => {
  const store = storeGeography();
  const odoo = odooGeography(series);
  const first = input(store, odoo, { odooSeries: series });
  const plan = planGeography(first);

  it('resolves every country and each of the 2,040 states to exactly one record', () => {
    expect(states(plan)).toHaveLength(2040);
    expect(plan.operations.filter(({ subject }) => subject.type === 'country')).toHaveLength(
      store.countries.length,
    );
    expect(new Set(plan.operations.map(({ subject }) => `${subject.type} ${subject.key}`)).size).toBe(
      plan.operations.length,
    );
    const { create, link, ...others } = countOperations(plan.operations);
    expect(create + link).toBe(plan.operations.length);
    expect(Object.values(others).every((count) => count === 0)).toBe(true);
  });

  it('creates exactly the pinned states, country by country', () => {
    const pinned = created[String(series)] ?? {};
    for (const codes of Object.values(pinned)) codes.sort();
    expect(createdByCountry(states(plan))).toEqual(pinned);
  });

  it('creates no state whose name Odoo has in that country, the reviewed namesakes apart', () => {
    const names = new Set(odoo.states.map(({ country, name }) => `${country} ${nameKey(name)}`));
    const known = states(plan)
      .filter(({ kind }) => kind === 'create')
      .map(({ subject }) => subject)
      .filter(({ key, label }) => names.has(`${key.slice(0, 2)} ${nameKey(label)}`));
    // Odoo 19's divisions of Bangladesh have the names of eight of the store's districts.
    const namesakes =
      series === 19 ? ['06', '10', '13', '27', '34', '54', '55', '60'].map((n) => `BD:BD-${n}`) : [];
    expect(known.map(({ key }) => key)).toEqual(namesakes);
  });

  it('creates no state under a code that its country has already', () => {
    const taken = new Set(odoo.states.map(({ country, code }) => `${country}:${code}`));
    const clashes = states(plan).filter(({ kind, subject }) => kind === 'create' && taken.has(subject.key));
    expect(clashes).toEqual([]);
  });

  it('never lets two states share a record, unless the crosswalk has it so', () => {
    const holders = Map.groupBy(
      states(plan).filter(({ kind }) => kind === 'link'),
      ({ record }) => record?.id,
    );
    const shared = [...holders.values()].filter((group) => group.length > 1);
    for (const group of shared) {
      const [one, other] = group.map(({ subject }) => subject.key);
      expect(mayShare(one?.slice(0, 2) ?? '', one?.slice(3) ?? '', other?.slice(3) ?? '')).toBe(true);
    }
  });

  it('binds the same with German names, with no names, and with wrong names', () => {
    const renamed = (name: (code: string) => string): StoreGeography => ({
      countries: store.countries.map(({ code }) => ({ code, name: name(code) })),
      states: store.states.map(({ country, code }) => ({ country, code, name: name(`${country} ${code}`) })),
    });
    const expected = bindingsOf(plan);
    for (const other of [storeGeography('de'), renamed(() => ''), renamed((code) => `Ort ${code}`)]) {
      expect(bindingsOf(planGeography(input(other, odoo)))).toEqual(expected);
    }
    expect(storeGeography('de')).not.toEqual(store);
  });

  it('plans nothing after it was applied', () => {
    const after = applied(first, plan);
    const second = planGeography(after);
    expect(countOperations(second.operations)).toMatchObject({ keep: plan.operations.length });
    expect(second.operations.filter(({ kind }) => kind !== 'keep')).toEqual([]);
    // Nor after our own memory was lost: the keys lie in Odoo.
    const forgotten = planGeography({ ...after, memory: first.memory });
    const counts = countOperations(forgotten.operations);
    expect(counts.link).toBe(plan.operations.length);
  });

  it('does not depend on the order of either list', () => {
    const shuffle = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
    fc.assert(
      fc.property(
        shuffle(store.countries),
        shuffle(store.states),
        shuffle(odoo.countries),
        shuffle(odoo.states),
        (a, b, c, d) => {
          expect(
            planGeography(input({ countries: a, states: b }, { countries: c, states: d }, first)),
          ).toEqual(plan);
        },
      ),
      { numRuns: 3 },
    );
  });

  it('renames no record that exists, whatever its name', () => {
    expect(
      plan.operations.filter(({ kind, record }) => kind === 'update' || (kind === 'create' && record.id)),
    ).toEqual([]);
  });
});

it.each([
  [17, { crosswalk: 433, code: 597, new: 1010 }, 997],
  [18, { crosswalk: 468, code: 562, new: 1010 }, 997],
  [19, { crosswalk: 573, code: 582, new: 885 }, 806],
] as const)('on Odoo %i binds as many by each rule as docs/crosswalk.md says', (series, byRule, inEmpty) => {
  const odoo = odooGeography(series);
  const operations = states(planGeography(input(storeGeography(), odoo)));
  const rules = Map.groupBy(operations, ({ rule }) => rule);
  expect(Object.fromEntries([...rules].map(([rule, group]) => [rule, group.length]))).toEqual(byRule);
  const withStates = new Set(odoo.states.map(({ country }) => country));
  const made = operations.filter(({ kind }) => kind === 'create');
  expect(made.filter(({ subject }) => !withStates.has(subject.key.slice(0, 2)))).toHaveLength(inEmpty);
});

it('pins 1,010 created states on 17 and 18 and 885 on 19', () => {
  const sum = (series: number) => Object.values(created[String(series)] ?? {}).flat().length;
  expect(SERIES.map(sum)).toEqual([1010, 1010, 885]);
});
