import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { valuesQuery } from '../../../api/queries-rows.ts';
import { useLanguage, useTexts } from '../../../texts/language.tsx';
import { EMPTY_VALUE } from './table-search.ts';
import { valueName } from './value-names.ts';
import { valueText } from './value-text.ts';

/** Values that are offered at once; the search of the field finds the others. */
const MAX_SHOWN = 100;

interface Props {
  readonly backend: string;
  readonly type: string;
  readonly name: string;
  readonly value: string | undefined;
  /** The rows come first: the values of a long list take the service as long. */
  readonly isWaiting?: boolean;
  readonly onValue: (value: string | undefined) => void;
}

/** Filters a list by one of its values, with how many rows have each. */
export function ValueFilter({ backend, type, name, value, isWaiting = false, onValue }: Props) {
  const t = useTexts();
  const { language } = useLanguage();
  const { data = [] } = useQuery({ ...valuesQuery(backend, type, name), enabled: !isWaiting });
  const labelOf = (each: string) =>
    valueText(name, each === EMPTY_VALUE ? '' : each, { t, language }) || t('rows.emptyValue');
  const options = data.map(({ value: each, count }) => {
    const known = each === '' ? EMPTY_VALUE : each;
    return { value: known, label: `${labelOf(known)} (${count})` };
  });
  const isOffered = value === undefined || options.some((option) => option.value === value);
  const offered = isOffered ? options : [...options, { value, label: labelOf(value) }];
  if (offered.length < 2 && value === undefined) return null;
  return (
    <Select
      {...{
        'aria-label': valueName(name, t),
        placeholder: valueName(name, t),
        data: offered,
        limit: MAX_SHOWN,
      }}
      {...{
        value: value ?? null,
        clearable: true,
        searchable: true,
        w: 150,
        nothingFoundMessage: t('rows.noValue'),
      }}
      // A hundred options that nobody looks at would be rendered with every change of the page.
      comboboxProps={{ width: 260, position: 'bottom-start', keepMounted: false }}
      onChange={(next) => onValue(next ?? undefined)}
    />
  );
}
