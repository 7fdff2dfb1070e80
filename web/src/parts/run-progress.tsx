import { Progress as Bar, Stack, Text } from '@mantine/core';
import { useProgress, type Progress } from '../api/events.ts';
import type { Translate } from '../texts/catalogue.ts';
import { useTexts } from '../texts/language.tsx';
import { domainName } from './domains.ts';

/** What a run of a backend is doing now; nothing where none is seen. */
export function RunProgress({ backendId }: { readonly backendId: string }) {
  const t = useTexts();
  const step = useProgress(backendId).findLast(({ step: kind }) => kind !== 'warning');
  if (step === undefined) return null;
  const text = textOf(step, t);
  return (
    <Stack gap={4}>
      <Text size="sm" c="dimmed">
        {text}
      </Text>
      {step.step === 'writing' && step.total > 0 && (
        <Bar size="sm" value={(step.done / step.total) * 100} aria-label={text} />
      )}
    </Stack>
  );
}

function textOf(step: Progress, t: Translate): string {
  switch (step.step) {
    case 'connecting':
      return t('domains.connecting');
    case 'stopping':
      return t('domains.stopping');
    case 'reading': {
      const domain = domainName(step.domain, t);
      return t(step.side === 'store' ? 'domains.readingStore' : 'domains.readingOdoo', { domain });
    }
    case 'planned':
      return t('domains.planned', { domain: domainName(step.domain, t) });
    case 'writing': {
      const { done, total } = step;
      return t('domains.writing', { domain: domainName(step.domain, t), done, total });
    }
    case 'verifying':
      return t('proof.verifying', { done: step.done, total: step.total });
    case 'warning':
      return step.message;
  }
}
