import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';

const WAIT_MS = 200;

interface Props {
  /** What can be searched for. */
  readonly label: string;
  readonly value: string;
  readonly onSearch: (value: string | undefined) => void;
}

/** What is typed is searched for when the typing pauses. */
export function SearchField({ label, value, onSearch }: Props) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  // The address changed by itself: a link, or the filters were cleared.
  if (value !== known) {
    setKnown(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => onSearch(typed || undefined), WAIT_MS);
    return () => clearTimeout(timer);
  });
  return (
    <TextInput
      {...{ value: typed, 'aria-label': label, placeholder: label }}
      {...{ leftSection: <IconSearch size={16} aria-hidden />, flex: '1 1 220px', maw: 300 }}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}
