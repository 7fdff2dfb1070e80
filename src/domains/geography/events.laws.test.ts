import { DEFAULT_TAX_POLICY } from '../../core/domain.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EMPTY_MEMORY, type Memory } from '../../core/memory.ts';
import { isChange, type Operation } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import { mayShare } from './match/crosswalk.ts';
import type { OdooState, StateFact } from './facts.ts';
import { planGeography } from './operations/plan.ts';
import { applied, input, killed, KILLS, type Input } from './testing/simulate.ts';

/**
 * Small worlds in which anything may happen in any order: the store's list changes, people rename, recode, add, move
 * and delete records, two stores sync with one Odoo, runs are killed. India has all kinds of crosswalk entries: codes
 * that differ (`CT` is `CG`), two codes of one place (`OD`, `OR`).
 */
const HOME = 'IN';
const CODES = ['CT', 'CG', 'OD', 'OR', 'A', 'B'] as const;
const NAMES = ['Odisha', 'Chhattisgarh', 'Anna', 'anná', 'Bert', ''] as const;
const code = fc.constantFrom(...CODES);
const name = fc.constantFrom(...NAMES);
const backend = fc.constantFrom('first', 'second');
/** Which record: the n-th of those that are there. */
const nth = fc.nat(5);

const list = fc.uniqueArray(fc.record({ code, name }), { selector: (state) => state.code, maxLength: 6 });
const happening = fc.oneof(
  fc.record({ what: fc.constant('list' as const), backend, list }),
  fc.record({ what: fc.constant('rename' as const), nth, name }),
  fc.record({ what: fc.constant('recode' as const), nth, code }),
  fc.record({ what: fc.constant('delete' as const), nth }),
  fc.record({ what: fc.constant('move' as const), nth }),
  fc.record({ what: fc.constant('add' as const), code, name }),
  fc.record({ what: fc.constant('sync' as const), backend, recreateDeleted: fc.boolean() }),
  fc.record({ what: fc.constant('kill' as const), backend, at: fc.constantFrom(...KILLS) }),
  fc.record({ what: fc.constant('forget' as const) }),
);
type Happening = typeof happening extends fc.Arbitrary<infer Event> ? Event : never;

interface World {
  readonly odoo: Input['odoo'];
  readonly stores: Readonly<Record<string, readonly StateFact[]>>;
  readonly memories: Readonly<Record<string, Memory>>;
}

const country = (id: number, its: string) => ({
  id,
  code: its,
  name: its,
  stateRequired: false,
  zipRequired: false,
});

const EMPTY: World = {
  odoo: { countries: [country(104, HOME), country(144, 'NP')], states: [] },
  stores: { first: [], second: [] },
  memories: { first: EMPTY_MEMORY, second: EMPTY_MEMORY },
};

function inputOf(world: World, backendId: string, recreateDeleted = false): Input {
  const store = {
    countries: [{ code: HOME, name: 'India' }],
    states: world.stores[backendId] ?? [],
  };
  return input(store, world.odoo, {
    backendId,
    memory: world.memories[backendId] ?? EMPTY_MEMORY,
    policy: { taxes: DEFAULT_TAX_POLICY, onPersonChange: 'keep', allowRemovals: true, recreateDeleted },
  });
}

/** What is known of records is shared by the backends of one Odoo; bindings and counts are a backend's own. */
function after(world: World, backendId: string, { odoo, memory }: Input): World {
  const memories = Object.entries(world.memories).map(([id, own]) => [
    id,
    id === backendId ? memory : { ...own, managed: memory.managed },
  ]);
  return { ...world, odoo, memories: Object.fromEntries(memories) as World['memories'] };
}

function step(world: World, event: Happening): World {
  const { states } = world.odoo;
  const put = (next: readonly OdooState[]): World => {
    // Odoo's own rule: a code occurs once in a country.
    const keys = next.map((state) => `${state.country} ${state.code}`);
    return new Set(keys).size < keys.length ? world : { ...world, odoo: { ...world.odoo, states: next } };
  };
  const change = (at: number, by: Partial<OdooState>) =>
    put(states.map((state, index) => (index === at ? { ...state, ...by } : state)));
  switch (event.what) {
    case 'list': {
      const own = event.list.map((state) => ({ ...state, country: HOME }));
      return { ...world, stores: { ...world.stores, [event.backend]: own } };
    }
    case 'rename':
      return change(event.nth, { name: event.name || 'Nameless' });
    case 'recode':
      return change(event.nth, { code: event.code });
    case 'move':
      return change(event.nth, { country: 'NP' });
    case 'delete':
      return put(states.filter((_, index) => index !== event.nth));
    case 'add': {
      const id = 1 + Math.max(1000, ...states.map((state) => state.id));
      const added = {
        id,
        country: HOME,
        code: event.code,
        name: event.name || 'Nameless',
        externalId: undefined,
      };
      return put([...states, added]);
    }
    case 'sync':
      return sync(world, event.backend, event.recreateDeleted);
    case 'kill': {
      const before = inputOf(world, event.backend);
      return after(world, event.backend, killed(before, lawfulPlan(before), event.at));
    }
    case 'forget':
      return { ...world, memories: EMPTY.memories };
  }
}

function sync(world: World, backendId: string, recreateDeleted = false): World {
  const before = inputOf(world, backendId, recreateDeleted);
  return after(world, backendId, applied(before, lawfulPlan(before)));
}

/** Plans, and checks what must be true of every plan. */
function lawfulPlan(before: Input): DomainPlan {
  const plan = planGeography(before);
  const ofStates = plan.operations.filter(
    ({ subject, kind }) => subject.type === 'state' && kind !== 'archive',
  );
  const operations = ofStates.filter((operation) => !isUnlisted(operation));
  for (const { record, subject } of ofStates.filter(isUnlisted)) {
    // Only what a killed run of this store was creating, and did, is looked after without being listed.
    const open = before.memory.managed.find(({ externalId }) => externalId === subject.key);
    expect(open).toMatchObject({ owner: before.backendId, written: null });
    expect(before.odoo.states.find(({ id }) => id === record?.id)?.externalId).toBe(subject.key);
  }
  expect(operations.map(({ subject }) => subject.key)).toEqual(
    before.store.states.map((state) => `${HOME}:${state.code}`).sort(),
  );
  const { store, odoo, memory } = before;
  const reversed = planGeography({
    ...before,
    store: { ...store, states: [...store.states].reverse() },
    odoo: { countries: [...odoo.countries].reverse(), states: [...odoo.states].reverse() },
    memory: { ...memory, bindings: [...memory.bindings].reverse(), managed: [...memory.managed].reverse() },
  });
  expect(reversed).toEqual(plan);

  const bound = operations.filter(({ kind, record }) => kind !== 'conflict' && record?.id !== undefined);
  for (const one of bound)
    for (const other of bound)
      if (one !== other && one.record?.id === other.record?.id)
        expect(mayShare(HOME, codeOf(one), codeOf(other)), `${codeOf(one)} ${codeOf(other)}`).toBe(true);

  for (const { kind, record, write } of operations) {
    const holder = odoo.states.find((state) => state.externalId === record?.externalId);
    // Only what carries our key is written, and nothing is made under a code or a key that is taken.
    if (kind === 'update') expect(holder?.id).toBe(record.id);
    if (kind !== 'create') continue;
    expect(holder).toBeUndefined();
    const taken = odoo.states.filter((state) => state.country === HOME).map((state) => state.code);
    expect(taken).not.toContain(write?.fields['code']);
  }
  return plan;
}

/** Of a state that is in Odoo alone: its key is its external id. */
const isUnlisted = ({ kind, record, subject }: Operation) =>
  kind === 'keep' && subject.key === record?.externalId;

const codeOf = ({ subject }: Operation) => subject.key.slice(HOME.length + 1);

/** What counts in the end, whatever database ids were given on the way. */
function outcome(world: World, backendId: string) {
  const plan = lawfulPlan(inputOf(world, backendId));
  return {
    records: world.odoo.states
      .map((state) => [state.country, state.code, state.name, state.externalId])
      .sort(),
    kinds: plan.operations.map(({ kind, subject }) => `${kind} ${subject.key}`),
    changes: plan.operations.filter(isChange),
  };
}

const history = fc.array(happening, { maxLength: 14 });

it('whatever happened before, one sync brings a store to rest', () => {
  fc.assert(
    fc.property(history, backend, (events, backendId) => {
      const world = sync(events.reduce(step, EMPTY), backendId);
      expect(outcome(world, backendId).changes).toEqual([]);
    }),
    { numRuns: 5000 },
  );
});

it('whatever happened before, a killed sync and another end where an undisturbed one ends', () => {
  fc.assert(
    fc.property(history, backend, fc.constantFrom(...KILLS), (events, backendId, at) => {
      const world = events.reduce(step, EMPTY);
      const undisturbed = outcome(sync(world, backendId), backendId);
      const broken = step(world, { what: 'kill', backend: backendId, at });
      expect(outcome(sync(broken, backendId), backendId)).toEqual(undisturbed);
    }),
    { numRuns: 5000 },
  );
});
