import { TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../api/client.ts';
import { usersQuery } from '../../api/queries-accounts.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { PasswordField } from '../../parts/password-field.tsx';
import { useTexts } from '../../texts/language.tsx';
import { RoleField } from './role-field.tsx';
import type { Role } from '../../parts/roles.ts';

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Adds a user. */
export function AddUser({ isOpen, onClose }: Props) {
  const t = useTexts();
  const client = useQueryClient();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const add = useMutation({
    mutationFn: () => ask(api.POST('/users', { body: { login, password, role } })),
    onSuccess: async () => {
      notifications.show({ message: t('users.added', { login }) });
      setLogin('');
      setPassword('');
      onClose();
      await client.invalidateQueries({ queryKey: usersQuery.queryKey });
    },
  });
  return (
    <Dialog
      {...{ title: t('users.add'), isOpen, onClose, submit: t('users.addSubmit') }}
      {...{ onSubmit: () => add.mutate(), isBusy: add.isPending, error: add.error }}
    >
      <TextInput
        {...{
          label: t('users.login'),
          required: true,
          withAsterisk: false,
          value: login,
          autoComplete: 'off',
        }}
        data-autofocus
        onChange={(event) => setLogin(event.currentTarget.value)}
      />
      <PasswordField
        {...{ label: t('users.password'), required: true, value: password, autoComplete: 'new-password' }}
        description={t('users.passwordHelp')}
        minLength={12}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <RoleField value={role} onChange={setRole} />
    </Dialog>
  );
}
