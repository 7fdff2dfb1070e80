import { describe, expect, it } from 'vitest';
import type { PlanInput } from '../../core/domain.ts';
import { DEFAULT_TAX_POLICY } from '../../core/domain.ts';
import { EMPTY_MEMORY } from '../../core/memory.ts';
import type { ExistingAppRow, ExistingAppRows } from '../../core/app-rows.ts';
import type { SettingFacts, SettingRow } from './facts.ts';
import { rowValues } from './app/rows.ts';
import { planSettings } from './plan.ts';
import { settingRows } from './rows.ts';

const BACKEND = '5b1f6a52-0000-4000-8000-000000000001';

const setting = (id: string, value: string, over: Partial<SettingFacts['settings'][number]> = {}) => ({
  group: 'general',
  id,
  label: id.toUpperCase(),
  type: 'text',
  value,
  default: '',
  ...over,
});

const facts = (over: Partial<SettingFacts> = {}): SettingFacts => ({
  groups: { general: 'General', tax: 'Tax' },
  settings: [setting('a', '1'), setting('b', '2')],
  hidden: [],
  statuses: [],
  site: null,
  unavailable: [],
  skipped: [],
  ...over,
});

/** The app's rows after everything was written as the store has it. */
function mirrorOf(store: SettingFacts, over: Partial<ExistingAppRow> = {}): ExistingAppRows {
  const found = settingRows(store).map((row: SettingRow, index): ExistingAppRow => ({
    id: index + 1,
    key: row.key,
    active: true,
    values: rowValues(row),
    choice: null,
    written: null,
    boundId: null,
    ...over,
  }));
  return { rows: new Map([['x_woo_setting', found]]) };
}

function plan(
  store: SettingFacts,
  mirror: ExistingAppRows | null,
  over: Partial<PlanInput<SettingFacts, null>> = {},
) {
  return planSettings({
    store,
    odoo: null,
    memory: EMPTY_MEMORY,
    mirror,
    policy: {
      taxes: DEFAULT_TAX_POLICY,
      onPersonChange: 'keep',
      allowRemovals: false,
      recreateDeleted: false,
    },
    backendId: BACKEND,
    odooSeries: 18,
    found: () => null,
    ...over,
  });
}

const kinds = (made: ReturnType<typeof plan>) =>
  made.operations.map(({ kind, subject }) => `${kind} ${subject.key}`);

describe('the plan of settings', () => {
  it('creates what the app does not show, as a row of the app without an external id', () => {
    const { operations, notes } = plan(facts(), { rows: new Map() });
    expect(operations).toMatchObject([
      {
        kind: 'create',
        subject: { type: 'setting', key: 'general:a', label: 'A', group: 'General' },
        record: { model: 'x_woo_setting' },
      },
      { kind: 'create', subject: { key: 'general:b' } },
    ]);
    expect(operations[0]?.record).not.toHaveProperty('externalId');
    expect(notes).toEqual([]);
  });

  it('keeps what both sides agree on, whatever the form', () => {
    const store = facts({ settings: [setting('n', '10', { type: 'number' }), setting('a', 'S&atilde;o')] });
    const mirror = mirrorOf(
      facts({ settings: [setting('n', '10.00', { type: 'number' }), setting('a', 'São')] }),
    );
    expect(kinds(plan(store, mirror))).toEqual(['keep general:a', 'keep general:n']);
  });

  it('follows changed and emptied values, and reports old and new', () => {
    const store = facts({ settings: [setting('a', ''), setting('b', '2', { label: 'Bee', default: '3' })] });
    const [a, b] = plan(store, mirrorOf(facts())).operations;
    expect(a).toMatchObject({ kind: 'update', changes: [{ field: 'value', from: '1', to: '' }] });
    expect(b).toMatchObject({
      kind: 'update',
      record: { id: 2 },
      changes: [
        { field: 'default', from: '', to: '3' },
        { field: 'label', from: 'B', to: 'Bee' },
      ],
      reason: "the store's default, label changed",
    });
  });

  it('archives what the store no longer lists, and brings it back', () => {
    const before = facts({ settings: Array.from({ length: 20 }, (_, at) => setting(`s${at}`, 'x')) });
    const less = { ...before, settings: before.settings.slice(1) };
    const memory = { ...EMPTY_MEMORY, lastCounts: { setting: 20 } };
    const gone = plan(less, mirrorOf(before), { memory }).operations.filter(({ kind }) => kind !== 'keep');
    expect(gone).toMatchObject([
      { kind: 'archive', subject: { key: 'general:s0', label: 'S0' }, record: { id: 1 } },
    ]);
    const back = plan(before, mirrorOf(before, { active: false }), { memory });
    expect(back.operations.every(({ kind, rule }) => kind === 'update' && rule === 'back')).toBe(true);
    // An archived row of something that stays away is left alone.
    expect(plan(less, mirrorOf(before, { active: false }), { memory }).operations).toHaveLength(19);
  });

  it('archives nothing after a reading that is too small, unless a user allows it', () => {
    const memory = { ...EMPTY_MEMORY, lastCounts: { setting: 2 } };
    const half = facts({ settings: [setting('a', '1')] });
    const made = plan(half, mirrorOf(facts()), { memory });
    expect(kinds(made)).toEqual(['keep general:a', 'keep general:b']);
    expect(made.notes).toMatchObject([{ level: 'review', code: 'removals_blocked' }]);
    const policy = {
      taxes: DEFAULT_TAX_POLICY,
      onPersonChange: 'keep',
      allowRemovals: true,
      recreateDeleted: false,
    } as const;
    expect(kinds(plan(half, mirrorOf(facts()), { memory, policy }))).toContain('archive general:b');
  });

  it('leaves the rows of a group that could not be read, even where removals are allowed', () => {
    const tax = setting('c', '3', { group: 'tax' });
    const mirror = mirrorOf(facts({ settings: [...facts().settings, tax] }));
    const unavailable = [{ group: 'tax', code: 'store.server_error', message: 'PHP died' }];
    const policy = {
      taxes: DEFAULT_TAX_POLICY,
      onPersonChange: 'keep',
      allowRemovals: true,
      recreateDeleted: false,
    } as const;
    const made = plan(facts({ unavailable }), mirror, { policy });
    expect(kinds(made)).toEqual(['keep general:a', 'keep general:b', 'keep tax:c']);
    expect(made.notes.map(({ level, code }) => `${level} ${code}`)).toEqual([
      'review settings_unread',
      'review removals_blocked',
    ]);
  });

  it('archives e-mail templates that are no longer read, without asking', () => {
    const mail = Array.from({ length: 9 }, (_, at) => setting(`m${at}`, 'x', { group: 'email_x' }));
    const mirror = mirrorOf(facts({ settings: [...facts().settings, ...mail] }));
    const memory = { ...EMPTY_MEMORY, lastCounts: { setting: 11 } };
    const made = plan(facts({ skipped: ['email_x'] }), mirror, { memory });
    expect(made.notes).toEqual([]);
    expect(made.operations.filter(({ kind }) => kind === 'archive')).toHaveLength(9);
  });

  it('takes a value away that has become a secret, without showing it once more', () => {
    const hidden = [{ group: 'general', id: 'a', why: 'secret' as const }];
    const made = plan(
      facts({ settings: [setting('b', '2')], hidden }),
      mirrorOf(
        facts({
          settings: [setting('a', 'Canary', { default: 'Canary' }), setting('b', '2')],
        }),
      ),
    );
    expect(made.operations[0]).toMatchObject({
      kind: 'update',
      changes: [
        { field: 'value', to: '' },
        { field: 'default', to: '' },
        { field: 'type', to: 'hidden' },
      ],
    });
    expect(JSON.stringify(made)).not.toContain('Canary');
    expect(made.notes).toMatchObject([{ level: 'info', code: 'settings_hidden' }]);
  });

  it('names hidden settings, twenty at most, the same in any order', () => {
    const hidden = Array.from({ length: 25 }, (_, at) => ({
      group: 'g',
      id: `k${at}`,
      why: 'secret' as const,
    }));
    const { notes } = plan(facts({ hidden }), { rows: new Map() });
    expect(notes[0]?.message).toMatch(/^25 settings .* and 5 more\.$/);
    expect(plan(facts({ hidden: hidden.toReversed() }), { rows: new Map() }).notes).toEqual(notes);
  });

  it('plans nothing without the app, and reports what is missing', () => {
    const made = plan(facts(), null);
    expect(made.operations).toEqual([]);
    expect(made.notes).toMatchObject([{ level: 'info', code: 'app_missing' }]);
  });
});
