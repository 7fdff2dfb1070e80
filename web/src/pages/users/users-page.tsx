import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usersQuery } from '../../api/queries-accounts.ts';
import { sessionQuery } from '../../api/session.ts';
import type { User } from '../../api/types.ts';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { ForAdministrators } from '../../parts/for-administrators.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useTexts } from '../../texts/language.tsx';
import { AddUser } from './add-user.tsx';
import { ROLE_NAMES } from '../../parts/roles.ts';
import { UserActions } from './user-actions.tsx';

/** Who may sign in, and as what. */
export function UsersPage() {
  return (
    <ForAdministrators>
      <Users />
    </ForAdministrators>
  );
}

function Users() {
  const t = useTexts();
  const users = useQuery(usersQuery);
  const { data: me } = useQuery(sessionQuery);
  const [isAdding, setAdding] = useState(false);
  const columns: Column<User>[] = [
    { id: 'login', header: t('users.login'), cell: ({ login }) => <b>{login}</b> },
    { id: 'role', header: t('users.role'), cell: ({ role }) => t(ROLE_NAMES[role]) },
    {
      ...{ id: 'state', header: t('users.state') },
      cell: ({ disabledAt }) =>
        disabledAt === null ? (
          <StatusBadge plain tone="good" text={t('users.active')} />
        ) : (
          <StatusBadge plain tone="quiet" text={t('users.disabled')} />
        ),
    },
    {
      ...{ id: 'created', header: t('users.created'), wideOnly: true },
      cell: ({ createdAt }) => <When at={createdAt} />,
    },
    {
      ...{ id: 'actions', header: t('users.actions'), width: 60, align: 'right' as const },
      cell: (user) => <UserActions user={user} isMe={user.login === me?.name} />,
    },
  ];
  return (
    <>
      <PageHeader
        title={t('common.users')}
        text={t('users.intro')}
        actions={
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
            {t('users.add')}
          </Button>
        }
      />
      <QueryView query={users}>
        {(rows) => (
          <DataTable label={t('common.users')} columns={columns} rows={rows} rowKey={({ id }) => id} />
        )}
      </QueryView>
      <AddUser isOpen={isAdding} onClose={() => setAdding(false)} />
    </>
  );
}
