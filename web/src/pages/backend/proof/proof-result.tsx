import { Alert, Anchor, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { proofQuery } from '../../../api/queries-proofs.ts';
import type { Proof } from '../../../api/types.ts';
import { QueryView } from '../../../parts/query-view.tsx';
import { Section } from '../../../parts/section.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import { checkWasStopped } from '../../../parts/was-stopped.ts';
import { When } from '../../../parts/when.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { EngineText } from '../../../parts/engine-text.tsx';
import { RowNote } from '../rows/row-note.tsx';
import { CountryBars } from './country-bars.tsx';
import { History } from './history.tsx';
import { ProofRows } from './proof-rows.tsx';
import type { ProofSearch } from './proof-search.ts';

interface Props {
  readonly proof: Proof;
  /** All ended ones of its kind, the newest first. */
  readonly history: readonly Proof[];
  readonly search: ProofSearch;
  readonly onSearch: (next: ProofSearch) => void;
}

/** What one check found. */
export function ProofResult({ proof, history, search, onSearch }: Props) {
  const t = useTexts();
  const details = useQuery(proofQuery(proof.id));
  const { agree, compared, counts, endedAt, problem } = proof;
  const isStopped = checkWasStopped(proof);
  const complete = history.filter((each) => !checkWasStopped(each));
  const isOrders = proof.kind === 'orders';
  const summary = t(isOrders ? 'proof.summaryOrders' : 'proof.summary', { agree, compared });
  return (
    <>
      <Section title={t('proof.result')} actions={<When at={endedAt ?? proof.askedAt} />}>
        <Stack gap="sm">
          <Group gap="md">
            <StatusBadge
              tone={
                isStopped ? 'quiet' : problem !== null ? 'bad' : counts.differs > 0 ? 'attention' : 'good'
              }
              text={isStopped ? t('run.stopped') : problem === null ? summary : t('proof.failed')}
            />
            {proof.askedBy !== null && (
              <Text size="sm" c="dimmed">
                {t('proof.askedBy', { name: proof.askedBy.replace(/^\w+:/, '') })}
              </Text>
            )}
          </Group>
          {isStopped && (
            <Alert
              color="gray"
              title={compared > 0 ? t('proof.stoppedAfter', { agree, compared }) : t('proof.stoppedBefore')}
            >
              {t('proof.stoppedText')}
            </Alert>
          )}
          {problem !== null && !isStopped && (
            <Alert color="red" title={<EngineText text={problem.message} />}>
              {problem.hint !== null && <EngineText text={problem.hint} />}
            </Alert>
          )}
          {proof.remarks.length > 0 && (
            <List size="sm">
              {proof.remarks.map((remark) => (
                <List.Item key={remark}>
                  <EngineText text={remark} />
                </List.Item>
              ))}
            </List>
          )}
          <Causes proof={proof} />
          {complete.length > 1 && <History proofs={complete} />}
        </Stack>
      </Section>
      {proof.hasRows && (
        <Section
          title={t(isOrders ? 'proof.missing' : 'proof.places')}
          actions={
            <Button
              {...{
                component: 'a',
                href: `/api/v1/proofs/${proof.id}/rows.csv`,
                variant: 'default',
                size: 'xs',
              }}
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              CSV
            </Button>
          }
        >
          <Stack gap="md">
            <QueryView query={details}>
              {({ countries }) =>
                countries.length > 1 ? (
                  <CountryBars
                    {...{ countries, chosen: search.country }}
                    onChoose={(country) => onSearch({ country })}
                  />
                ) : null
              }
            </QueryView>
            <ProofRows {...{ proof, search, onSearch }} />
          </Stack>
        </Section>
      )}
      {!proof.hasRows && proof.rowCount > 0 && (
        <Text c="dimmed" size="sm">
          {t('proof.rowsRemoved')}{' '}
          <Anchor component="button" type="button" onClick={() => onSearch({ check: undefined })}>
            {t('proof.showLast')}
          </Anchor>
        </Text>
      )}
    </>
  );
}

/** Why they differ, and the one thing to change for each. */
function Causes({ proof }: { readonly proof: Proof }) {
  const t = useTexts();
  if (proof.causes.length === 0) return null;
  return (
    <Stack gap="xs">
      {proof.causes.map(({ cause, examples, reason, remedy, results }) => (
        <RowNote key={`${cause} ${reason}`} row={{ reason, remedy }}>
          {t('proof.causeCount', { n: results })} {examples.join(', ')}
        </RowNote>
      ))}
    </Stack>
  );
}
