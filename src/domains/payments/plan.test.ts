import { describe, expect, it } from 'vitest';
import { DEFAULT_TAX_POLICY, type PlanInput } from '../../core/domain.ts';
import { EMPTY_MEMORY, type Binding, type Memory } from '../../core/memory.ts';
import type { ExistingAppRow, ExistingAppRows } from '../../core/app-rows.ts';
import type { InvalidRow, StorePaymentGateway, StorePaymentGateways } from '../../woocommerce/port.ts';
import type { Journal, OdooPayments } from './facts.ts';
import { GATEWAY_MODEL, gatewayRows, isUnavailableGateway } from './app/rows.ts';
import { planPayments } from './plan.ts';

type Input = PlanInput<StorePaymentGateways, OdooPayments>;

const BACKEND = '5b1f6a52-0000-4000-8000-000000000001';

const gateway = (id: string, over: Partial<StorePaymentGateway> = {}): StorePaymentGateway => ({
  id,
  title: id.toUpperCase(),
  description: '',
  enabled: true,
  order: null,
  supports: ['products'],
  ...over,
});

const journal = (id: number, over: Partial<Journal> = {}): Journal => ({
  id,
  name: `Journal ${id}`,
  code: `J${id}`,
  type: 'bank',
  active: true,
  ...over,
});

const BANK = journal(7, { name: 'Bank', code: 'BNK1' });
const CASH = journal(9, { name: 'Cash', code: 'CSH1', type: 'cash' });
const SALES = journal(5, { name: 'Invoices', code: 'INV', type: 'sale' });
const OLD = journal(11, { name: 'Old bank', code: '', active: false });

const row = (key: string, over: Partial<ExistingAppRow> = {}): ExistingAppRow => ({
  id: key.length,
  key,
  active: true,
  values: { x_name: key.toUpperCase() },
  choice: null,
  written: null,
  boundId: null,
  ...over,
});

const shown = (...rows: readonly ExistingAppRow[]): ExistingAppRows => ({
  rows: new Map([[GATEWAY_MODEL.model, rows]]),
});

const bound = (key: string, odooId: number, archivedAt: string | null = null): Binding => ({
  type: 'payment_gateway',
  key,
  model: 'account.journal',
  odooId,
  rule: 'choice',
  archivedAt,
});

const remembering = (...bindings: readonly Binding[]): Memory => ({
  ...EMPTY_MEMORY,
  bindings,
  lastCounts: { payment_gateway: 20 },
});

function plan(
  gateways: readonly StorePaymentGateway[],
  over: Partial<Input> & { allowRemovals?: boolean; faults?: readonly InvalidRow[] } = {},
) {
  const { allowRemovals = false, faults = [], ...rest } = over;
  return planPayments({
    store: { gateways, faults },
    odoo: { company: 'My Company', journals: [CASH, OLD, BANK, SALES] },
    memory: EMPTY_MEMORY,
    mirror: shown(),
    policy: { taxes: DEFAULT_TAX_POLICY, onPersonChange: 'keep', allowRemovals, recreateDeleted: false },
    backendId: BACKEND,
    odooSeries: 18,
    found: () => null,
    ...rest,
  });
}

const only = (made: ReturnType<typeof plan>) => {
  expect(made.operations).toHaveLength(1);
  return made.operations[0];
};

describe('a payment gateway', () => {
  it('that is enabled waits for a user, who is shown the journals that take payments', () => {
    expect(only(plan([gateway('bacs')]))).toMatchObject({
      kind: 'conflict',
      subject: { type: 'payment_gateway', key: 'bacs', label: 'BACS' },
      rule: 'no choice',
      candidates: [
        { model: 'account.journal', id: 7, label: 'Bank (BNK1)' },
        { model: 'account.journal', id: 9, label: 'Cash (CSH1)' },
      ],
    });
  });

  it('that is disabled waits for nobody, even with a choice that would not do', () => {
    const off = gateway('cheque', { enabled: false });
    expect(only(plan([off]))).toMatchObject({ kind: 'keep', rule: 'disabled' });
    expect(only(plan([off], { mirror: shown(row('cheque', { choice: 5 })) }))).toMatchObject({
      kind: 'keep',
      rule: 'disabled',
    });
  });

  it('is bound to the journal that was chosen, and stays so when it is switched off', () => {
    const mirror = shown(row('bacs', { choice: 7 }));
    for (const enabled of [true, false]) {
      const store = [gateway('bacs', { enabled })];
      expect(only(plan(store, { mirror }))).toMatchObject({
        kind: 'link',
        rule: 'choice',
        record: { id: 7 },
      });
      expect(only(plan(store, { mirror, memory: remembering(bound('bacs', 7)) }))).toMatchObject({
        kind: 'keep',
        record: { id: 7 },
      });
    }
  });

  it('follows a change of mind and reports it', () => {
    const mirror = shown(row('bacs', { choice: 9 }));
    expect(only(plan([gateway('bacs')], { mirror, memory: remembering(bound('bacs', 7)) }))).toMatchObject({
      kind: 'link',
      record: { id: 9 },
      reason: 'chosen by a user; it was bound to record 7',
    });
  });

  it.each([
    ['sales', 5, 'journal type', 'type sale'],
    ['archived', 11, 'archived', 'Old bank is archived'],
    ['of another company', 99, 'company', 'not one of the company My Company'],
  ])('is not bound to a journal that is %s', (_what, choice, rule, words) => {
    const mirror = shown(row('bacs', { choice }));
    const operation = only(plan([gateway('bacs')], { mirror, memory: remembering(bound('bacs', 7)) }));
    expect(operation).toMatchObject({ kind: 'conflict', rule });
    expect(operation?.reason).toContain(words);
    expect(operation?.record).toBeUndefined();
  });

  it('whose choice was taken back waits again', () => {
    const memory = remembering(bound('bacs', 7));
    expect(only(plan([gateway('bacs')], { mirror: shown(row('bacs')), memory }))).toMatchObject({
      kind: 'conflict',
      rule: 'no choice',
    });
  });
});

describe('gateways that vanish', () => {
  const many = Array.from({ length: 19 }, (_, at) => gateway(`g${at}`, { enabled: false }));

  it('are closed: the binding where there is one, else the row alone', () => {
    const mirror = shown(row('bacs', { choice: 7, boundId: 7 }), row('cod'), row('gone', { active: false }));
    const { operations } = plan(many, { mirror, memory: remembering(bound('bacs', 7)) });
    expect(operations.filter(({ kind }) => kind === 'archive')).toMatchObject([
      { subject: { key: 'bacs', label: 'BACS' }, record: { model: 'account.journal', id: 7 } },
      { subject: { key: 'cod' }, record: { model: GATEWAY_MODEL.model, id: 3 } },
    ]);
  });

  it('are closed by what the app knows where we remember nothing, and by what we remember where it knows nothing', () => {
    const byRow = plan(many, {
      mirror: shown(row('bacs', { boundId: 7 })),
      memory: { ...EMPTY_MEMORY, lastCounts: { payment_gateway: 20 } },
    });
    const byMemory = plan(many, { memory: remembering(bound('bacs', 7)) });
    for (const { operations } of [byRow, byMemory])
      expect(operations.find(({ kind }) => kind === 'archive')).toMatchObject({
        subject: { key: 'bacs' },
        record: { model: 'account.journal', id: 7 },
      });
  });

  it('come back with the journal they had', () => {
    const mirror = shown(row('bacs', { choice: 7, active: false }));
    const memory = remembering(bound('bacs', 7, '2026-11-23T08:00:00.000Z'));
    expect(only(plan([gateway('bacs')], { mirror, memory }))).toMatchObject({
      kind: 'link',
      record: { id: 7 },
      reason: 'chosen by a user; the store lists it again',
    });
  });

  it('are left alone after a reading that is too small, unless a user allows it', () => {
    const mirror = shown(row('bacs'), row('cod'));
    const memory = { ...EMPTY_MEMORY, lastCounts: { payment_gateway: 2 } };
    const made = plan([gateway('bacs')], { mirror, memory });
    expect(made.operations.map(({ kind }) => kind)).toEqual(['conflict']);
    expect(made.notes).toMatchObject([{ level: 'review', code: 'removals_blocked' }]);
    const allowed = plan([gateway('bacs')], { mirror, memory, allowRemovals: true });
    expect(allowed.notes).toEqual([]);
    expect(allowed.operations.map(({ kind }) => kind)).toEqual(['conflict', 'archive']);
  });
});

describe('the plan of payment gateways', () => {
  it('is the same in any order', () => {
    const store = [gateway('b'), gateway('a'), gateway('c', { enabled: false })];
    const journals = [SALES, BANK, OLD, CASH];
    expect(plan(store.toReversed(), { odoo: { company: 'My Company', journals } })).toEqual(plan(store));
  });

  it('is empty without the app, and shows what is missing', () => {
    const made = plan([gateway('bacs')], { mirror: null, memory: remembering(bound('cod', 7)) });
    expect(made.operations).toEqual([]);
    expect(made.notes).toMatchObject([{ level: 'info', code: 'app_missing' }]);
  });
});

describe('the rows of payment gateways', () => {
  it('show what the allow-list names, and nothing of what people enter', () => {
    const store = [
      gateway('bacs', {
        title: 'Bank',
        description: 'Pay first.',
        order: 3,
        supports: ['tokens', 'refunds'],
      }),
      gateway('cod', { title: '', enabled: false }),
    ];
    const { operations } = plan(store, { mirror: shown(row('bacs', { choice: 7 })) });
    const rows = gatewayRows({
      store: { gateways: store, faults: [] },
      operations,
      agreements: [],
      backendId: BACKEND,
      recordId: (_type, key) => (key === 'bacs' ? 7 : null),
      written: () => null,
    });
    expect(rows[0]).toMatchObject({ model: 'x_woo_payment_gateway', key: 'bacs' });
    expect(rows.map(({ values }) => values)).toEqual([
      {
        x_name: 'Bank',
        x_key: 'bacs',
        x_description: 'Pay first.',
        x_enabled: '1',
        x_order: '3',
        x_features: 'refunds, tokens',
        x_journal_id: '7',
        x_status: 'bound',
        x_rule: 'choice',
        x_reason: '',
      },
      {
        x_name: 'cod',
        x_key: 'cod',
        x_description: '',
        x_enabled: '',
        x_order: '999',
        x_features: 'products',
        x_journal_id: '',
        x_status: 'pending',
        x_rule: 'disabled',
        x_reason: 'it is switched off in the store; it needs a journal once it is on',
      },
    ]);
    expect(Object.keys(rows[0]?.values ?? {})).toEqual([...GATEWAY_MODEL.columns]);
  });
});

describe('a payment gateway that cannot be understood', () => {
  const fault = (id: string | null): InvalidRow => ({
    id,
    field: 'enabled',
    message: 'enabled is missing',
  });

  it('is reported, stops no other, and stays bound to what a user chose', () => {
    const mirror = shown(row('acme', { choice: 7 }), row('cod', { choice: 9 }));
    const memory = remembering(bound('acme', 7), bound('cod', 9));
    const { notes, operations } = plan([gateway('cod')], { mirror, memory, faults: [fault('acme')] });
    expect(operations.map(({ kind, subject }) => [kind, subject.key])).toEqual([
      ['keep', 'acme'],
      ['keep', 'cod'],
    ]);
    expect(notes).toMatchObject([
      { level: 'review', code: 'gateway_unreadable', message: expect.stringContaining('acme') as string },
    ]);
  });

  it('is not planned where nobody chose a journal, or one that takes no payments', () => {
    expect(plan([], { faults: [fault('acme')] }).operations).toEqual([]);
    const sales = shown(row('acme', { choice: 5 }));
    expect(plan([], { mirror: sales, faults: [fault('acme')] }).operations).toEqual([]);
  });

  it('takes none for gone where not even its id can be read', () => {
    const mirror = shown(row('acme', { choice: 7 }), row('cod'));
    expect(plan([], { mirror, faults: [fault(null)], allowRemovals: true }).operations).toEqual([]);
    expect(plan([], { mirror, faults: [fault('cod')], allowRemovals: true }).operations).toMatchObject([
      { kind: 'archive', subject: { key: 'acme' } },
    ]);
  });

  it('leaves its row in the app as it is', () => {
    const isUnavailable = (key: string, ...ids: (string | null)[]) =>
      isUnavailableGateway({ gateways: [], faults: ids.map(fault) }, GATEWAY_MODEL.model, key);
    expect([
      isUnavailable('acme', 'acme'),
      isUnavailable('acme', null),
      isUnavailable('acme', 'cod'),
    ]).toEqual([...[true, true, false]]);
  });
});
