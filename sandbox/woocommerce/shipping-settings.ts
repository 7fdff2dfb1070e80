import type { Json, JsonObject } from '../json.ts';
import type { ZoneMethod } from './state.ts';

/** The settings that are a choice, with their technical values. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  tax_status: ['taxable', 'none'],
  type: ['class', 'order'],
  requires: ['', 'coupon', 'min_amount', 'either', 'both'],
};
const DEFAULTS: Readonly<Record<string, string>> = {
  tax_status: 'taxable',
  type: 'class',
  ignore_discounts: 'no',
};

/** The `settings` object of a zone's method: one `{ id, label, type, value, default, … }` per setting, in order. */
export function methodSettings(method: ZoneMethod, typeTitle: string): JsonObject {
  const settings: Record<string, Json> = { title: setting('title', method.title, typeTitle) };
  for (const [name, value] of Object.entries(method.settings)) {
    // Flat rate announces its shipping class costs with a heading that is a setting without a value.
    if (name.startsWith('class_cost_')) settings['class_costs'] ??= setting('class_costs', '', '');
    settings[name] = setting(name, value, DEFAULTS[name] ?? '');
  }
  return settings;
}

function setting(name: string, value: string, fallback: string): JsonObject {
  const choices = CHOICES[name];
  return {
    id: name,
    label: name.replaceAll('_', ' '),
    description: '',
    type: kindOf(name),
    value,
    default: fallback,
    tip: '',
    placeholder: '',
    ...(choices === undefined
      ? {}
      : { options: Object.fromEntries(choices.map((choice) => [choice, choice])) }),
  };
}

function kindOf(name: string): string {
  if (name in CHOICES) return 'select';
  if (name === 'ignore_discounts') return 'checkbox';
  return name === 'class_costs' ? 'title' : 'text';
}
