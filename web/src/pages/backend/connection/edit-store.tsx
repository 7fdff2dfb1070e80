import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Backend } from '../../../api/types.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { PasswordField } from '../../../parts/password-field.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { useChangeBackend } from './use-change-backend.ts';

interface Props {
  readonly backend: Backend;
  readonly onClose: () => void;
}

/** Another address of the store, or other keys. Both are tried before anything is stored. */
export function EditStore({ backend, onClose }: Props) {
  const t = useTexts();
  const [storeUrl, setUrl] = useState(backend.storeUrl);
  const [consumerKey, setKey] = useState('');
  const [consumerSecret, setSecret] = useState('');
  const change = useChangeBackend(backend, onClose);
  const submit = () =>
    change.mutate({
      ...(storeUrl.trim() !== backend.storeUrl && { storeUrl: storeUrl.trim() }),
      ...{ consumerKey: consumerKey.trim(), consumerSecret: consumerSecret.trim() },
    });
  return (
    <Dialog
      {...{ isOpen: true, onClose, title: t('connection.changeStore'), submit: t('connection.test') }}
      {...{ isBusy: change.isPending, error: change.error, onSubmit: submit }}
    >
      <Text size="sm" c="dimmed">
        {t('connection.changeText')}
      </Text>
      <TextInput
        {...{
          label: t('connect.storeAddress'),
          type: 'url',
          required: true,
          withAsterisk: false,
          value: storeUrl,
        }}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <TextInput
        {...{ label: t('connect.consumerKey'), required: true, withAsterisk: false, value: consumerKey }}
        {...{ autoComplete: 'off', spellCheck: false }}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <PasswordField
        {...{
          label: t('connect.consumerSecret'),
          required: true,
          value: consumerSecret,
          autoComplete: 'off',
        }}
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
    </Dialog>
  );
}
