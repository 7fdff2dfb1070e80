import type { Row } from '../../../api/types.ts';
import { countryText, type Speech } from '../rows/value-text.ts';

/** Where a rate applies, from the country to the postcodes. */
export function placeText({ values }: Pick<Row, 'values'>, { t, language }: Speech): string {
  const { country = '', state = '', cities = '', postcodes = '' } = values;
  if (country === '') return t('rows.everywhere');
  return [countryText(country, language), state, cities, postcodes]
    .filter(Boolean)
    .join(' · ')
    .replaceAll('\n', ', ');
}
