import { describe, expect, it } from 'vitest';
import type { Agreement } from '../../core/agreement.ts';
import type { DomainPlan, Plan } from '../../core/plan.ts';
import { agreementsOf } from './check.ts';

const AT = '2026-11-25T09:00:00.000Z';

function planOf(domains: readonly DomainPlan[]): Plan {
  return {
    format: 2,
    backend: { id: 'b', name: 'shop' },
    odoo: { series: 18, database: 'main', company: 'My Company', app: 'absent' },
    domains,
  };
}

const planned = (domain: DomainPlan['domain'], ...keys: string[]): DomainPlan => ({
  ...{ domain, operations: [], notes: [] },
  ...(keys.length > 0 && { agreements: keys.map((key) => ({ key }) as Agreement) }),
});

describe('judge', () => {
  it('answers the points of the plans, in the order of the domains', () => {
    const plan = planOf([planned('taxes', 'rounding'), planned('geography'), planned('currency', 'code')]);
    const checked = agreementsOf({ plan }, AT);
    expect(checked).toMatchObject({ at: AT, backend: { name: 'shop' }, odoo: { series: 18 }, failures: [] });
    expect(checked.agreements.map(({ key }) => key)).toEqual(['rounding', 'code']);
  });

  it('shows which domain could not be read', () => {
    const failure = { code: 'store.away', message: 'The store does not answer.' };
    const checked = agreementsOf({ plan: planOf([{ ...planned('taxes'), failure }]) }, AT);
    expect(checked).toMatchObject({ agreements: [], failures: [{ domain: 'taxes', ...failure }] });
  });
});
