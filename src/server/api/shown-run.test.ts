import { expect, it } from 'vitest';
import type { Operation } from '../../core/operation.ts';
import { sampleOperation } from '../../database/testing/samples.ts';
import { shownOperation } from './shown-run.ts';

it('names what to do about a conflict until somebody leaves it as it is', () => {
  const conflict = sampleOperation('MX:JA', 'conflict');
  const remedy = (operation: Operation) => {
    const row = { position: 0, domain: 'geography', operation, status: 'skipped' } as const;
    return shownOperation({ ...row, message: null, odooId: null }, null).remedy;
  };
  expect(remedy(conflict)).toContain('leave it as it is');
  expect(remedy({ ...conflict, left: true })).toBe('');
});
