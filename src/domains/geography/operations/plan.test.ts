import { describe, expect, it } from 'vitest';
import type { PlanInput } from '../../../core/domain.ts';
import { DEFAULT_TAX_POLICY } from '../../../core/domain.ts';
import { EMPTY_MEMORY, type Binding, type ManagedRecord } from '../../../core/memory.ts';
import type { Operation } from '../../../core/operation.ts';
import type { OdooGeography, OdooState, StoreGeography } from '../facts.ts';
import { planGeography } from './plan.ts';
import { resolveAddress } from '../resolve.ts';

const US = { id: 233, code: 'US', name: 'United States', stateRequired: true, zipRequired: true };
const california: OdooState = state(13, 'CA', 'California', 'base.state_us_5');
const OWN_ID = '__woo_sync__.state_US_ZZ';

function state(id: number, code: string, name: string, externalId?: string): OdooState {
  return { id, country: 'US', code, name, externalId };
}

type Input = PlanInput<StoreGeography, OdooGeography>;

function input(
  storeStates: readonly [string, string][],
  odooStates: readonly OdooState[],
  over: Partial<Input> = {},
): Input {
  return {
    store: {
      countries: [{ code: 'US', name: 'United States (US)' }],
      states: storeStates.map(([code, name]) => ({ country: 'US', code, name })),
    },
    odoo: { countries: [US], states: odooStates },
    memory: EMPTY_MEMORY,
    mirror: null,
    policy: {
      taxes: DEFAULT_TAX_POLICY,
      onPersonChange: 'keep',
      allowRemovals: false,
      recreateDeleted: false,
    },
    backendId: 'me',
    odooSeries: 18,
    found: () => null,
    ...over,
  };
}

function binding(key: string, odooId: number, over: Partial<Binding> = {}): Binding {
  return { type: 'state', key, model: 'res.country.state', odooId, rule: 'code', archivedAt: null, ...over };
}

function managed(over: Partial<ManagedRecord> = {}): ManagedRecord {
  return {
    externalId: OWN_ID,
    model: 'res.country.state',
    odooId: 500,
    owner: 'me',
    written: { name: 'Zed', code: 'ZZ' },
    intended: null,
    ...over,
  };
}

function planState(given: Input, key = 'US:ZZ'): Operation | undefined {
  return planGeography(given).operations.find(({ subject }) => subject.key === key);
}

describe('matching', () => {
  it('links by name when the name is unique on both sides', () => {
    expect(planState(input([['ZZ', 'CALIFORNIA']], [california]))).toMatchObject({
      kind: 'link',
      rule: 'name',
    });
  });

  it.each([
    [
      'two records with that name',
      [['ZZ', 'Armed Forces (AA)']],
      [
        state(1, 'A1', 'Armed Forces Americas'),
        state(2, 'A2', 'Armed Forces'),
        state(3, 'A3', 'Armed Forces (Pacific)'),
      ],
    ],
    [
      'two states of the store with that name',
      [
        ['ZZ', 'California'],
        ['YY', 'california'],
      ],
      [california],
    ],
    [
      'a record that another state has',
      [
        ['CA', 'Kalifornien'],
        ['ZZ', 'California'],
      ],
      [california],
    ],
  ] as const)('is a conflict with candidates: %s', (_, store, odoo) => {
    const operation = planState(
      input(
        store.map(([code, name]) => [code, name]),
        odoo,
      ),
    );
    expect(operation?.kind).toBe('conflict');
    expect(operation?.candidates?.length).toBeGreaterThan(0);
    expect(operation?.write).toBeUndefined();
  });

  it('creates what Odoo does not have, under a key in Odoo', () => {
    expect(planState(input([['ZZ', 'Zed']], [california]))).toMatchObject({
      kind: 'create',
      record: { externalId: OWN_ID },
      write: { fields: { name: 'Zed', code: 'ZZ' }, references: { 'country_id/.id': '233' } },
    });
  });

  it('finds what we created by its key, though a user changed its code and name', () => {
    const renamed = state(500, 'Q1', 'Quux', OWN_ID);
    const memory = { ...EMPTY_MEMORY, managed: [managed()] };
    expect(planState(input([['ZZ', 'Zed']], [renamed], { memory }))).toMatchObject({
      kind: 'conflict',
      record: { id: 500 },
    });
  });

  it('keeps what was bound when a user renamed and recoded the record', () => {
    const memory = { ...EMPTY_MEMORY, bindings: [binding('US:CA', 13)] };
    const given = input([['CA', 'California']], [state(13, 'KAL', 'Golden State', 'base.state_us_5')], {
      memory,
    });
    expect(planState(given, 'US:CA')).toMatchObject({ kind: 'keep', rule: 'binding', record: { id: 13 } });
  });

  it('creates a country of a plugin first, and its states after it', () => {
    const given = input([], [], {});
    const plan = planGeography({
      ...given,
      store: {
        countries: [{ code: 'XA', name: 'Xanadu' }],
        states: [{ country: 'XA', code: '1', name: 'One' }],
      },
    });
    expect(plan.operations).toMatchObject([
      { kind: 'create', subject: { type: 'country', key: 'XA' } },
      {
        kind: 'create',
        after: '__woo_sync__.country_XA',
        write: { references: { 'country_id/id': '__woo_sync__.country_XA' } },
      },
    ]);
  });

  it('reports that a country code of another length cannot exist in Odoo', () => {
    const given = input([], []);
    const store = {
      countries: [{ code: 'XAN', name: 'Xanadu' }],
      states: [{ country: 'XAN', code: '1', name: 'One' }],
    };
    expect(planGeography({ ...given, store }).operations.map(({ kind }) => kind)).toEqual([
      'unsupported',
      'unsupported',
    ]);
  });
});

describe('records that the connector created', () => {
  const found = state(500, 'ZZ', 'Zed', OWN_ID);
  const memory = {
    bindings: [binding('US:ZZ', 500)],
    managed: [managed()],
    lastCounts: { country: 1, state: 1 },
  };

  it('follow the store', () => {
    expect(planState(input([['ZZ', 'Zedland']], [found], { memory }))).toMatchObject({
      kind: 'update',
      changes: [{ field: 'name', from: 'Zed', to: 'Zedland' }],
    });
  });

  it('are left alone where a user changed them', () => {
    const touched = state(500, 'ZZ', 'My Zed', OWN_ID);
    expect(planState(input([['ZZ', 'Zed']], [touched], { memory }))?.kind).toBe('conflict');
    const policy = {
      taxes: DEFAULT_TAX_POLICY,
      onPersonChange: 'store_wins',
      allowRemovals: false,
      recreateDeleted: false,
    } as const;
    expect(planState(input([['ZZ', 'Zed']], [touched], { memory, policy }))?.kind).toBe('update');
  });

  it('follow only the store that made them', () => {
    const theirs = { ...memory, managed: [managed({ owner: 'another' })] };
    expect(planState(input([['ZZ', 'Zett']], [found], { memory: theirs }))?.kind).toBe('keep');
  });

  it('are remembered as written where a kill left it open', () => {
    const open = { ...memory, managed: [managed({ written: null, intended: { name: 'Zed', code: 'ZZ' } })] };
    expect(planState(input([['ZZ', 'Zed']], [found], { memory: open }))).toMatchObject({
      kind: 'keep',
      seen: { name: 'Zed', code: 'ZZ' },
    });
  });

  it('are a conflict when they were deleted, and are recreated when the user allows it', () => {
    expect(planState(input([['ZZ', 'Zed']], [], { memory }))).toMatchObject({
      kind: 'conflict',
      rule: 'deleted',
    });
    const policy = {
      taxes: DEFAULT_TAX_POLICY,
      onPersonChange: 'keep',
      allowRemovals: false,
      recreateDeleted: true,
    } as const;
    expect(planState(input([['ZZ', 'Zed']], [], { memory, policy }))?.kind).toBe('create');
  });

  it('that a killed run created and the store no longer lists stay, and are remembered once', () => {
    const intended = managed({ odooId: null, written: null, intended: { name: 'Zed', code: 'ZZ' } });
    const open = { ...EMPTY_MEMORY, managed: [intended] };
    expect(
      planState(input([['CA', 'California']], [california, found], { memory: open }), OWN_ID),
    ).toMatchObject({
      ...{ kind: 'keep', seen: { name: 'Zed', code: 'ZZ' }, record: { id: 500, externalId: OWN_ID } },
      subject: { type: 'state', label: 'Zed', group: 'United States (US)' },
    });
    const theirs = { ...open, managed: [managed({ written: null, intended: {}, owner: 'another' })] };
    expect(
      planState(input([['CA', 'California']], [california, found], { memory: theirs }), OWN_ID),
    ).toBeUndefined();
    const known = { ...open, managed: [managed()] };
    expect(
      planState(input([['CA', 'California']], [california, found], { memory: known }), OWN_ID),
    ).toBeUndefined();
  });

  it('that a killed run did not create are no conflict', () => {
    const intended = managed({ odooId: null, written: null, intended: { name: 'Zed', code: 'ZZ' } });
    const open = { ...EMPTY_MEMORY, managed: [intended] };
    expect(planState(input([['ZZ', 'Zed']], [], { memory: open }))?.kind).toBe('create');
  });
});

describe('what vanished from the store', () => {
  const bindings = Array.from({ length: 20 }, (_, index) => binding(`US:S${index}`, 600 + index));
  const records = bindings.map(({ key, odooId }) => state(odooId, key.slice(3), key));
  const names = bindings.map(({ key }): [string, string] => [key.slice(3), key]);
  const memory = { ...EMPTY_MEMORY, bindings, lastCounts: { country: 1, state: 20 } };

  it('has its binding closed, once', () => {
    const named = records.map((record) => (record.id === 600 ? { ...record, name: 'State zero' } : record));
    const plan = planGeography(input(names.slice(1), named, { memory }));
    expect(plan.operations.filter(({ kind }) => kind === 'archive').map(({ subject }) => subject)).toEqual([
      { type: 'state', key: 'US:S0', label: 'State zero' },
    ]);
    const closed = {
      ...memory,
      bindings: bindings.map((entry, index) => (index === 0 ? { ...entry, archivedAt: 'x' } : entry)),
    };
    const second = planGeography(input(names.slice(1), records, { memory: closed }));
    expect(second.operations.some(({ kind }) => kind === 'archive')).toBe(false);
  });

  it('is bound again when the store lists it again', () => {
    const closed = { ...memory, bindings: [binding('US:S0', 600, { archivedAt: 'x' })] };
    expect(planState(input(names, records, { memory: closed }), 'US:S0')).toMatchObject({ kind: 'link' });
  });

  it.each([
    ['half of the list', 10],
    ['an empty list', 0],
  ])('is left alone when %s came back, until a user allows it', (_, count) => {
    const blocked = planGeography(input(names.slice(0, count), records, { memory }));
    expect(blocked.operations.some(({ kind }) => kind === 'archive')).toBe(false);
    expect(blocked.notes).toContainEqual(
      expect.objectContaining({ code: 'removals_blocked', level: 'review' }),
    );
    const policy = {
      taxes: DEFAULT_TAX_POLICY,
      onPersonChange: 'keep',
      allowRemovals: true,
      recreateDeleted: false,
    } as const;
    const allowed = planGeography(input(names.slice(0, count), records, { memory, policy }));
    expect(allowed.operations.filter(({ kind }) => kind === 'archive')).toHaveLength(20 - count);
  });
});

describe('addresses', () => {
  it('reports countries where Odoo requires what the store does not', () => {
    const plan = planGeography(input([], []));
    expect(plan.notes).toMatchObject([{ code: 'address_state_demanded', level: 'info' }]);
    expect(planGeography(input([['CA', 'California']], [california])).notes).toEqual([]);
  });

  it('resolve by code, in any case, or by name', () => {
    const plan = planGeography(
      input(
        [
          ['CA', 'California'],
          ['ZZ', 'Zed'],
        ],
        [california],
      ),
    );
    for (const value of ['CA', 'ca', 'California']) {
      expect(resolveAddress(plan, { country: 'US', state: value })).toMatchObject([
        { field: 'country', status: 'found', record: { id: 233 } },
        { field: 'state', status: 'found', record: { id: 13 }, rule: 'code' },
      ]);
    }
    expect(resolveAddress(plan, { country: 'US', state: 'ZZ' })[1]).toMatchObject({ status: 'pending' });
    expect(resolveAddress(plan, { country: 'US', state: 'QQ' })[1]).toMatchObject({ status: 'none' });
    expect(resolveAddress(plan, { country: 'QQ', state: 'CA' })).toMatchObject([
      { status: 'none' },
      { status: 'none' },
    ]);
    expect(resolveAddress(plan, { country: 'US' })).toHaveLength(1);
  });
});
