import { describe, expect, it, vi } from 'vitest';
import type { Memory } from '../../core/memory.ts';
import type { Operation } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import type { AppLease } from './lease.ts';
import { writeAppRows } from './rows.ts';
import type { Sessions } from '../sessions.ts';
import type { DomainSnapshot } from '../plan/plan-result.ts';
import type { EngineServices } from '../ports.ts';

const kept: Operation = {
  kind: 'keep',
  subject: { type: 'country', key: 'US', label: 'United States' },
  rule: 'code',
  reason: 'the same code',
};
const created: Operation = {
  kind: 'create',
  subject: kept.subject,
  rule: 'new',
  reason: 'not in Odoo',
  record: { model: 'res.country', externalId: 'woo.country_us' },
  write: { fields: { name: 'United States' }, references: {} },
};

/** How often the memory was read for the rows of a plan with these operations. */
async function reads(
  operations: readonly Operation[],
  learnt: DomainSnapshot['learnt'] = [],
): Promise<number> {
  const memory = { managed: [], bindings: [] } as unknown as Memory;
  const read = vi.fn(() => Promise.resolve(memory));
  const plan: DomainPlan = { domain: 'geography', operations, notes: [] };
  const domain = { rowModels: [] };
  const planned = { rows: () => [], isUnavailable: () => false };
  const facts = { domain, planned, learnt, memory, mirror: null } as unknown as DomainSnapshot;
  const services = { database: { memory: { read } }, now: () => new Date(0) };
  await writeAppRows(
    [{ planned: plan, selected: plan, left: [], facts }],
    [],
    { backend: { id: 'one', odooDatabaseUuid: 'here' } } as unknown as Sessions,
    {} as AppLease,
    services as unknown as EngineServices,
    () => undefined,
  );
  return read.mock.calls.length;
}

describe('the memory behind the rows of the app', () => {
  it('is not read again where applying had nothing to remember', async () => {
    expect(await reads([kept])).toBe(0);
  });

  it('is read again after records were written, values were seen, or rows taught something', async () => {
    expect(await reads([created])).toBe(1);
    expect(await reads([{ ...kept, seen: { name: 'USA' } }])).toBe(1);
    const learnt = { externalId: 'woo.x', model: 'x', owner: 'one', odooId: 1, written: {}, intended: null };
    expect(await reads([kept], [learnt])).toBe(1);
  });
});
