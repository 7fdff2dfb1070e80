import { Button, Code } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { auditQuery } from '../../api/queries-accounts.ts';
import { backendsQuery } from '../../api/queries.ts';
import type { AuditEntry } from '../../api/types.ts';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ForAdministrators } from '../../parts/for-administrators.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { When } from '../../parts/when.tsx';
import { useTexts } from '../../texts/language.tsx';

/** Who did what and when. */
export function AuditPage() {
  const t = useTexts();
  return (
    <ForAdministrators>
      <PageHeader title={t('common.audit')} text={t('audit.intro')} />
      <Entries />
    </ForAdministrators>
  );
}

function Entries() {
  const t = useTexts();
  const entries = useInfiniteQuery(auditQuery);
  const { data: backends = [] } = useQuery(backendsQuery);
  const nameOf = new Map(backends.map(({ id, name }) => [id, name]));
  const columns: Column<AuditEntry>[] = [
    { id: 'at', header: t('audit.at'), width: 150, cell: ({ at }) => <When at={at} /> },
    { id: 'actor', header: t('audit.actor'), cell: ({ actor }) => actor.replace(/^user:/u, '') },
    { id: 'action', header: t('audit.action'), cell: ({ action }) => <Code>{action}</Code> },
    {
      ...{ id: 'backend', header: t('audit.backend'), wideOnly: true },
      cell: ({ backendId }) =>
        backendId === null ? '' : (nameOf.get(backendId) ?? t('audit.removedBackend')),
    },
    { id: 'detail', header: t('audit.detail'), wideOnly: true, cell: ({ detail }) => detail },
  ];
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = entries;
  const loadMore = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  };
  return (
    <QueryView query={entries}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        if (rows.length === 0)
          return <Empty icon={IconListDetails} title={t('audit.emptyTitle')} text={t('audit.emptyText')} />;
        return (
          <DataTable<AuditEntry>
            {...{ label: t('common.audit'), columns, rows, rowKey: ({ id }) => String(id), onEnd: loadMore }}
            footer={
              hasNextPage && (
                <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={loadMore}>
                  {t('common.loadMore')}
                </Button>
              )
            }
          />
        );
      }}
    </QueryView>
  );
}
