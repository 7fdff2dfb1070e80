import { Text } from '@mantine/core';
import type { Run } from '../../../api/types.ts';
import { durationText, lengthOf } from '../../../parts/durations.ts';
import { PageLink } from '../../../parts/links.tsx';
import { exactTime } from '../../../parts/times.ts';
import { useLanguage, useTexts } from '../../../texts/language.tsx';
import { barsOf, type Bar } from './bars.ts';
import classes from './overview.module.css';

interface Props {
  readonly backend: string;
  /** The newest first. */
  readonly runs: readonly Run[];
}

/** The last syncs as bars: how long each took, and how much it changed. A bar leads to its run. */
export function RunsChart({ backend, runs }: Props) {
  const t = useTexts();
  const { language } = useLanguage();
  const bars = barsOf(runs);
  const longest = Math.max(0, ...bars.map(({ run }) => lengthOf(run) ?? 0));
  const most = Math.max(0, ...bars.map(({ run }) => run.changes ?? 0));
  const labelOf = ({ run }: Bar) => {
    const length = lengthOf(run);
    return t('overview.bar', {
      ...{ run: run.id, at: exactTime(run.startedAt, language) },
      ...{ length: length === null ? '–' : durationText(length, language), n: run.changes ?? 0 },
    });
  };
  const draw = (of: 'length' | 'changes') => (
    <ol className={classes['bars']} aria-label={t(of === 'length' ? 'overview.length' : 'overview.changes')}>
      {bars.map((bar) => (
        <li key={bar.run.id}>
          <PageLink
            {...{ to: '/backends/$backend/runs/$run', params: { backend, run: String(bar.run.id) } }}
            {...{ className: classes['bar'] ?? '', title: labelOf(bar), 'aria-label': labelOf(bar) }}
            {...{ 'data-of': of, 'data-failed': bar.run.status === 'failed' || undefined }}
          >
            <span style={{ height: `${String(bar[of] * 100)}%` }} />
          </PageLink>
        </li>
      ))}
    </ol>
  );
  return (
    <div className={classes['charts']}>
      <div>
        <Text size="sm" fw={600}>
          {t('overview.length')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('overview.upTo', { most: durationText(longest, language) })}
        </Text>
        {draw('length')}
      </div>
      <div>
        <Text size="sm" fw={600}>
          {t('overview.changes')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('overview.upTo', { most: new Intl.NumberFormat(language).format(most) })}
        </Text>
        {draw('changes')}
      </div>
    </div>
  );
}
