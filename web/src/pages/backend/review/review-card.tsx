import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useId } from 'react';
import { useDecide } from '../../../api/decide.ts';
import { useMay } from '../../../api/session.ts';
import type { Row, RowList } from '../../../api/types.ts';
import { domainName } from '../../../parts/domains.ts';
import { OutsideLink } from '../../../parts/outside-link.tsx';
import { ProblemCard } from '../../../parts/problem-card.tsx';
import { When } from '../../../parts/when.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { Differences } from '../rows/differences.tsx';
import { LeaveButton } from '../rows/leave-button.tsx';
import { RecordChoice } from '../rows/record-choice.tsx';
import { RowNote } from '../rows/row-note.tsx';
import { RowStatusBadge } from '../rows/row-status.tsx';
import { listName } from '../rows/value-names.ts';

/** Candidates that are offered as buttons; more are chosen from a list. */
const MAX_BUTTONS = 4;

interface Props {
  readonly backend: string;
  readonly row: Row;
  readonly lists: readonly RowList[];
}

/** An item to review: what it is about, why it waits, and what can be done about it right here. */
export function ReviewCard({ backend, row, lists }: Props) {
  const t = useTexts();
  const id = useId();
  const { operate } = useMay();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const type = row.values['type'] ?? '';
  const mayChoose = operate && (lists.find((list) => list.type === type)?.choiceModel ?? null) !== null;
  return (
    <Paper component="article" aria-labelledby={id} withBorder p="lg" radius="md" bg="var(--page-surface)">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="sm">
          <div>
            <Title order={2} size="h4" id={id}>
              {row.label}
            </Title>
            <Text size="sm" c="dimmed">
              {domainName(row.domain, t)} · {listName(type, t)} · {t('rows.since')} <When at={row.since} />
            </Text>
          </div>
          <RowStatusBadge status={row.status} />
        </Group>
        <RowNote row={row} />
        {row.changes.length > 0 && <Differences changes={row.changes} />}
        {row.record !== null && (
          <Text size="sm">
            {t('rows.inOdoo')}:{' '}
            <OutsideLink href={row.record.url}>{row.record.label || `#${row.record.id}`}</OutsideLink>
          </Text>
        )}
        {mayChoose && row.status === 'review' && <Candidates {...{ backend, row }} />}
        {operate && (
          <Group gap="sm" align="flex-start">
            {mayChoose && (
              <Button variant="default" onClick={toggle} aria-expanded={isOpen}>
                {t(row.candidates.length > 0 ? 'rows.chooseOther' : 'rows.chooseTitle')}
              </Button>
            )}
            <LeaveButton {...{ backend, row }} />
          </Group>
        )}
        {isOpen && mayChoose && <RecordChoice {...{ backend, row, onDone: close, isSearch: true }} />}
      </Stack>
    </Paper>
  );
}

/** The records that match, each a button that chooses it. */
function Candidates({ backend, row }: { readonly backend: string; readonly row: Row }) {
  const t = useTexts();
  const decide = useDecide(backend, row);
  const offered = row.candidates.flatMap(({ id, label }) => (id === null ? [] : [{ id, label }]));
  if (offered.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600} mb={6}>
        {t('rows.candidates')}
      </Text>
      {decide.isError && <ProblemCard error={decide.error} title={null} />}
      <Group gap="sm">
        {offered.slice(0, MAX_BUTTONS).map(({ id, label }) => (
          <Button
            key={id}
            {...{ variant: 'light', loading: decide.isPending && isOf(decide.variables, id) }}
            onClick={() => decide.mutate({ kind: 'choose', recordId: id })}
          >
            {t('rows.use', { label })}
          </Button>
        ))}
      </Group>
    </div>
  );
}

function isOf(decision: ReturnType<typeof useDecide>['variables'], id: number): boolean {
  return decision?.kind === 'choose' && decision.recordId === id;
}
