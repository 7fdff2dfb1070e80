import { expect, it } from 'vitest';
import { point } from './samples.ts';

it('names the positions of the chart that leave the taxes of products as they are, and how to allow it', () => {
  const open = point('chart_positions', { input: { chart: { open: ['Business partner EU', 'Export'] } } });
  expect(open).toMatchObject({
    verdict: 'differ',
    odoo: '"Business partner EU" does not, "Export" does not',
    meaning: "2 positions of the chart would charge customers the tax of the store's products instead.",
  });
  expect(open.remedy).toContain('woo-odoo sync --chart-positions map');
  expect(open.align).toBeUndefined();
  expect(point('chart_positions')).toMatchObject({ verdict: 'agree', remedy: '' });
  expect(point('chart_positions', { input: { chart: undefined } }).verdict).toBe('unknown');
});
