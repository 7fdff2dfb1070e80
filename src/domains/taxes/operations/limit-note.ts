import { counted } from '../../../core/counted.ts';
import type { Note } from '../../../core/plan.ts';
import type { PlanContext } from '../match/context.ts';
import type { LimitedTaxes } from '../match/unmade-taxes.ts';
import { differentPercentages, lastPercentages } from '../remembered-settings.ts';

/** Asks, once for each table of rates, whether more taxes than usual are meant. */
export function limitNotes(
  { asks, unmade }: LimitedTaxes,
  { input: { memory, store } }: PlanContext,
): Note[] {
  if (asks === null) return [];
  const { all, limit, waiting } = asks;
  const isKnown = waiting === 0 && lastPercentages(memory) === differentPercentages(store.rates);
  const number = (count: number) => count.toLocaleString('en-US');
  const created =
    waiting === 0
      ? `Only those that fiscal positions use are created; ${counted(unmade.size, 'tax is', 'taxes are')} created when an order names their rates.`
      : `${counted(waiting, 'tax waits', 'taxes wait')} for a decision.`;
  return [
    {
      level: isKnown ? 'info' : 'review',
      code: 'many_taxes',
      message: `The rates of the store need ${number(all)} taxes in Odoo, more than the limit of ${number(limit)}. ${created}`,
      hint: `If the table of rates is meant so, have all created: once with woo-odoo sync --tax-limit ${all}, always with woo-odoo backend edit NAME --tax-limit ${all}. For the rate of an order: woo-odoo sync --tax-rate ID.`,
      ...(!isKnown && { summary: `${number(all)} different taxes, more than the limit of ${number(limit)}` }),
    },
  ];
}
