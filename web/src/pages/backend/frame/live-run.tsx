import { Group, Progress as Bar, Text } from '@mantine/core';
import { useProgress } from '../../../api/events.ts';
import { domainName } from '../../../parts/domains.ts';
import { RunProgress } from '../../../parts/run-progress.tsx';
import { Section } from '../../../parts/section.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import { When } from '../../../parts/when.tsx';
import type { Translate } from '../../../texts/catalogue.ts';
import { useTexts } from '../../../texts/language.tsx';
import type { Card } from '../../home/card-state.ts';
import { StopRun } from '../run/stop-run.tsx';
import { domainSteps, type DomainStep } from './domain-steps.ts';
import classes from './live-run.module.css';

/** What the run of a backend is doing now, domain by domain; nothing where none is under way. */
export function LiveRun({ card: { backend, status } }: { readonly card: Card }) {
  const t = useTexts();
  const steps = useProgress(backend.id);
  const run = status?.lastRun ?? null;
  if (run?.status !== 'running') return null;
  return (
    <Section
      title={t(run.kind === 'sync' ? 'backend.syncRuns' : 'backend.previewRuns')}
      actions={
        <Group gap="sm">
          <When at={run.startedAt} />
          <StopRun run={run} />
        </Group>
      }
    >
      <RunProgress backendId={backend.id} />
      <ul className={classes['domains']}>
        {domainSteps(run.domains, steps).map((step) => (
          <li key={step.domain} className={classes['domain']}>
            <Text size="sm" fw={600} component="span">
              {domainName(step.domain, t)}
            </Text>
            <StatusBadge plain tone={TONES[step.phase]} text={textOf(step, t)} />
            {step.phase === 'writing' && step.total > 0 && (
              <Bar size="xs" value={(step.done / step.total) * 100} aria-label={domainName(step.domain, t)} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const TONES = { waiting: 'quiet', reading: 'busy', planned: 'good', writing: 'busy' } as const;

function textOf({ phase, changes, done, total }: DomainStep, t: Translate): string {
  if (phase === 'waiting') return t('backend.stepWaiting');
  if (phase === 'reading') return t('backend.stepReading');
  if (phase === 'planned')
    return changes === 0 ? t('backend.stepNothing') : t('backend.stepPlanned', { n: changes });
  return t('backend.stepWriting', { done, total });
}
