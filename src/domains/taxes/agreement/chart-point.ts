import { counted } from '../../../core/counted.ts';
import { CHART_POINT } from '../models.ts';
import { SWITCHED_OFF } from './product-points.ts';
import { agrees, differs, isUnknown, type Point } from './point.ts';

const STORE = "the taxes of the store's products are replaced like those of the chart";

/** Fiscal positions of the chart that leave the taxes of products as they are; the plan finds them. */
export const CHART_POSITIONS: Point = {
  key: CHART_POINT,
  topic: 'Fiscal positions of the chart of accounts',
  matters:
    "Positions such as reverse charge replace the chart's own taxes; products with a tax of the store would keep it.",
  odoo: ({ chart }) => (chart?.open ?? []).map((name) => `"${name}" does not`).join(', '),
  judge: ({ enabled }, { chart }) => {
    if (!enabled) return SWITCHED_OFF;
    if (chart === undefined)
      return isUnknown(
        STORE,
        'The list of rates is too short to be compared.',
        'Run "woo-odoo plan" to see what is missing.',
      );
    if (chart.open.length === 0)
      return agrees(STORE, "They treat both alike, or replace none of the chart's taxes.");
    return differs(
      STORE,
      `${counted(chart.open.length, 'position')} of the chart would charge customers the tax of the store's products instead.`,
      'Run "woo-odoo sync --chart-positions map" once, or allow it with every sync: "woo-odoo backend edit NAME --chart-positions map", ' +
        'or in Odoo "Align with Every Sync" on this point (WooCommerce > Taxes > Consistency).',
    );
  },
};
