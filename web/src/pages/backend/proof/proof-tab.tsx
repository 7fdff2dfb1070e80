import { Anchor, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { proofsQuery } from '../../../api/queries-proofs.ts';
import { useMay } from '../../../api/session.ts';
import type { Proof } from '../../../api/types.ts';
import { Empty } from '../../../parts/empty.tsx';
import { QueryView } from '../../../parts/query-view.tsx';
import { checkWasStopped } from '../../../parts/was-stopped.ts';
import { useLanguage, useTexts } from '../../../texts/language.tsx';
import { AskProof } from './ask-proof.tsx';
import { ProofResult } from './proof-result.tsx';
import type { ProofSearch } from './proof-search.ts';

const route = getRouteApi('/shell/backends/$backend/proof');

/** Whether both servers agree: the last checks, what differs and what to change. */
export function ProofTab() {
  const t = useTexts();
  const { backend } = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/backends/$backend/proof' });
  const { operate } = useMay();
  const kind = search.kind ?? 'taxes';
  const change = (next: ProofSearch) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const proofs = useQuery(proofsQuery(backend, kind));
  const waiting = proofs.data?.find(({ state }) => state === 'asked' || state === 'running') ?? null;
  return (
    <Stack gap="md">
      <Group gap="sm" justify="space-between">
        <SegmentedControl
          {...{ 'aria-label': t('proof.kind'), value: kind }}
          data={[
            { value: 'taxes', label: t('proof.taxes') },
            { value: 'shipping', label: t('proof.shipping') },
            { value: 'orders', label: t('proof.orders') },
          ]}
          onChange={(value) => void navigate({ search: { kind: value }, replace: true })}
        />
        {operate && <AskProof {...{ backend, kind, waiting }} />}
      </Group>
      <QueryView query={proofs}>
        {(all) => {
          const ended = all.filter(({ endedAt }) => endedAt !== null);
          // One that was stopped saw only a part: it is shown where somebody chooses it, or there is no other.
          const complete = ended.find((proof) => !checkWasStopped(proof));
          const shown = ended.find(({ id }) => id === search.check) ?? complete ?? ended[0];
          if (shown === undefined)
            return (
              <Empty {...{ icon: IconScale, title: t('proof.emptyTitle'), text: t('proof.emptyText') }} />
            );
          return (
            <>
              {ended.length > 1 && (
                <Earlier {...{ ended, shown: shown.id }} onChange={(check) => change({ check })} />
              )}
              {shown === complete && ended[0] !== undefined && ended[0] !== complete && (
                <StoppedSince proof={ended[0]} onShow={(check) => change({ check })} />
              )}
              <ProofResult key={shown.id} {...{ proof: shown, history: ended, search }} onSearch={change} />
            </>
          );
        }}
      </QueryView>
    </Stack>
  );
}

interface StoppedSinceProps {
  /** The newest check, which was stopped. */
  readonly proof: Proof;
  readonly onShow: (check: number) => void;
}

function StoppedSince({ onShow, proof }: StoppedSinceProps) {
  const t = useTexts();
  return (
    <Text size="sm" c="dimmed" role="status">
      {t('proof.stoppedSince', { n: proof.compared })}{' '}
      <Anchor component="button" type="button" size="sm" onClick={() => onShow(proof.id)}>
        {t('proof.showStopped')}
      </Anchor>
    </Text>
  );
}

interface EarlierProps {
  readonly ended: readonly Proof[];
  readonly shown: number;
  readonly onChange: (check: number) => void;
}

function Earlier({ ended, onChange, shown }: EarlierProps) {
  const t = useTexts();
  const { language } = useLanguage();
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Select
      {...{ label: t('proof.check'), value: String(shown), allowDeselect: false, maw: 360 }}
      data={ended.map((proof) => ({
        value: String(proof.id),
        label: t(labelOf(proof), {
          ...{ at: moment.format(new Date(proof.endedAt ?? 0)) },
          ...{ agree: proof.agree, compared: proof.compared },
        }),
      }))}
      onChange={(value) => onChange(Number(value))}
    />
  );
}

function labelOf(proof: Proof) {
  if (checkWasStopped(proof)) return 'proof.earlierStopped';
  return proof.state === 'failed' ? 'proof.earlierFailed' : 'proof.earlier';
}
