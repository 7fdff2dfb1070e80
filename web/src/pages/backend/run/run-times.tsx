import { Text, Title } from '@mantine/core';
import type { RunDetails } from '../../../api/types.ts';
import { DataTable, type Column } from '../../../parts/data-table.tsx';
import { domainName } from '../../../parts/domains.ts';
import { durationText } from '../../../parts/durations.ts';
import { useLanguage, useTexts } from '../../../texts/language.tsx';

type Time = RunDetails['times'][number];

/** How long each domain took, and how many requests both servers answered. */
export function RunTimes({ run: { odooCalls, storeRequests, times } }: { readonly run: RunDetails }) {
  const t = useTexts();
  const { language } = useLanguage();
  if (times.length === 0) return null;
  const column = (id: 'storeMs' | 'odooMs' | 'writeMs', header: string): Column<Time> => ({
    ...{ id, header, align: 'right' },
    cell: (time) => (time[id] === 0 ? '–' : durationText(time[id], language)),
  });
  return (
    <div>
      <Title order={2} mb="sm">
        {t('run.times')}
      </Title>
      <DataTable<Time>
        {...{ label: t('run.times'), rows: times, rowKey: ({ domain }) => domain }}
        columns={[
          { id: 'domain', header: t('run.domain'), cell: ({ domain }) => domainName(domain, t) },
          column('storeMs', t('run.readStore')),
          column('odooMs', t('run.readOdoo')),
          column('writeMs', t('run.write')),
        ]}
      />
      <Text size="sm" c="dimmed" mt="xs">
        {t('run.timesText')} {t('run.requests', { store: storeRequests, odoo: odooCalls })}
      </Text>
    </div>
  );
}
