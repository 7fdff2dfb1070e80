import { Stack, Text } from '@mantine/core';
import type { RunDetails } from '../../../api/types.ts';
import { domainName } from '../../../parts/domains.ts';
import { Section } from '../../../parts/section.tsx';
import { StatusBadge, type Tone } from '../../../parts/status-badge.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { EngineText, Remedy } from '../../../parts/engine-text.tsx';
import classes from './plan.module.css';

/** How urgent each level is; the first is the most urgent. */
const LEVELS: readonly (readonly [string, Tone])[] = [
  ['failure', 'bad'],
  ['review', 'attention'],
  ['warning', 'attention'],
  ['info', 'change'],
];
const placeOf = (level: string) => {
  const place = LEVELS.findIndex(([name]) => name === level);
  return place === -1 ? LEVELS.length : place;
};

/** What a run found about a domain as a whole, the most urgent first. */
export function RunNotes({ notes }: Pick<RunDetails, 'notes'>) {
  const t = useTexts();
  if (notes.length === 0) return null;
  const sorted = notes.toSorted((a, b) => placeOf(a.level) - placeOf(b.level));
  return (
    <Section title={t('run.notes')}>
      <Stack gap="sm">
        {sorted.map(({ domain, hint, level, message }, index) => (
          <div key={index} className={classes['note']}>
            <StatusBadge plain tone={LEVELS[placeOf(level)]?.[1] ?? 'quiet'} text={domainName(domain, t)} />
            <Text size="sm">
              <EngineText text={message} />
            </Text>
            {hint !== null && (
              <Text size="sm" c="dimmed">
                <Remedy hint={hint} />
              </Text>
            )}
          </div>
        ))}
      </Stack>
    </Section>
  );
}
