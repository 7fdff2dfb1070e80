import type { PlanInput } from '../../core/domain.ts';
import { X_ROW } from '../../core/app-names.ts';
import type { StoreTaxClass } from '../../woocommerce/port.ts';
import { goodsColumn } from '../shared/class-taxes.ts';
import { TAX_CLASS_ROWS } from './app/row-models.ts';
import type { OdooTaxes, StoreTaxes } from './facts.ts';
import { CLASS_TYPE } from './models.ts';

type Input = PlanInput<StoreTaxes, OdooTaxes>;

/**
 * The plan's input with the classes that are known from before where the store returned some that could not be understood:
 * one of them may be among those. So its taxes, positions and rates stay as they are, and nothing is archived as if the class
 * were gone. A class that was never known is left out; its rates wait.
 */
export function withKnownClasses(input: Input): Input {
  const { memory, mirror, store } = input;
  if ((store.classFaults ?? []).length === 0) return input;
  const listed = new Set(store.classes.map(({ slug }) => slug));
  const known = new Map<string, StoreTaxClass>();
  for (const { archivedAt, key, type } of memory.bindings) {
    const slug = goodsColumn(key);
    if (type === CLASS_TYPE && archivedAt === null && !listed.has(slug))
      known.set(slug, { slug, name: slug });
  }
  // The rows of the app know names too, and survive the loss of the database.
  for (const { active, key, values } of mirror?.rows.get(TAX_CLASS_ROWS.model) ?? []) {
    const name = values[X_ROW.name] ?? '';
    if (active && goodsColumn(key) === key && !listed.has(key))
      known.set(key, { slug: key, name: name || key });
  }
  const kept = [...known.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1));
  return kept.length === 0 ? input : { ...input, store: { ...store, classes: [...store.classes, ...kept] } };
}
