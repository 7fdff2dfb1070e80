import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../api/client.ts';
import { PasswordField } from '../../parts/password-field.tsx';
import { ProblemCard } from '../../parts/problem-card.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useTexts } from '../../texts/language.tsx';
import type { StepProps } from './draft.ts';

/** The app inside Odoo: there, or installed by an administrator who is not stored, or downloaded. */
export function AppStep({ draft, change }: StepProps) {
  const t = useTexts();
  const { signIn } = draft;
  if (signIn?.app.state === 'ready' && signIn.app.current)
    return (
      <Stack>
        <Text>{t('connect.appText')}</Text>
        <StatusBadge plain tone="good" text={t('connect.appReady', { version: signIn.app.version ?? '' })} />
      </Stack>
    );
  return (
    <Stack>
      <Text>{t('connect.appText')}</Text>
      {signIn?.app.state === 'denied' && <Text size="sm">{t('connect.appDenied')}</Text>}
      <InstallForm draft={draft} change={change} />
      <Text size="sm" c="dimmed">
        {t('connect.appZipText')}{' '}
        <Anchor href={`/api/v1/odoo-app/${draft.odoo?.series ?? 18}/app.zip`} inherit download>
          {t('connect.appZip')}
        </Anchor>
      </Text>
      <Text size="sm" c="dimmed">
        {t('connect.appLater')}
      </Text>
    </Stack>
  );
}

function InstallForm({ draft, change }: StepProps) {
  const t = useTexts();
  const [login, setLogin] = useState('');
  const [secret, setSecret] = useState('');
  const url = draft.odoo?.url ?? '';
  const { database, login: connectorLogin, signIn } = draft;
  const isUpgrade = signIn?.app.state === 'ready';
  const install = useMutation({
    mutationFn: () => {
      const body = { url, database, login, secret, connectorLogin };
      return ask(
        isUpgrade ? api.POST('/odoo-app/upgrade', { body }) : api.POST('/odoo-app/install', { body }),
      );
    },
    onSuccess: ({ status }) => {
      setSecret('');
      const app = { state: 'ready' as const, version: status.installed, current: true };
      if (signIn !== null) change({ signIn: { ...signIn, app } });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        install.mutate();
      }}
    >
      <Stack>
        <TextInput
          {...{ label: t('connect.adminLogin'), required: true, withAsterisk: false, value: login }}
          autoComplete="off"
          onChange={(event) => setLogin(event.currentTarget.value.trim())}
        />
        <PasswordField
          {...{ label: t('connect.adminSecret'), description: t('connect.adminHelp'), required: true }}
          {...{ value: secret, autoComplete: 'off' }}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
        {install.error !== null && <ProblemCard error={install.error} title={null} />}
        <Group>
          <Button type="submit" loading={install.isPending}>
            {t(isUpgrade ? 'connect.appUpgrade' : 'connect.appInstall')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
