import { describe, expect, it } from 'vitest';
import type { Agreement } from '../core/agreement.ts';
import type { DomainPlan, Plan } from '../core/plan.ts';
import { judge } from './check.ts';
import type { DomainFacts } from './make-plan.ts';

const AT = '2026-11-25T09:00:00.000Z';

function planOf(domains: readonly DomainPlan[]): Plan {
  return {
    format: 1,
    backend: { id: 'b', name: 'shop' },
    odoo: { series: 18, database: 'main', company: 'My Company', app: 'absent' },
    domains,
  };
}

const planned = (domain: DomainPlan['domain']): DomainPlan => ({ domain, operations: [], notes: [] });

describe('judge', () => {
  it('asks each domain with the very input of its plan, in the order of the plan', () => {
    const asked: unknown[] = [];
    const facts = (key: string) => {
      const input = { of: key };
      const agreements = (given: unknown) => {
        asked.push(given === input);
        return [{ key } as Agreement];
      };
      return { domain: { agreements }, input } as unknown as DomainFacts;
    };
    const checked = judge(
      {
        plan: planOf([planned('taxes'), planned('geography'), planned('currency')]),
        facts: new Map([
          ['currency', facts('currency')],
          ['taxes', facts('taxes')],
          // A domain need not have points.
          ['geography', { domain: {}, input: {} } as unknown as DomainFacts],
        ]),
      },
      AT,
    );
    expect(checked).toMatchObject({ at: AT, backend: { name: 'shop' }, odoo: { series: 18 }, failures: [] });
    expect(checked.agreements.map(({ key }) => key)).toEqual(['taxes', 'currency']);
    expect(asked).toEqual([true, true]);
  });

  it('says which domain could not be read', () => {
    const failure = { code: 'store.away', message: 'The store does not answer.' };
    const checked = judge({ plan: planOf([{ ...planned('taxes'), failure }]), facts: new Map() }, AT);
    expect(checked).toMatchObject({ agreements: [], failures: [{ domain: 'taxes', ...failure }] });
  });
});
