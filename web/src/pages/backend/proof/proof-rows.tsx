import { Button, Group, Modal, Select, SimpleGrid, Stack, Text, UnstyledButton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { proofRowsQuery, type RowsAsked } from '../../../api/queries-proofs.ts';
import type { Proof, ProofRow } from '../../../api/types.ts';
import { DataTable, type Column } from '../../../parts/data-table.tsx';
import { ExplainedLines } from '../../../parts/explained-lines.tsx';
import { QueryView } from '../../../parts/query-view.tsx';
import { SearchField } from '../../../parts/search-field.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { NothingMatches } from '../rows/nothing.tsx';
import { EngineText } from '../../../parts/engine-text.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { RowNote } from '../rows/row-note.tsx';
import type { ProofSearch } from './proof-search.ts';
import { ROW_STATE_NAMES, ROW_STATES } from './row-states.ts';

const SORTS = ['place', '-place'] as const;

interface Props {
  readonly proof: Proof;
  readonly search: ProofSearch;
  readonly onSearch: (next: ProofSearch) => void;
}

/** A name of the engine at the beginning of a line. */
const begun = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** The comparisons of a check; one that is opened shows both sides and the one thing to change. */
export function ProofRows({ proof, search, onSearch }: Props) {
  const t = useTexts();
  const [opened, setOpened] = useState<ProofRow | null>(null);
  const { country, search: words, sort, state } = search;
  const asked: RowsAsked = { country, search: words, sort, state };
  const rows = useInfiniteQuery(proofRowsQuery(proof.id, asked));
  const isOrders = proof.kind === 'orders';
  const columns: Column<ProofRow>[] = [
    {
      ...{ id: 'place', header: t(isOrders ? 'proof.value' : 'proof.place'), sortable: true },
      cell: (row) => (
        <UnstyledButton fw={600} onClick={() => setOpened(row)}>
          <EngineText text={begun(row.place)} />
        </UnstyledButton>
      ),
    },
    {
      ...{ id: 'state', header: t('proof.state') },
      cell: (row) => (
        <StatusBadge plain tone={ROW_STATES[row.state].tone} text={t(ROW_STATES[row.state].text)} />
      ),
    },
    {
      id: 'basket',
      header: t('proof.basket'),
      wideOnly: true,
      cell: ({ basket }) => <EngineText text={begun(basket)} />,
    },
    ...(isOrders
      ? [{ id: 'reason', header: t('proof.reason'), cell: ({ reason }: ProofRow) => reason, wideOnly: true }]
      : ([
          {
            id: 'store',
            header: t('proof.store'),
            align: 'right',
            cell: ({ store }: ProofRow) => store ?? '',
          },
          { id: 'odoo', header: t('proof.odoo'), align: 'right', cell: ({ odoo }: ProofRow) => odoo ?? '' },
        ] as const)),
  ];
  const more = () => {
    if (rows.hasNextPage && !rows.isFetchingNextPage) void rows.fetchNextPage();
  };
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <SearchField
          {...{ label: t('proof.search'), value: words ?? '' }}
          onSearch={(next) => onSearch({ search: next })}
        />
        <Select
          {...{ 'aria-label': t('proof.state'), placeholder: t('proof.allStates'), clearable: true }}
          value={state ?? null}
          data={ROW_STATE_NAMES.map((value) => ({ value, label: t(ROW_STATES[value].text) }))}
          onChange={(value) => onSearch({ state: value ?? undefined })}
        />
      </Group>
      <QueryView query={rows}>
        {({ pages }) =>
          pages[0]?.total === 0 ? (
            <NothingMatches
              onClear={() => onSearch({ country: undefined, search: undefined, state: undefined })}
            />
          ) : (
            <DataTable<ProofRow>
              {...{ label: t('proof.comparisons'), columns, rows: pages.flatMap(({ items }) => items) }}
              {...{ rowKey: ({ position }) => String(position), sort, onRow: setOpened, onEnd: more }}
              onSort={(next) => onSearch({ sort: SORTS.find((each) => each === next) })}
              total={pages[0]?.total ?? 0}
              footer={
                rows.hasNextPage && (
                  <Button variant="default" size="xs" loading={rows.isFetchingNextPage} onClick={more}>
                    {t('common.loadMore')}
                  </Button>
                )
              }
            />
          )
        }
      </QueryView>
      <RowDialog row={opened} currency={proof.currency} onClose={() => setOpened(null)} />
    </Stack>
  );
}

interface DialogProps {
  readonly row: ProofRow | null;
  readonly currency: string;
  readonly onClose: () => void;
}

function RowDialog({ currency, onClose, row }: DialogProps) {
  const t = useTexts();
  return (
    <Modal
      {...{
        opened: row !== null,
        onClose,
        title: row && <EngineText text={begun(row.place)} />,
        centered: true,
      }}
      size={row?.computations.length ? 'xl' : 'md'}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      styles={{ title: { fontWeight: 650, fontSize: 'var(--mantine-font-size-lg)' } }}
    >
      {row !== null && (
        <Stack gap="sm">
          <div>
            <StatusBadge tone={ROW_STATES[row.state].tone} text={t(ROW_STATES[row.state].text)} />
          </div>
          {(row.store !== null || row.odoo !== null) && (
            <SimpleGrid cols={2}>
              <Side {...{ name: t('proof.store'), amount: row.store, currency }} />
              <Side {...{ name: t('proof.odoo'), amount: row.odoo, currency }} />
            </SimpleGrid>
          )}
          <RowNote row={row} />
          <Facts
            items={[
              ...row.facts.map(({ name, value }) => ({
                ...{ name, label: <EngineText text={begun(name)} /> },
                value: <EngineText text={value} />,
              })),
              ...(row.basket === ''
                ? []
                : [{ name: t('proof.basket'), value: <EngineText text={row.basket} /> }]),
            ]}
          />
          {row.computations.map((table) => (
            <ExplainedLines key={table.title} table={table} />
          ))}
          {row.examples.length > 0 && (
            <Text size="sm">{t('proof.exampleOrders', { numbers: row.examples.join(', ') })}</Text>
          )}
        </Stack>
      )}
    </Modal>
  );
}

function Side(props: { readonly name: string; readonly amount: string | null; readonly currency: string }) {
  const t = useTexts();
  const { name, amount, currency } = props;
  return (
    <Stack gap={0}>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text fw={600}>{amount === null ? t('proof.noAnswer') : `${amount} ${currency}`.trim()}</Text>
    </Stack>
  );
}
