import { SimpleGrid, Stack, Text } from '@mantine/core';
import type { components } from '../../../api/schema.ts';
import { ExplainedLines } from '../../../parts/explained-lines.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { Section } from '../../../parts/section.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import { useTexts } from '../../../texts/language.tsx';
import classes from './explain.module.css';

type Explanation = components['schemas']['Explanation'];

const VERDICTS = {
  agree: { tone: 'good', text: 'explain.agree' },
  differ: { tone: 'bad', text: 'explain.differ' },
  unknown: { tone: 'attention', text: 'explain.unknown' },
} as const;

/** The result of both sides, and the way to it. */
export function Answer({ explanation }: { readonly explanation: Explanation }) {
  const t = useTexts();
  const { asked, reason, results, tables, verdict } = explanation;
  const { text, tone } = VERDICTS[verdict];
  return (
    <>
      <Section title={t('explain.result')}>
        <Stack gap="md">
          <div>
            <StatusBadge tone={tone} text={t(text)} />
          </div>
          <Text>{reason}</Text>
          <SimpleGrid cols={{ base: 1, sm: results.length > 2 ? 3 : 2 }} spacing="sm">
            {results.map(({ name, value }) => (
              <div key={name} className={classes['result']}>
                <Text size="sm" c="dimmed">
                  {nameOf(name, t)}
                </Text>
                <Text fw={600}>{value}</Text>
              </div>
            ))}
          </SimpleGrid>
          <Facts items={asked.map(({ name, value }) => ({ name: nameOf(name, t), value }))} />
        </Stack>
      </Section>
      {tables.map((table) => (
        <ExplainedLines key={table.title} table={table} endsInText />
      ))}
    </>
  );
}

const NAMES = {
  store: 'home.store',
  'fiscal position': 'explain.position',
  address: 'explain.address',
  class: 'explain.taxClass',
  amount: 'explain.amount',
  customer: 'explain.customer',
  basket: 'explain.basket',
} as const;

/** The engine's names of values in the reader's language; one that this page does not know keeps its own. */
function nameOf(name: string, t: ReturnType<typeof useTexts>): string {
  return name in NAMES ? t(NAMES[name as keyof typeof NAMES]) : name;
}
