import type { Row } from '../../../api/types.ts';
import { domainName } from '../../../parts/domains.ts';
import type { TextKey, Translate } from '../../../texts/catalogue.ts';
import { countryName, formatDecimal } from '../../../texts/intl.ts';
import { listName } from './value-names.ts';

/** What is needed to write a value for people. */
export interface Speech {
  readonly t: Translate;
  readonly language: string;
}

/** Values that are `1` or empty. */
const YES_OR_NO = new Set(['alignable', 'compound', 'enabled', 'included', 'shipping', 'tax_policy']);
const COUNTRIES = new Set(['country', 'country_code']);
const PERCENTS = new Set(['percent', 'rate']);

/** Values that are a word of WooCommerce or of the connector. */
const WORDS: Readonly<Record<string, Readonly<Record<string, TextKey>>>> = {
  method_type: {
    flat_rate: 'values.flatRate',
    free_shipping: 'values.freeShipping',
    local_pickup: 'values.localPickup',
  },
  report: { exact: 'values.exact', limited: 'values.limited', unsupported: 'values.unsupported' },
  tax_status: { taxable: 'values.taxable', none: 'values.notTaxable' },
  position: {
    left: 'values.left',
    right: 'values.right',
    left_space: 'values.leftSpace',
    right_space: 'values.rightSpace',
  },
};

/** A value of a row as people read it: `US` is "United States (US)", `8.6250` "8.625%". */
export function valueText(name: string, value: string, { t, language }: Speech): string {
  if (YES_OR_NO.has(name)) return t(value === '1' ? 'values.yes' : 'values.no');
  if (value === '') return '';
  if (COUNTRIES.has(name)) return countryText(value, language);
  if (PERCENTS.has(name)) return percentText(value, language);
  if (name === 'domain') return domainName(value, t);
  if (name === 'type') return listName(value, t);
  const word = WORDS[name]?.[value];
  return word === undefined ? value : (t as (key: TextKey) => string)(word);
}

/** A value of a setting by its type: a box that is ticked is "Yes". */
export function settingText(
  { values }: Pick<Row, 'values'>,
  name: 'value' | 'default',
  t: Translate,
): string {
  const value = values[name] ?? '';
  if (values['type'] !== 'checkbox') return value;
  return value === 'yes' ? t('values.yes') : value === 'no' ? t('values.no') : value;
}

/** The name of a country in the reader's language, with its code. */
export function countryText(code: string, language: string): string {
  if (!/^[A-Z]{2}$/u.test(code)) return code;
  const name = countryName(code, language);
  return name === undefined ? code : `${name} (${code})`;
}

/** A percentage without zeros at its end; as it was written where it is no number. */
export function percentText(value: string, language: string): string {
  if (!/^-?\d+(?:\.\d+)?$/u.test(value)) return value;
  return `${formatDecimal(value as `${number}`, language)}%`;
}
