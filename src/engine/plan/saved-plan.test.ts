import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConnectorError } from '../../core/errors.ts';
import type { Operation } from '../../core/operation.ts';
import type { Plan } from '../../core/plan.ts';
import type { Backend } from '../../database/port.ts';
import { sampleBackend } from '../../database/testing/samples.ts';
import { matchSavedPlan, readSavedPlan, refuseForeignPlan, savePlan } from './saved-plan.ts';
import { leftOutcomes, selectChanges } from './select-changes.ts';

const backend = sampleBackend({ id: '11111111-0000-4000-8000-000000000000', name: 'shop' });

const model = 'res.country.state';
const state = (key: string) => ({ type: 'state', key, label: `The state ${key}` });
const create: Operation = {
  kind: 'create',
  subject: state('AL:AL-01'),
  record: { model, externalId: '__woo_sync__.state_AL_AL-01' },
  rule: 'new',
  reason: 'not in Odoo',
  write: { fields: { name: 'Berat', code: 'AL-01' }, references: { 'country_id/.id': '6' } },
  after: '__woo_sync__.country_AL',
};
const update: Operation = {
  kind: 'update',
  subject: state('AL:AL-09'),
  record: { model, id: 7, externalId: '__woo_sync__.state_AL_AL-09', label: 'Diber (AL-09)' },
  rule: 'external id',
  reason: 'the store changed it',
  changes: [{ field: 'name', from: 'Diber', to: 'Dibër' }],
  write: { fields: { name: 'Dibër', code: 'AL-09' }, references: {} },
};
const link = {
  kind: 'link',
  subject: state('MX:JA'),
  record: { model, id: 498, label: 'Jalisco (JAL)' },
  rule: 'crosswalk',
  reason: 'known',
} as const satisfies Operation;
const keep: Operation = { ...link, kind: 'keep', subject: state('MX:AG') };

function planOf(operations: readonly Operation[]): Plan {
  return {
    format: 2,
    backend: { id: backend.id, name: backend.name },
    odoo: { series: 18, database: 'main', company: 'My Company', app: 'absent' },
    domains: [{ domain: 'geography', operations, notes: [] }],
  };
}

const saved = savePlan(planOf([create, update, link, keep]), backend, { recreateDeleted: true });

function code(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof ConnectorError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('savePlan and readSavedPlan', () => {
  it('give the changes and the options back, and nothing that is kept', () => {
    expect(readSavedPlan(saved)).toMatchObject({
      backend: { id: backend.id, name: 'shop' },
      odoo: { key: backend.odooDatabaseUuid, series: 18, companyId: 1 },
      options: { domains: ['geography'], allowRemovals: false, recreateDeleted: true },
      changes: [create, update, link].map((operation) => ({ domain: 'geography', operation })),
    });
    expect(savePlan(planOf([create, update, link, keep]), backend, { recreateDeleted: true })).toBe(saved);
  });

  it('do not mind another order of keys or other spaces', () => {
    const reordered = JSON.stringify(
      Object.fromEntries(Object.entries(JSON.parse(saved) as object).reverse()),
    );
    expect(readSavedPlan(reordered)).toEqual(readSavedPlan(saved));
  });

  it.each([
    ['no JSON', saved.slice(0, -20), 'plan.unreadable'],
    ['other JSON', '{"format":1,"domains":[]}', 'plan.unreadable'],
    ['the output of plan --json', JSON.stringify(planOf([create])), 'plan.unreadable'],
    ['another version', saved.replace('"format": 2', '"format": 3'), 'plan.format'],
    ['another value', saved.replace('Berat', 'Beral'), 'plan.edited'],
    ['another id', saved.replace('498', '499'), 'plan.edited'],
    ['another kind of operation', saved.replace('"kind": "link"', '"kind": "unlink"'), 'plan.edited'],
    ['another option', saved.replace('"allowRemovals": false', '"allowRemovals": true'), 'plan.edited'],
    ['a field more', saved.replace('"rule": "new"', '"rule": "new", "more": 1'), 'plan.edited'],
    ['another digest', saved.replace(/"digest": "./, '"digest": "x'), 'plan.edited'],
  ])('refuse %s', (_, text, expected) => {
    expect(text).not.toBe(saved);
    expect(code(() => readSavedPlan(text))).toBe(expected);
  });

  it('refuse a plan of format 1, with what to do', () => {
    const former = saved.replace('"format": 2', '"format": 1');
    expect(() => readSavedPlan(former)).toThrow(
      'The file contains a saved plan of format 1; this version of the program reads format 2.',
    );
    try {
      readSavedPlan(former);
    } catch (error) {
      expect(error).toMatchObject({
        code: 'plan.format',
        hint: expect.stringContaining('woo-odoo plan --out') as string,
      });
    }
  });

  it('throw nothing but foreseen errors, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(code(() => readSavedPlan(text))).toBe('plan.unreadable');
      }),
    );
  });
});

describe('refuseForeignPlan', () => {
  const check = (change: Partial<Backend>) =>
    code(() => refuseForeignPlan(readSavedPlan(saved), { ...backend, ...change }));

  it('takes the plan of the same backend, renamed or not', () => {
    expect(check({})).toBe('accepted');
    expect(check({ name: 'renamed', odooUrl: 'https://moved.example' })).toBe('accepted');
  });

  it.each([
    ['backend', { id: '22222222-0000-4000-8000-000000000000' }],
    ['database', { odooDatabaseUuid: 'c0ffee00-0000-4000-8000-000000000002' }],
    ['database without a uuid', { odooDatabaseUuid: null }],
    ['company', { odooCompanyId: 2 }],
  ])('refuses that of another %s', (_, change) => {
    expect(check(change)).toBe('plan.foreign');
  });
});

describe('matchSavedPlan', () => {
  const match = (operations: readonly Operation[]) =>
    matchSavedPlan(readSavedPlan(saved), planOf(operations));
  const changed = (change: object, of: Operation = update) =>
    [create, update, link, keep].map((operation) => (operation === of ? { ...of, ...change } : operation));

  it('chooses the changes of the file and leaves new ones', () => {
    const fresh: Operation = { ...create, subject: state('AL:AL-02') };
    const chosen = match([create, update, link, keep, fresh]);
    expect([create, update, link, fresh].map((operation) => chosen('geography', operation))).toEqual([
      ...[true, true, true, false],
    ]);
    const selection = selectChanges(planOf([create, fresh, keep]), chosen);
    expect(selection).toMatchObject({
      domains: [{ selected: { operations: [create, keep] }, left: [fresh] }],
      plan: { domains: [{ operations: [create, keep] }] },
      leftCount: 1,
    });
    expect(selection.domains.flatMap(leftOutcomes)).toMatchObject([
      { key: 'AL:AL-02', status: 'skipped', odooId: null },
    ]);
  });

  it('does not mind words for people', () => {
    expect(() =>
      match(changed({ reason: 'in other words', subject: { ...update.subject, label: 'X' } })),
    ).not.toThrow();
    const record = { model, id: 7, externalId: '__woo_sync__.state_AL_AL-09', label: 'Anders (AL-09)' };
    expect(() => match(changed({ record }))).not.toThrow();
  });

  it.each<[string, readonly Operation[]]>([
    ['gone', [create, link]],
    ['of another kind', changed({ kind: 'conflict' })],
    ['kept by now', changed({ kind: 'keep' }, create)],
    ['about another record', changed({ record: { model, id: 499 } }, link)],
    ['holding another value', changed({ changes: [{ field: 'name', from: 'Ours', to: 'Dibër' }] })],
    ['to be written otherwise', changed({ write: { fields: { name: 'Dibra' }, references: {} } })],
    ['decided otherwise', changed({ rule: 'code' }, link)],
    ['decided by somebody else', changed({ decidedBy: 'user' }, link)],
    ['in need of another record', changed({ after: 'another' }, create)],
  ])('refuses when a change is %s', (_, operations) => {
    expect(code(() => match(operations))).toBe('plan.moved_on');
  });

  it('reports why a domain that could not be read now has none of its changes', () => {
    const plan = planOf([]);
    const failure = { code: 'store.down', message: 'The store is away.' };
    const failed = {
      ...plan,
      domains: [{ domain: 'geography' as const, operations: [], notes: [], failure }],
    };
    expect(() => matchSavedPlan(readSavedPlan(saved), failed)).toThrow(/The store is away/);
  });
});
