import type { FieldChange } from '../../../core/operation.ts';
import { sourceName } from '../match/chart-mappings.ts';
import type { PlanContext } from '../match/context.ts';
import { AND, NO_TAX, taxOfText, type Mapping } from '../match/mapping.ts';
import { MAPPING, mappingName } from '../match/position-values.ts';

/**
 * Changes of a position as people read them: `tax of Standard rate`, from `Tax 19%` to `Tax 7%`, where the connector compares
 * the keys of taxes. Two taxes of one name differ by their ids in Odoo.
 */
export function shownChanges(
  changes: readonly FieldChange[],
  mappings: readonly Mapping[],
  context: PlanContext,
): FieldChange[] {
  const sources = new Map(mappings.map((mapping) => [mappingName(mapping), mapping.source]));
  const labels = new Map(
    mappings.flatMap(({ destinations }) => destinations.map(({ label, text }) => [text, label] as const)),
  );
  const nameOf = (text: string) => taxOfText(text, context)?.name ?? labels.get(text) ?? text;
  const withId = (text: string) => {
    const id = taxOfText(text, context)?.id;
    return id === undefined ? `${nameOf(text)} (new)` : `${nameOf(text)} (${id})`;
  };
  const shown = (text: string, name: (one: string) => string) =>
    text === '' || text === NO_TAX ? text : text.split(AND).map(name).join(AND);
  return changes.map((change) => {
    if (!change.field.startsWith(MAPPING)) return change;
    const source = sources.get(change.field);
    const field = `tax of ${source === undefined ? nameOf(change.field.slice(MAPPING.length)) : sourceName(source)}`;
    const [from, to] = [shown(change.from, nameOf), shown(change.to, nameOf)];
    return from === to
      ? { field, from: shown(change.from, withId), to: shown(change.to, withId) }
      : { field, from, to };
  });
}
