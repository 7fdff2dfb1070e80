import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import type { Explanation } from '../../core/explanation.ts';
import { showExplanation } from './show-explanation.ts';
import type { OutputStream } from './terminal.ts';

const explanation = (verdict: Explanation['verdict']): Explanation => ({
  asked: [{ name: 'address', value: 'DE 10117' }],
  tables: [],
  results: [{ name: 'store', value: '4.90' }],
  ...{ verdict, reason: 'Both sides offer the same, at the same prices.' },
});

function shown(verdict: Explanation['verdict'], domain: string): string {
  const out = Object.assign(new PassThrough(), { columns: 120 });
  showExplanation(out as unknown as OutputStream, explanation(verdict), domain);
  return String(out.read());
}

it('leads to the check of the same kind where both sides agree, else to the settings', () => {
  expect(shown('agree', 'shipping')).toContain('woo-odoo verify shipping (the same for many addresses)');
  expect(shown('agree', 'taxes')).toContain('woo-odoo verify taxes (');
  for (const verdict of ['differ', 'unknown'] as const)
    expect(shown(verdict, 'taxes')).toContain('woo-odoo check (');
});
