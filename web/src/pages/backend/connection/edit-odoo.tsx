import { Checkbox, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ApiProblem } from '../../../api/problem.ts';
import type { Backend } from '../../../api/types.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { PasswordField } from '../../../parts/password-field.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { useChangeBackend } from './use-change-backend.ts';

interface Props {
  readonly backend: Backend;
  readonly onClose: () => void;
}

/** Another address, database, user or key of Odoo. The sign-in is tried before anything is stored. */
export function EditOdoo({ backend, onClose }: Props) {
  const t = useTexts();
  const [odooUrl, setUrl] = useState(backend.odooUrl);
  const [odooDatabase, setDatabase] = useState(backend.odooDatabase);
  const [odooLogin, setLogin] = useState(backend.odooLogin);
  const [odooSecret, setSecret] = useState('');
  const [acceptDatabase, setAccepted] = useState(false);
  const change = useChangeBackend(backend, onClose);
  const { error } = change;
  const isOther = acceptDatabase || (error instanceof ApiProblem && error.code === 'odoo.other_database');
  const submit = () =>
    change.mutate({
      ...(odooUrl.trim() !== backend.odooUrl && { odooUrl: odooUrl.trim() }),
      ...(odooDatabase.trim() !== backend.odooDatabase && { odooDatabase: odooDatabase.trim() }),
      ...(odooLogin.trim() !== backend.odooLogin && { odooLogin: odooLogin.trim() }),
      ...(acceptDatabase && { acceptDatabase }),
      odooSecret: odooSecret.trim(),
    });
  return (
    <Dialog
      {...{ isOpen: true, onClose, title: t('connection.changeOdoo'), submit: t('connection.test') }}
      {...{ isBusy: change.isPending, error, onSubmit: submit }}
    >
      <Text size="sm" c="dimmed">
        {t('connection.changeText')}
      </Text>
      <TextInput
        {...{
          label: t('connect.odooAddress'),
          type: 'url',
          required: true,
          withAsterisk: false,
          value: odooUrl,
        }}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <TextInput
        {...{ label: t('connect.database'), required: true, withAsterisk: false, value: odooDatabase }}
        onChange={(event) => setDatabase(event.currentTarget.value)}
      />
      <TextInput
        {...{ label: t('connect.odooLogin'), required: true, withAsterisk: false, value: odooLogin }}
        autoComplete="off"
        onChange={(event) => setLogin(event.currentTarget.value)}
      />
      <PasswordField
        {...{ label: t('connect.odooKey'), required: true, value: odooSecret, autoComplete: 'off' }}
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
      {isOther && (
        <Checkbox
          {...{ label: t('connection.acceptDatabase'), description: t('connection.acceptDatabaseText') }}
          checked={acceptDatabase}
          onChange={(event) => setAccepted(event.currentTarget.checked)}
        />
      )}
    </Dialog>
  );
}
