import { describe, expect, it } from 'vitest';
import { EMPTY_MEMORY, type Binding } from '../../../core/memory.ts';
import type { Operation } from '../../../core/operation.ts';
import { countOperations, type DomainPlan } from '../../../core/plan.ts';
import type { OdooGeography, OdooState, StoreGeography } from '../facts.ts';
import { odooGeography, SERIES, storeGeography, type Series } from '../testing/lists.ts';
import { applied, input, type Input } from '../testing/simulate.ts';
import { planGeography } from './plan.ts';

type Pair = readonly [code: string, name: string];

const store = storeGeography();

/** The store with other states in a country, or with more of them. */
function withStates(country: string, states: readonly Pair[], keep = false): StoreGeography {
  const others = store.states.filter((state) => state.country !== country || keep);
  return { ...store, states: [...others, ...states.map(([code, name]) => ({ country, code, name }))] };
}

function withRecords(odoo: OdooGeography, country: string, states: readonly Pair[]): OdooGeography {
  const added = states.map(([code, name], index) => ({
    ...{ id: 90_000 + index, country, code, name },
    externalId: `l10n_x.state_${index}`,
  }));
  return { ...odoo, states: [...odoo.states, ...added] };
}

const without = (odoo: OdooGeography, country: string): OdooGeography => ({
  ...odoo,
  states: odoo.states.filter((state) => state.country !== country),
});

const of = (plan: DomainPlan, key: string) => plan.operations.find(({ subject }) => subject.key === key);
const candidates = (operation: Operation | undefined) =>
  operation?.candidates?.map(({ label }) => label) ?? [];
const labelOf = (odoo: OdooGeography, country: string, code: string) => {
  const { name = '' } = odoo.states.find((state) => state.country === country && state.code === code) ?? {};
  return `${name} (${code})`;
};
const bind = (key: string, odooId: number, rule = 'code'): Binding => ({
  ...{ type: 'state', key, model: 'res.country.state', odooId, rule, archivedAt: null },
});

describe.each(SERIES)('doubtful states on the lists of Odoo %i', (series: Series) => {
  const odoo = odooGeography(series);
  const plan = (given: StoreGeography, over: Partial<Input> = {}, its = odoo) =>
    planGeography(input(given, its, { odooSeries: series, ...over }));

  describe('the same code for another place', () => {
    it.each([
      ['US', 'AR', 'Arizona', 'AZ'],
      ['US', 'MA', 'Maryland', 'MD'],
      ['US', 'MI', 'Mississippi', 'MS'],
      ['US', 'MO', 'Montana', 'MT'],
      ['US', 'VI', 'Virginia', 'VA'],
      ['IT', 'CA', 'Catania', 'CT'],
      ['ES', 'CA', 'Cantabria', 'S'],
      ['RO', 'CL', 'Cluj', 'CJ'],
      ['RO', 'IL', 'Ilfov', 'IF'],
      ['BR', 'AM', 'Amapa', 'AP'],
      ['ID', 'BA', 'Banten', 'BT'],
    ])('%s %s %s is a user’s to decide', (country, code, name, other) => {
      const operation = of(plan(withStates(country, [[code, name]])), `${country}:${code}`);
      expect(operation).toMatchObject({ kind: 'conflict', rule: 'ambiguous' });
      expect(candidates(operation).toSorted()).toEqual(
        [labelOf(odoo, country, code), labelOf(odoo, country, other)].toSorted(),
      );
    });

    it('a code that the crosswalk translates is doubted as well', () => {
      const operation = of(plan(withStates('MX', [['JA', 'Sinaloa']])), 'MX:JA');
      expect(operation).toMatchObject({ kind: 'conflict', rule: 'ambiguous' });
    });

    it('in such a list a code alone proves nothing', () => {
      const both = plan(
        withStates('IT', [
          ['CA', 'Catania'],
          ['LO', 'Lombardia'],
          ['RM', 'Roma'],
        ]),
      );
      expect(of(both, 'IT:LO')).toMatchObject({ kind: 'conflict', candidates: [{ label: 'Lodi (LO)' }] });
      expect(of(both, 'IT:RM')).toMatchObject({ kind: 'link' });
      // Alone it may be a translation.
      expect(of(plan(withStates('IT', [['LO', 'Lombardia']])), 'IT:LO')).toMatchObject({ kind: 'link' });
    });

    it('what an earlier version bound by the code is asked about, unless a user chose it', () => {
      const [id = 0] = odoo.states.flatMap((state) =>
        state.country === 'US' && state.code === 'AR' ? [state.id] : [],
      );
      const given = withStates('US', [['AR', 'Arizona']]);
      const remembered = (rule: string) =>
        of(plan(given, { memory: { ...EMPTY_MEMORY, bindings: [bind('US:AR', id, rule)] } }), 'US:AR');
      expect(remembered('code')?.kind).toBe('conflict');
      expect(remembered('choice')).toMatchObject({ kind: 'keep', record: { id } });
    });
  });

  describe('similar names', () => {
    it.each([
      ['CL', 'Región del Maule', 'Maule'],
      ['VN', 'Hồ Chí Minh', 'TP Hồ Chí Minh'],
      ['IT', 'Bolzano/Bozen', 'Bolzano'],
      ['ID', 'DKI Jakarta', 'Jakarta'],
      ['IT', 'Monza-Brianza', 'Monza e Brianza'],
      ['TW', 'Taipei City', '台北市'],
    ])('%s: %s becomes a candidate for %s, no twin', (country, own, its) => {
      for (const [storeName, odooName] of [
        [own, its],
        [its, own],
      ] as const) {
        const records = withRecords(without(odoo, country), country, [['77', odooName]]);
        const given = withStates(country, [['ZZ', storeName]]);
        const operation = of(plan(given, {}, records), `${country}:ZZ`);
        expect(operation).toMatchObject({ kind: 'conflict', rule: 'similar' });
        expect(candidates(operation)).toEqual([`${odooName} (77)`]);
        const { policy } = input(given, records);
        const consented = { policy: { ...policy, createStates: [country] } };
        expect(of(plan(given, consented, records), `${country}:ZZ`)?.kind).toBe('create');
      }
    });

    it('a record that another state has is no candidate', () => {
      const records = withRecords(without(odoo, 'CL'), 'CL', [['ZY', 'Maule']]);
      const given = withStates('CL', [
        ['ZY', 'Maule'],
        ['ZZ', 'Región del Maule'],
      ]);
      expect(of(plan(given, {}, records), 'CL:ZZ')?.kind).toBe('create');
    });
  });

  it('German states under the codes of before Odoo 17 are found, misspelt or not', () => {
    const old: readonly Pair[] = [
      ...([
        ['BW', 'Baden-Würtenberg'],
        ['BY', 'Bayern'],
        ['BE', 'Berlin'],
        ['BB', 'Brandenburg'],
      ] as const),
      ...([
        ['HB', 'Bremen'],
        ['HH', 'Hamburg'],
        ['HE', 'Hessen'],
        ['MV', 'Mecklenburg-Vorpommern'],
      ] as const),
      ...([
        ['NI', 'Niedersachsen'],
        ['NW', 'Nordrhein-Westfalen'],
        ['RP', 'Rheinland-Pfalz'],
      ] as const),
      ...([
        ['SL', 'Saarland'],
        ['SN', 'Sachsen'],
        ['ST', 'Sachsen-Anhalt'],
      ] as const),
      ...([
        ['SH', 'Schleswig-Holstein'],
        ['TH', 'Thüringen'],
      ] as const),
    ];
    const german = (its: OdooGeography) =>
      plan(store, {}, its).operations.filter(({ subject }) => subject.key.startsWith('DE:'));
    expect(countOperations(german(withRecords(without(odoo, 'DE'), 'DE', old)))).toMatchObject({ link: 16 });
    // Where both are there, today's count.
    expect(german(withRecords(odoo, 'DE', old)).every(({ rule }) => rule === 'code')).toBe(true);
  });

  it('a list of hundreds of unknown states is asked about once', () => {
    const cities = Array.from({ length: 900 }, (_, index): Pair => [`C${index}`, `Oras ${index}`]);
    const given = withStates('RO', cities, true);
    const first = input(given, odoo, { odooSeries: series });
    const { operations, notes } = planGeography(first);
    const asked = operations.filter(({ rule }) => rule === 'many');
    expect(asked).toHaveLength(900);
    expect(asked.every(({ kind, record }) => kind === 'keep' && record === undefined)).toBe(true);
    expect(notes.filter(({ code }) => code === 'states_waiting')).toMatchObject([
      { level: 'review', message: expect.stringContaining('900 states of Romania') as string },
    ]);
    const consent = { ...first, policy: { ...first.policy, createStates: ['RO'] } };
    const created = planGeography(consent);
    expect(countOperations(created.operations).create).toBe(countOperations(operations).create + 900);
    // Once is enough.
    const after = applied(consent, created);
    expect(countOperations(planGeography({ ...after, policy: first.policy }).operations)).toMatchObject({
      ...{ create: 0, update: 0, conflict: 0 },
    });
  });

  it('names that are there twice within a country are distinguished', () => {
    const twins = withStates('LU', [
      ['L1', 'Esch'],
      ['L2', 'Esch'],
      ['L3', 'Wiltz'],
      ['L4', 'Vianden'],
    ]);
    const records = withRecords(odoo, 'LU', []);
    const first = input(twins, records, { odooSeries: series });
    const made = planGeography(first);
    const names = (its: DomainPlan) =>
      its.operations.flatMap(({ subject, write }) =>
        subject.key.startsWith('LU:') ? [write?.fields['name']] : [],
      );
    expect(names(made)).toEqual(['Esch (L1)', 'Esch (L2)', 'Wiltz', 'Vianden']);
    const after = applied(first, made);
    expect(countOperations(planGeography(after).operations)).toMatchObject({
      update: 0,
      create: 0,
      conflict: 0,
    });
    // One that comes later as well.
    const added: OdooState = {
      ...{ id: 91_000, country: 'LU', code: 'Q' },
      name: 'Wiltz',
      externalId: undefined,
    };
    const later = { ...after, odoo: { ...after.odoo, states: [...after.odoo.states, added] } };
    expect(of(planGeography(later), 'LU:L3')).toMatchObject({
      kind: 'update',
      reason: 'another state of this country has the same name',
      changes: [{ from: 'Wiltz', to: 'Wiltz (L3)' }],
    });
  });

  it('no two states of a country have one name after a sync of the whole list', () => {
    const first = input(store, odoo, { odooSeries: series });
    const { odoo: after } = applied(first, planGeography(first));
    const created = after.states.filter(({ externalId }) => externalId?.startsWith('__woo_sync__'));
    const all = Map.groupBy(after.states, ({ country, name }) => `${country} ${name.toLowerCase()}`);
    expect(
      created.filter(({ country, name }) => all.get(`${country} ${name.toLowerCase()}`)?.length !== 1),
    ).toEqual([]);
  });

  it('codes that change their spelling keep the record', () => {
    const before = withStates('LU', [
      ['Esch-sur-Alzette', 'Esch'],
      ['GREVENMACHER', 'Grevenmacher'],
    ]);
    const first = input(before, odoo, { odooSeries: series });
    const after = applied(first, planGeography(first));
    const renamed = withStates('LU', [
      ['esch sur alzette', 'Esch an der Alzette'],
      ['Grevenmâcher', 'Grevenmacher'],
    ]);
    const second = planGeography({ ...after, store: renamed });
    const ids = after.odoo.states.filter(({ country }) => country === 'LU').map(({ id }) => id);
    const bound = ['LU:esch sur alzette', 'LU:Grevenmâcher'].map((key) => of(second, key));
    expect(bound.map((operation) => operation?.kind)).toEqual(['link', 'link']);
    expect(bound.map((operation) => operation?.record?.id)).toEqual(ids);
    expect(second.notes.filter(({ code }) => code === 'removals_blocked')).toEqual([]);
    const third = planGeography(applied({ ...after, store: renamed }, second));
    expect(third.operations.filter(({ kind }) => kind !== 'keep')).toEqual([]);
    // Also after the database of the connector was lost.
    const forgotten = planGeography({ ...after, store: renamed, memory: EMPTY_MEMORY });
    expect(['LU:esch sur alzette', 'LU:Grevenmâcher'].map((key) => of(forgotten, key)?.record?.id)).toEqual(
      ids,
    );
  });

  it('a country that loses its states keeps what they are bound to; others close theirs', () => {
    const first = input(store, odoo, { odooSeries: series });
    const after = applied(first, planGeography(first));
    const lost = {
      ...store,
      states: store.states.filter(
        ({ country, code }) => country !== 'MT' && country !== 'HU' && !(country === 'US' && code === 'CA'),
      ),
    };
    expect(store.states.some(({ country }) => country === 'HU')).toBe(true);
    const second = planGeography({ ...after, store: lost });
    expect(
      second.operations.filter(({ kind }) => kind === 'archive').map(({ subject }) => subject.key),
    ).toEqual(['US:CA']);
    const frozen = second.operations.filter((operation) => operation.frozen);
    expect(frozen.every(({ subject }) => subject.key.startsWith('HU:'))).toBe(true);
    expect(frozen).toHaveLength(20);
    expect(second.notes).toContainEqual(
      expect.objectContaining({ level: 'review', message: expect.stringContaining('Hungary: 20') as string }),
    );
    const { policy } = first;
    const allowed = planGeography({ ...after, store: lost, policy: { ...policy, allowRemovals: true } });
    expect(countOperations(allowed.operations).archive).toBe(21);
  });

  it('no state is created under a code that Odoo brings later', () => {
    const first = input(store, odoo, { odooSeries: series });
    const codes = planGeography(first).operations.flatMap(({ kind, subject, write }) =>
      kind === 'create' && ['PK:BA', 'PK:GB', 'PK:PB', 'PK:SD', 'IN:LA'].includes(subject.key)
        ? [write?.fields['code']]
        : [],
    );
    expect(codes).toEqual(series === 19 ? ['IN-LA'] : ['IN-LA', 'PK-BA', 'PK-GB', 'PK-PB', 'PK-SD']);
    // One that an earlier version created gives its code away.
    const own = {
      id: 92_000,
      country: 'IN',
      code: 'LA',
      name: 'Ladakh',
      externalId: '__woo_sync__.state_IN_LA',
    };
    const managed = {
      ...{ externalId: own.externalId, model: 'res.country.state', odooId: own.id, owner: first.backendId },
      ...{ written: { name: 'Ladakh', code: 'LA' }, intended: null },
    };
    const earlier = { ...odoo, states: [...odoo.states, own] };
    expect(
      of(plan(store, { memory: { ...EMPTY_MEMORY, managed: [managed] } }, earlier), 'IN:LA'),
    ).toMatchObject({
      kind: 'update',
      reason: 'Odoo brings a state of its own under the code LA',
      changes: [{ field: 'code', from: 'LA', to: 'IN-LA' }],
    });
  });
});
