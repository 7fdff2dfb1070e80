import type { PlanInput } from '../../core/domain.ts';
import { compareText } from '../../core/plan.ts';
import type { OdooTaxes, StoreTaxes } from './facts.ts';
import { TAX_MODEL } from './models.ts';

type Input = PlanInput<StoreTaxes, OdooTaxes>;

/** The plan's input with products counted as they are after this run, which gives some of the connector's another tax. */
export function withReleased(input: Input): Input {
  const { odoo } = input;
  const released = usesOf(input);
  if (released.size === 0) return input;
  const counts = [...odoo.products.byTax].map(
    ([id, count]) => [id, Math.max(0, count - (released.get(id)?.length ?? 0))] as const,
  );
  const byTax = new Map(counts.filter(([, count]) => count > 0));
  return { ...input, odoo: { ...odoo, products: { ...odoo.products, byTax } } };
}

/** By tax that some product of the connector carries until this run: the subjects of these products. */
export function usesOf({ released = [] }: Pick<Input, 'released'>): ReadonlyMap<number, readonly string[]> {
  const byTax = Map.groupBy(
    released.filter(({ model }) => model === TAX_MODEL),
    ({ id }) => id,
  );
  return new Map(
    [...byTax].map(([id, uses]) => [id, [...new Set(uses.map(({ by }) => by))].sort(compareText)]),
  );
}
