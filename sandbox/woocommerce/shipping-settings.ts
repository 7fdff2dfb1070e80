import type { Json, JsonObject } from '../json.ts';
import { RestError } from './rest-error.ts';
import type { ShippingClass, ZoneMethod } from './state.ts';

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

/** What a method of WooCommerce's own is set up with when it is added to a zone; class costs come with the classes. */
const FRESH: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  flat_rate: { tax_status: 'taxable', cost: '' },
  free_shipping: { requires: '', min_amount: '0', ignore_discounts: 'no' },
  local_pickup: { tax_status: 'taxable', cost: '' },
};

/** The settings a new method of a type has; a plugin's type has none here. */
export function freshSettings(methodId: string): Readonly<Record<string, string>> {
  return FRESH[methodId] ?? {};
}

/**
 * The settings a method shows: all of its form, by their defaults where nothing was saved. The form of flat rate follows
 * the store's shipping classes: a cost for each, and where there are some, one for products without a class and how
 * several are added.
 */
export function shownSettings(
  { methodId, settings: saved }: ZoneMethod,
  classes: readonly ShippingClass[],
): Readonly<Record<string, string>> {
  const settings = { ...freshSettings(methodId), ...saved };
  if (methodId !== 'flat_rate') return settings;
  const plain = Object.entries(settings).filter(
    ([name]) => !/^(?:class_cost_\d+|no_class_cost|type)$/.test(name),
  );
  const costs = classes.map(({ id }) => [`class_cost_${id}`, settings[`class_cost_${id}`] ?? '']);
  const rest = [
    ['no_class_cost', settings['no_class_cost'] ?? ''],
    ['type', settings['type'] ?? 'class'],
  ];
  return Object.fromEntries([...plain, ...(classes.length === 0 ? [] : [...costs, ...rest])]) as Record<
    string,
    string
  >;
}

/** Lays given values over the settings a method shows; others are ignored, and a wrong choice is refused. */
export function settingsFromInput(
  shown: Readonly<Record<string, string>>,
  given: JsonObject,
): Readonly<Record<string, string>> {
  const changed = Object.entries(shown).map(([name, before]): [string, string] => {
    const value = given[name];
    if (value === undefined || value === null) return [name, before];
    const text = typeof value === 'object' ? null : String(value);
    if (text === null || CHOICES[name]?.includes(text) === false) {
      throw new RestError(400, 'rest_setting_value_invalid', 'An invalid setting value was passed.');
    }
    return [name, text];
  });
  return Object.fromEntries(changed);
}

/** The `settings` object of a zone's method: one `{ id, label, type, value, default, … }` per setting, in order. */
export function methodSettings(
  method: ZoneMethod,
  typeTitle: string,
  classes: readonly ShippingClass[],
): JsonObject {
  const settings: Record<string, Json> = { title: setting('title', method.title, typeTitle) };
  for (const [name, value] of Object.entries(shownSettings(method, classes))) {
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
