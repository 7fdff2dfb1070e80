import { describe, expect, it } from 'vitest';
import { DEFAULT_TAX_POLICY } from '../../core/domain.ts';
import { EMPTY_MEMORY, type Binding } from '../../core/memory.ts';
import type { ExistingAppRow } from '../../core/app-rows.ts';
import type { StorePaymentGateway } from '../../woocommerce/port.ts';
import type { Journal } from './facts.ts';
import { GATEWAY_MODEL } from './app/rows.ts';
import { planPayments } from './plan.ts';
import { resolvePayment } from './resolve.ts';

const gateway = (id: string, enabled = true): StorePaymentGateway => ({
  ...{ id, title: id, description: '', enabled, order: null, supports: [] },
});

const journal = (id: number, over: Partial<Journal> = {}): Journal => ({
  ...{ id, name: `Journal ${id}`, code: '', type: 'bank', active: true },
  ...over,
});

const row = (key: string, over: Partial<ExistingAppRow> = {}): ExistingAppRow => ({
  ...{ id: 1, key, active: true, values: {}, choice: null, written: null, boundId: null },
  ...over,
});

const bound = (key: string, odooId: number, archivedAt: string | null = null): Binding => ({
  ...{ type: 'payment_gateway', key, model: 'account.journal', odooId, rule: 'choice', archivedAt },
});

interface World {
  readonly rows?: readonly ExistingAppRow[] | null;
  readonly bindings?: readonly Binding[];
}

/** Asks a store with these gateways: bacs, and cheque, which is switched off. */
function resolve(key: string, { bindings = [], rows = [] }: World = {}) {
  const input = {
    store: { gateways: [gateway('bacs'), gateway('cheque', false)], faults: [] },
    odoo: { company: 'My Company', journals: [journal(7), journal(9, { active: false })] },
    memory: { ...EMPTY_MEMORY, bindings, lastCounts: { payment_gateway: 20 } },
    mirror: rows && { rows: new Map([[GATEWAY_MODEL.model, rows]]) },
    policy: {
      taxes: DEFAULT_TAX_POLICY,
      onPersonChange: 'keep',
      allowRemovals: true,
      recreateDeleted: false,
    },
    ...{ backendId: '5b1f6a52-0000-4000-8000-000000000001', odooSeries: 18, found: () => null },
  } as const;
  return resolvePayment(planPayments(input), { payment_method: key }, input);
}

describe('the payment method of an order', () => {
  it('is the journal that a user chose, and the payment term where they chose one', () => {
    expect(resolve('bacs', { rows: [row('bacs', { choice: 7 })] })).toMatchObject([
      {
        field: 'payment_method',
        value: 'bacs',
        status: 'found',
        record: { model: 'account.journal', id: 7 },
      },
    ]);
    const chosen = row('bacs', { choice: 7, values: { x_payment_term_id: '4' } });
    expect(resolve('bacs', { rows: [chosen] })).toMatchObject([
      { status: 'found', record: { id: 7 } },
      { field: 'payment_term', status: 'found', record: { model: 'account.payment.term', id: 4 } },
    ]);
  });

  it('waits for a user while no journal is chosen, or one that takes no payments', () => {
    expect(resolve('bacs')).toMatchObject([{ status: 'conflict', rule: 'no choice' }]);
    const rows = [row('bacs', { choice: 9 })];
    expect(resolve('bacs', { rows })).toMatchObject([{ status: 'conflict', rule: 'archived' }]);
  });

  it('that is switched off is found where a journal was chosen for it', () => {
    expect(resolve('cheque')).toMatchObject([{ status: 'none', rule: 'disabled' }]);
    expect(resolve('cheque', { rows: [row('cheque', { choice: 7 })] })).toMatchObject([{ status: 'found' }]);
  });

  it('that the store no longer lists is what it was bound to', () => {
    const former = { status: 'found', rule: 'former choice', record: { id: 7 } };
    const gone = row('stripe', { active: false, boundId: 7 });
    expect(resolve('stripe', { rows: [gone] })).toMatchObject([former]);
    expect(resolve('stripe', { bindings: [bound('stripe', 7, '2026-11-20')] })).toMatchObject([former]);
    // Before the removal was applied.
    expect(resolve('stripe', { bindings: [bound('stripe', 7)] })).toMatchObject([former]);
    const changed = [row('stripe', { active: false, boundId: 9, choice: 7 })];
    expect(resolve('stripe', { rows: changed })).toMatchObject([former]);
  });

  it('that the store no longer lists waits for a user where its journal is of no use', () => {
    const archived = resolve('stripe', { bindings: [bound('stripe', 9)] });
    expect(archived).toMatchObject([{ status: 'conflict', rule: 'former choice', record: { id: 9 } }]);
    const deleted = resolve('stripe', { bindings: [bound('stripe', 8)] });
    expect(deleted).toMatchObject([{ status: 'conflict', rule: 'former choice' }]);
    expect(deleted[0]).not.toHaveProperty('record');
  });

  it('is none where nothing is known of it, or the order names none', () => {
    expect(resolve('klarna')).toMatchObject([{ status: 'none', rule: 'unknown' }]);
    expect(resolve(' ')).toMatchObject([{ status: 'none', rule: 'no payment method' }]);
  });

  it('without the app is the last choice that we remember, else a matter of installing it', () => {
    const remembered = resolve('bacs', { rows: null, bindings: [bound('bacs', 7)] });
    expect(remembered).toMatchObject([{ status: 'found', rule: 'former choice', record: { id: 7 } }]);
    expect(remembered[0]?.reason).toContain('without the app');
    const [asked] = resolve('bacs', { rows: null });
    expect(asked).toMatchObject({ status: 'conflict', rule: 'app missing' });
    expect(asked?.reason).toContain('odoo-app install');
    expect(resolve('klarna', { rows: null })).toMatchObject([{ status: 'none', rule: 'unknown' }]);
  });
});
