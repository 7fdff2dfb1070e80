import { Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../api/client.ts';
import { usersQuery } from '../../api/queries-accounts.ts';
import type { User } from '../../api/types.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { PasswordField } from '../../parts/password-field.tsx';
import { RowMenu } from '../../parts/row-menu.tsx';
import { useTexts } from '../../texts/language.tsx';
import { RoleField } from './role-field.tsx';
import type { Role } from '../../parts/roles.ts';

interface Change {
  readonly role?: Role;
  readonly password?: string;
  readonly disabled?: boolean;
}
type Open = 'role' | 'password' | 'disable' | null;

/** What can be done with a user: another role or password, or ending the right to sign in. */
export function UserActions({ user, isMe }: { readonly user: User; readonly isMe: boolean }) {
  const t = useTexts();
  const client = useQueryClient();
  const [open, setOpen] = useState<Open>(null);
  const [role, setRole] = useState<Role>(user.role);
  const [password, setPassword] = useState('');
  const { login, disabledAt } = user;
  const change = useMutation({
    mutationFn: (body: Change) => ask(api.PATCH('/users/{login}', { params: { path: { login } }, body })),
    onSuccess: async () => {
      notifications.show({ message: t('users.changed', { login }) });
      close();
      await client.invalidateQueries({ queryKey: usersQuery.queryKey });
    },
  });
  function close() {
    setOpen(null);
    setPassword('');
    change.reset();
  }
  const frame = { onClose: close, isBusy: change.isPending, error: change.error };
  return (
    <>
      <RowMenu
        label={t('users.actionsFor', { login })}
        items={[
          {
            label: t('users.changeRole'),
            onClick: () => {
              setRole(user.role);
              setOpen('role');
            },
          },
          { label: t('users.setPassword'), onClick: () => setOpen('password') },
          // Whoever disables themselves is signed out at once, and perhaps nobody is left to undo it.
          ...(isMe
            ? []
            : disabledAt === null
              ? [{ label: t('users.disable'), onClick: () => setOpen('disable'), isDangerous: true }]
              : [{ label: t('users.enable'), onClick: () => change.mutate({ disabled: false }) }]),
        ]}
      />
      <Dialog
        {...{ ...frame, isOpen: open === 'role', title: t('users.roleOf', { login }) }}
        {...{ submit: t('common.save'), onSubmit: () => change.mutate({ role }) }}
      >
        <RoleField value={role} onChange={setRole} />
      </Dialog>
      <Dialog
        {...{ ...frame, isOpen: open === 'password', title: t('users.passwordOf', { login }) }}
        {...{ submit: t('common.save'), onSubmit: () => change.mutate({ password }) }}
      >
        <PasswordField
          {...{ label: t('users.password'), required: true, minLength: 12, value: password }}
          {...{ description: t('users.passwordEnds'), autoComplete: 'new-password' }}
          data-autofocus
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </Dialog>
      <Dialog
        {...{ ...frame, isOpen: open === 'disable', title: t('users.disableTitle', { login }) }}
        {...{ submit: t('users.disable'), isDangerous: true }}
        onSubmit={() => change.mutate({ disabled: true })}
      >
        <Text size="sm">{t('users.disableText')}</Text>
      </Dialog>
    </>
  );
}
