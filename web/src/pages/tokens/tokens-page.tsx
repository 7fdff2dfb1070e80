import { Button } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tokensQuery } from '../../api/queries-accounts.ts';
import type { ApiToken } from '../../api/types.ts';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ForAdministrators } from '../../parts/for-administrators.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useTexts } from '../../texts/language.tsx';
import { AddToken } from './add-token.tsx';
import { RevokeToken } from './revoke-token.tsx';

/** What programs sign in with. */
export function TokensPage() {
  return (
    <ForAdministrators>
      <Tokens />
    </ForAdministrators>
  );
}

function Tokens() {
  const t = useTexts();
  const tokens = useQuery(tokensQuery);
  const [isAdding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const add = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
      {t('tokens.add')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('common.tokens')}
        text={t('tokens.intro')}
        actions={tokens.data?.length === 0 ? undefined : add}
      />
      <QueryView query={tokens}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty icon={IconKey} title={t('tokens.emptyTitle')} text={t('tokens.emptyText')} action={add} />
          ) : (
            <TokenTable rows={rows} onRevoke={setRevoking} />
          )
        }
      </QueryView>
      <AddToken isOpen={isAdding} onClose={() => setAdding(false)} />
      <RevokeToken token={revoking} onClose={() => setRevoking(null)} />
    </>
  );
}

interface TableProps {
  readonly rows: readonly ApiToken[];
  readonly onRevoke: (token: ApiToken) => void;
}

function TokenTable({ rows, onRevoke }: TableProps) {
  const t = useTexts();
  const columns: Column<ApiToken>[] = [
    { id: 'name', header: t('tokens.name'), cell: ({ name }) => <b>{name}</b> },
    {
      ...{ id: 'scope', header: t('tokens.scope') },
      cell: ({ scope }) => t(scope === 'read' ? 'tokens.read' : 'tokens.write'),
    },
    {
      ...{ id: 'state', header: t('tokens.state') },
      cell: ({ revokedAt }) =>
        revokedAt === null ? (
          <StatusBadge plain tone="good" text={t('tokens.active')} />
        ) : (
          <StatusBadge plain tone="quiet" text={t('tokens.revoked')} />
        ),
    },
    {
      ...{ id: 'used', header: t('tokens.lastUsed'), wideOnly: true },
      cell: ({ lastUsedAt }) => <When at={lastUsedAt} />,
    },
    {
      ...{ id: 'created', header: t('tokens.created'), wideOnly: true },
      cell: ({ createdAt, createdBy }) => (
        <>
          <When at={createdAt} /> · {createdBy.replace(/^user:/u, '')}
        </>
      ),
    },
    {
      ...{ id: 'actions', header: t('users.actions'), width: 110, align: 'right' as const },
      cell: (token) =>
        token.revokedAt === null && (
          <Button
            {...{ variant: 'default', size: 'compact-sm', onClick: () => onRevoke(token) }}
            aria-label={t('tokens.revokeName', { name: token.name })}
          >
            {t('tokens.revoke')}
          </Button>
        ),
    },
  ];
  return <DataTable label={t('common.tokens')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
