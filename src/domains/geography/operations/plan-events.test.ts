import { describe, expect, it } from 'vitest';
import type { PlanInput } from '../../../core/domain.ts';
import { DEFAULT_TAX_POLICY } from '../../../core/domain.ts';
import { EMPTY_MEMORY, type Binding, type ManagedRecord, type Memory } from '../../../core/memory.ts';
import type { CountryFact, OdooCountry, OdooGeography, OdooState, StoreGeography } from '../facts.ts';
import { planGeography } from './plan.ts';
import { resolveAddress } from '../resolve.ts';

/** What happens between two runs: people and plugins change things that were bound. */

const INDIA: OdooCountry = {
  id: 104,
  code: 'IN',
  name: 'India',
  stateRequired: false,
  zipRequired: false,
};
const NEPAL: OdooCountry = { ...INDIA, id: 167, code: 'NP', name: 'Nepal' };
const KEEP = {
  taxes: DEFAULT_TAX_POLICY,
  onPersonChange: 'keep',
  allowRemovals: false,
  recreateDeleted: false,
} as const;
const RECREATE = { ...KEEP, recreateDeleted: true } as const;

type Input = PlanInput<StoreGeography, OdooGeography>;

const state = (id: number, code: string, name: string, externalId?: string): OdooState => ({
  id,
  country: 'IN',
  code,
  name,
  externalId,
});

const binding = (key: string, odooId: number, over: Partial<Binding> = {}): Binding => ({
  type: key.includes(':') ? 'state' : 'country',
  key,
  model: 'any',
  odooId,
  rule: 'code',
  archivedAt: null,
  ...over,
});

const remembering = (bindings: readonly Binding[], over: Partial<Memory> = {}): Memory => ({
  ...EMPTY_MEMORY,
  bindings,
  ...over,
});

function input(
  states: readonly (readonly [string, string])[],
  odooStates: readonly OdooState[],
  over: Partial<Input> & { countries?: readonly CountryFact[]; odooCountries?: readonly OdooCountry[] } = {},
): Input {
  const { countries = [{ code: 'IN', name: 'India' }], odooCountries = [INDIA, NEPAL], ...rest } = over;
  return {
    store: { countries, states: states.map(([code, name]) => ({ country: 'IN', code, name })) },
    odoo: { countries: odooCountries, states: odooStates },
    memory: EMPTY_MEMORY,
    mirror: null,
    policy: KEEP,
    backendId: 'me',
    odooSeries: 18,
    found: () => null,
    ...rest,
  };
}

/** The operation on each subject by its key. */
const byKey = (given: Input) =>
  Object.fromEntries(planGeography(given).operations.map((operation) => [operation.subject.key, operation]));

describe('names', () => {
  it('of which nothing is left fit none', () => {
    const plan = byKey(input([['X1', '(one)']], [state(1, 'X2', '(two)')]));
    expect(plan['IN:X1']).toMatchObject({ kind: 'create' });
  });

  it('do not give away a record that two states claim by their codes', () => {
    const odoo = [state(1, 'CG', 'Chhattisgarh')];
    const store = [
      ['CT', 'Eins'],
      ['CG', 'Zwei'],
      ['X1', 'Chhattisgarh'],
    ] as const;
    const plan = byKey(input(store, odoo));
    expect(['CT', 'CG', 'X1'].map((code) => plan[`IN:${code}`]?.kind)).toEqual(Array(3).fill('conflict'));
    // Whoever had it keeps it.
    const memory = remembering([binding('IN:CT', 1)]);
    expect(byKey(input(store, odoo, { memory }))['IN:CT']).toMatchObject({ kind: 'keep', record: { id: 1 } });
  });

  it('of a plugin that gives new codes to the states of a country find the records, and close what was', () => {
    const odoo = [state(1, 'KA', 'Karnataka'), state(2, 'KL', 'Kerala')];
    const old = Array.from({ length: 2 }, (_, index) =>
      binding(`IN:${['KA', 'KL'][index] ?? ''}`, index + 1),
    );
    const memory = remembering([binding('IN', 104), ...old], { lastCounts: { country: 1, state: 2 } });
    const renewed = [
      ['29', 'Karnātaka'],
      ['32', 'KERALA'],
    ] as const;
    const plan = byKey(input(renewed, odoo, { memory }));
    expect(Object.entries(plan).map(([key, { kind, record }]) => [key, kind, record?.id])).toEqual([
      ['IN', 'keep', 104],
      ['IN:29', 'link', 1],
      ['IN:32', 'link', 2],
      ['IN:KA', 'archive', 1],
      ['IN:KL', 'archive', 2],
    ]);
  });
});

describe('a record that was bound', () => {
  it('by two codes of one place stays bound to both, though a user renamed and recoded it', () => {
    const memory = remembering([binding('IN:OD', 1), binding('IN:OR', 1)]);
    const store = [
      ['OD', 'Odisha'],
      ['OR', 'Odisha'],
    ] as const;
    const plan = byKey(input(store, [state(1, 'Q', 'Quux')], { memory }));
    for (const key of ['IN:OD', 'IN:OR'])
      expect(plan[key]).toMatchObject({ kind: 'keep', rule: 'binding', record: { id: 1 } });
  });

  it('by the crosswalk and was deleted is a question; nothing was known of it, it is created', () => {
    const store = [['CT', 'Chhattisgarh']] as const;
    const memory = remembering([binding('IN:CT', 1, { rule: 'crosswalk' })]);
    expect(byKey(input(store, [], { memory }))['IN:CT']).toMatchObject({ kind: 'conflict', rule: 'deleted' });
    expect(byKey(input(store, []))['IN:CT']).toMatchObject({ kind: 'create' });
  });

  it('and represents another state now is not called deleted', () => {
    const memory = remembering([binding('IN:X1', 1)]);
    const store = [
      ['X1', 'One'],
      ['KA', 'Karnataka'],
    ] as const;
    const conflict = byKey(input(store, [state(1, 'KA', 'Karnataka')], { memory }))['IN:X1'];
    expect(conflict).toMatchObject({ kind: 'conflict', rule: 'deleted' });
    expect(conflict?.reason).toContain('turned into another state');
  });

  it('and was moved to another country is not moved back', () => {
    const moved = { ...state(9, 'X1', 'One', '__woo_sync__.state_IN_X1'), country: 'NP' };
    for (const policy of [KEEP, RECREATE]) {
      const given = input([['X1', 'One']], [moved], { policy, memory: remembering([binding('IN:X1', 9)]) });
      expect(byKey(given)['IN:X1']).toMatchObject({ kind: 'conflict', rule: 'moved' });
      const resolved = resolveAddress(planGeography(given), { country: 'in', state: 'X1' });
      expect(resolved).toMatchObject([{ status: 'found', record: { id: 104 } }, { status: 'conflict' }]);
    }
  });

  it('is not taken for another state, though a user gave it the code of that one', () => {
    const own = state(9, 'X2', 'One', '__woo_sync__.state_IN_X1');
    const store = [
      ['X1', 'One'],
      ['X2', 'Two'],
    ] as const;
    const plan = byKey(input(store, [own]));
    expect(plan['IN:X1']).toMatchObject({ kind: 'conflict', rule: 'changed', record: { id: 9 } });
    expect(plan['IN:X2']).toMatchObject({ kind: 'conflict', candidates: [{ id: 9 }] });
  });
});

describe('what a killed run was about to write', () => {
  const externalId = '__woo_sync__.state_IN_X1';
  const record = (over: Partial<ManagedRecord>): Memory =>
    remembering([binding('IN:X1', 9)], {
      managed: [{ externalId, model: 'any', odooId: 9, owner: 'me', written: null, intended: null, ...over }],
    });
  const old = { name: 'Old', code: 'X1' };
  const next = { name: 'Next', code: 'X1' };

  it('is remembered before the next intent replaces it', () => {
    for (const memory of [record({ intended: next }), record({ written: old, intended: next })]) {
      const given = input([['X1', 'Newest']], [state(9, 'X1', 'Next', externalId)], { memory });
      expect(byKey(given)['IN:X1']).toMatchObject({ kind: 'update', seen: next });
    }
  });

  it('is settled when it is found, so that an older value is not taken for a value of the connector later', () => {
    const memory = record({ written: old, intended: next });
    const given = input([['X1', 'Next']], [state(9, 'X1', 'Next', externalId)], { memory });
    expect(byKey(given)['IN:X1']).toMatchObject({ kind: 'keep', seen: next });
  });

  it("is not a user's value that the store wins over", () => {
    const policy = { ...KEEP, onPersonChange: 'store_wins' } as const;
    const given = input([['X1', 'Newest']], [state(9, 'X1', 'Mine', externalId)], {
      memory: record({ intended: next }),
      policy,
    });
    expect(byKey(given)['IN:X1']).toMatchObject({ kind: 'update' });
    expect(byKey(given)['IN:X1']?.seen).toBeUndefined();
  });
});

describe('countries', () => {
  const xanadu = { code: 'XA', name: 'Xanadu' };
  const countries = [xanadu];
  const bound = remembering([binding('XA', 300)]);

  it('stay bound when a user renamed and recoded the record', () => {
    const odooCountries = [{ ...INDIA, id: 300, code: 'ZZ', name: 'Zed' }];
    const plan = byKey(input([], [], { countries, odooCountries, memory: bound }));
    expect(plan['XA']).toMatchObject({ kind: 'keep', rule: 'binding', record: { id: 300 } });
  });

  it('that somebody deleted are a question, and so are their states, until a user allows it', () => {
    const given = input([], [], { countries, memory: bound });
    const store = { countries, states: [{ country: 'XA', code: '1', name: 'One' }] };
    const asked = byKey({ ...given, store });
    expect(asked['XA']).toMatchObject({ kind: 'conflict', rule: 'deleted' });
    expect(asked['XA:1']).toMatchObject({ kind: 'conflict', rule: 'country' });
    const made = byKey({ ...given, store, policy: RECREATE });
    expect([made['XA']?.kind, made['XA:1']?.kind]).toEqual(['create', 'create']);
  });

  it('with a name that does not identify one country are conflicts with the candidates in one order', () => {
    const twins = [
      { ...INDIA, id: 301, code: 'Y1', name: 'Xanadu' },
      { ...INDIA, id: 302, code: 'Y2', name: 'The Xanadu' },
    ];
    for (const odooCountries of [twins, [...twins].reverse()]) {
      const plan = byKey(input([], [], { countries, odooCountries }));
      expect(plan['XA']).toMatchObject({ kind: 'conflict', candidates: [{ id: 301 }, { id: 302 }] });
    }
  });
});

describe('removals', () => {
  const bindings = Array.from({ length: 20 }, (_, index) => binding(`IN:S${index}`, 600 + index));
  const records = bindings.map(({ odooId }, index) => state(odooId, `S${index}`, `Name ${index}`));
  const most = records.slice(1).map(({ code, name }) => [code, name] as const);

  it('of all types wait when one list is incomplete', () => {
    const memory = remembering([binding('IN', 104), binding('NP', 167), ...bindings], {
      lastCounts: { country: 2, state: 20 },
    });
    const plan = planGeography(input(most, records, { memory }));
    expect(plan.operations.filter(({ kind }) => kind === 'archive')).toEqual([]);
    expect(plan.notes.map(({ code }) => code)).toEqual(['removals_blocked', 'removals_blocked']);
  });

  it('are measured by what is bound until a run has come to its end', () => {
    const memory = remembering(bindings);
    expect(planGeography(input(most, records, { memory })).notes).toEqual([]);
    const half = planGeography(input(most.slice(10), records, { memory }));
    expect(half.notes).toMatchObject([{ code: 'removals_blocked' }]);
  });
});

it('reports countries where Odoo requires a zip that the store does not', () => {
  const notesOf = (code: string) => {
    const country = { ...INDIA, code, zipRequired: true };
    return planGeography(
      input([], [], { countries: [{ code, name: 'Any' }], odooCountries: [country] }),
    ).notes.map((note) => note.code);
  };
  // Hong Kong's address form asks for no postcode; Germany's demands one.
  expect(notesOf('HK')).toEqual(['address_zip_demanded']);
  expect(notesOf('DE')).toEqual([]);
});
