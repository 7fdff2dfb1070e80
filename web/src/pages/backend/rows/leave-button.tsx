import { Button, Group } from '@mantine/core';
import { useDecide } from '../../../api/decide.ts';
import type { Row } from '../../../api/types.ts';
import { ProblemCard } from '../../../parts/problem-card.tsx';
import { useTexts } from '../../../texts/language.tsx';

interface Props {
  readonly backend: string;
  readonly row: Row;
}

/** Leaves what needs review as it is, or takes that back; nothing for a row that waits for nobody. */
export function LeaveButton({ backend, row }: Props) {
  const t = useTexts();
  const decide = useDecide(backend, row);
  if (row.status !== 'review' && row.status !== 'left') return null;
  const kind = row.status === 'review' ? 'leave' : 'take_up';
  return (
    <>
      {decide.isError && <ProblemCard error={decide.error} title={null} />}
      <Group>
        <Button
          {...{ variant: 'default', size: 'sm', loading: decide.isPending }}
          onClick={() => decide.mutate({ kind })}
        >
          {t(kind === 'leave' ? 'rows.leave' : 'rows.takeUp')}
        </Button>
      </Group>
    </>
  );
}
