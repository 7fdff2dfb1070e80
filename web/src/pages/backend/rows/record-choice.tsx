import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDecide } from '../../../api/decide.ts';
import { recordsQuery } from '../../../api/queries-rows.ts';
import type { Row } from '../../../api/types.ts';
import { OutsideLink } from '../../../parts/outside-link.tsx';
import { ProblemCard } from '../../../parts/problem-card.tsx';
import { useTexts } from '../../../texts/language.tsx';
import classes from './rows.module.css';

const WAIT_MS = 250;

interface Props {
  readonly backend: string;
  readonly row: Row;
  /** Whether any record is searched for, and not only one of the candidates. */
  readonly isSearch?: boolean;
  /** Called when a choice was taken. */
  readonly onDone?: () => void;
}

/** Chooses the record of Odoo that represents a row: one of the candidates, or any that is searched for. */
export function RecordChoice({ backend, row, isSearch = false, onDone }: Props) {
  const t = useTexts();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [words] = useDebouncedValue(search.trim(), WAIT_MS);
  const decide = useDecide(backend, row);
  const candidates = row.candidates.flatMap(({ id, label, url }) =>
    id === null ? [] : [{ id, label, url }],
  );
  const isSearching = isSearch || words !== '' || candidates.length === 0;
  const found = useQuery({ ...recordsQuery(backend, row.type, row.key, words), enabled: isSearching });
  const offered: readonly { id: number; label: string; url?: string | null }[] = isSearching
    ? (found.data ?? [])
    : candidates;
  const choose = (recordId: number | null) =>
    decide.mutate({ kind: 'choose', recordId }, { onSuccess: () => onDone?.() });
  return (
    <Stack gap="sm">
      <TextInput
        {...{
          label: t('rows.searchRecords'),
          value: search,
          leftSection: <IconSearch size={16} aria-hidden />,
        }}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {found.isError && isSearching && <ProblemCard error={found.error} title={null} />}
      <Radio.Group
        {...{ value: chosen, onChange: setChosen, label: t(isSearching ? 'rows.found' : 'rows.candidates') }}
      >
        <div className={classes['candidates']} style={{ marginTop: 8, maxHeight: 260, overflowY: 'auto' }}>
          {offered.map(({ id, label, url }) => (
            <Group key={id} justify="space-between" wrap="nowrap" gap="sm">
              <Radio value={String(id)} label={label} />
              {url !== undefined && url !== null && (
                <Text size="sm" style={{ flexShrink: 0 }}>
                  <OutsideLink href={url}>{t('rows.open')}</OutsideLink>
                </Text>
              )}
            </Group>
          ))}
          {found.isSuccess && isSearching && offered.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('rows.noRecord')}
            </Text>
          )}
        </div>
      </Radio.Group>
      {decide.isError && <ProblemCard error={decide.error} title={null} />}
      <Group gap="sm">
        <Button disabled={chosen === null} loading={decide.isPending} onClick={() => choose(Number(chosen))}>
          {t('rows.choose')}
        </Button>
        {row.decidedBy === 'user' && (
          <Button variant="default" disabled={decide.isPending} onClick={() => choose(null)}>
            {t('rows.takeBack')}
          </Button>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {t('rows.chooseHelp')}
      </Text>
    </Stack>
  );
}
