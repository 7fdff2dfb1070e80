import type { Condition, CountButton, RowButton, Tones } from './description.ts';
import { APP_NAME, GROUP } from './names.ts';
import { element, python, type XmlElement } from './xml.ts';

/** A server action of the app, on a form or at the end of a row. */
export function buttonOf({ action, confirm, icon, label, manager, primary, when }: RowButton): XmlElement {
  return element('button', {
    name: `%(${action})d`,
    type: 'action',
    string: label,
    icon,
    class: primary ? 'oe_highlight' : undefined,
    invisible: when === undefined ? undefined : unless(when),
    groups: manager ? `${APP_NAME}.${GROUP.manager}` : undefined,
    confirm,
  });
}

/** The filters of the list that a number opens. */
export function countContext({ by, presets = [] }: CountButton): string {
  const filters = presets.map((name) => `, 'search_default_${name}': 1`).join('');
  return `{'search_default_${by}': id${filters}}`;
}

/** The Python expression of `invisible`: hidden unless all conditions are met. */
export function unless(when: readonly Condition[]): string {
  const all = when.map((condition) => {
    const { field, is } = condition;
    if (is === 'in') return `${field} in ${python([...condition.value])}`;
    const { value } = condition;
    const other = typeof value === 'object' ? value.field : python(value);
    return `${field} ${is === '=' ? '==' : is} ${other}`;
  });
  return `not (${all.join(' and ')})`;
}

/** The fields that a condition names: a view must contain them. */
export function namesIn(condition: Condition): string[] {
  const { field, value } = condition;
  return typeof value === 'object' && 'field' in value ? [field, value.field] : [field];
}

/** A badge is coloured by `decoration-<tone>` with the values that take the tone. */
export function badge(field: string, tones: Tones): Readonly<Record<string, string>> {
  const byTone = new Map<string, string[]>();
  for (const [value, tone] of Object.entries(tones)) {
    byTone.set(tone, [...(byTone.get(tone) ?? []), value]);
  }
  const decorations = [...byTone].map(([tone, values]) => [
    `decoration-${tone}`,
    `${field} in ${python(values)}`,
  ]);
  return { widget: 'badge', ...(Object.fromEntries(decorations) as Record<string, string>) };
}
