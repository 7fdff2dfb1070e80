import type { Json } from '../json.ts';
import { RestError } from './rest-error.ts';
import type { ShopSetting } from './settings-state.ts';
import type { ShopData } from './state.ts';

/** What may be chosen of a setting; null where anything may be written. */
export function choicesOf({ choices }: ShopSetting, shop: ShopData): readonly string[] | null {
  if (choices === undefined) return null;
  if (choices === 'countries') return shop.countries.map((country) => country.code);
  if (choices !== 'places') return choices;
  return shop.countries.flatMap(({ code, states }) =>
    states.length === 0 ? [code] : states.map((state) => `${code}:${state.code}`),
  );
}

/** The value as the store keeps it; throws the 400 of one it does not take. */
export function checkedValue(setting: ShopSetting, value: Json, shop: ShopData): Json {
  const choices = choicesOf(setting, shop);
  const takes = (item: Json) => typeof item === 'string' && (choices?.includes(item) ?? true);
  switch (setting.type) {
    case 'select':
    case 'radio':
      // What was never chosen may stay so.
      if (takes(value) || value === '') return value;
      break;
    case 'multiselect':
      if (value === '') return value;
      if (isList(value) && value.every(takes)) return value;
      break;
    case 'checkbox':
      if (value === 'yes' || value === 'no') return value;
      break;
    default:
      if (typeof value === 'string') return value;
      if (typeof value === 'number') return String(value);
  }
  throw new RestError(400, 'rest_setting_value_invalid', 'An invalid setting value was passed.');
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
