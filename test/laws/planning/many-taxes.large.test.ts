import { expect, test } from 'vitest';
import { isChange } from '../../../src/core/operation.ts';
import { planTaxes } from '../../../src/domains/taxes/plan.ts';
import { appliedTaxes } from '../simulate-taxes.ts';
import { leastMs } from './cpu-time.ts';
import { firstTime, TABLES } from './tax-worlds.ts';

const MAX_MS = 3_000;

test('50,000 rates of 10,000 percentages are planned in less than 3 seconds of CPU time, before and after their sync', () => {
  const before = firstTime(TABLES.tenThousand(50_000));
  const after = appliedTaxes(before, planTaxes(before));
  const ours = after.odoo.taxes.filter(({ externalId }) => externalId !== undefined);
  expect(ours.length).toBeGreaterThan(10_000);
  expect(planTaxes(after).operations.filter(isChange)).toEqual([]);
  for (const input of [before, after]) expect(leastMs(() => planTaxes(input), MAX_MS)).toBeLessThan(MAX_MS);
}, 300_000);
