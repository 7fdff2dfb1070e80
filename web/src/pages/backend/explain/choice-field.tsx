import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { choicesQuery } from '../../../api/queries-explain.ts';

interface TypedProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
}

/** A value that is typed. */
export function TypedField({ onChange, ...props }: TypedProps) {
  return (
    <TextInput {...props} autoComplete="off" onChange={(event) => onChange(event.currentTarget.value)} />
  );
}

interface Props extends TypedProps {
  readonly backend: string;
  /** The list of the store to choose from. */
  readonly type: 'country' | 'state' | 'tax_class' | 'shipping_class';
  /** `country:US`; states are offered of one country alone. */
  readonly filter?: string;
}

/** A value to choose where a run has read the store's list, else to type. */
export function ChoiceField({ backend, type, filter, ...field }: Props) {
  const isListed = type !== 'state' || filter !== undefined;
  const { data = [] } = useQuery({ ...choicesQuery(backend, type, filter), enabled: isListed });
  if (data.length === 0) return <TypedField {...field} />;
  const options = data.map(({ key, label, values }) => {
    // The code alone: a state is known as US:CA, a class of the store by its slug.
    const value = type === 'state' ? key.slice(key.indexOf(':') + 1) : (values['slug'] ?? key);
    const isCoded = type === 'country' || type === 'state';
    return { value, label: !isCoded || label.endsWith(`(${value})`) ? label : `${label} (${value})` };
  });
  const { onChange, value, ...rest } = field;
  const unknown = value !== '' && !options.some((option) => option.value === value);
  return (
    <Select
      {...{ ...rest, searchable: true, clearable: true, value: value === '' ? null : value, limit: 100 }}
      data={unique(unknown ? [{ value, label: value }, ...options] : options)}
      onChange={(next) => onChange(next ?? '')}
    />
  );
}

/** The library takes each value once. */
function unique<Option extends { readonly value: string }>(options: readonly Option[]): Option[] {
  return [...new Map(options.map((option) => [option.value, option])).values()];
}
