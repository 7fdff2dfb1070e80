import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ask } from '../../api/client.ts';
import { beginSession, setupQuery } from '../../api/session.ts';
import { PasswordField } from '../../parts/password-field.tsx';
import { ProblemCard } from '../../parts/problem-card.tsx';
import { useTexts } from '../../texts/language.tsx';
import { Frame } from './frame.tsx';

const route = getRouteApi('/sign-in');

/** Login and password. */
export function SignInPage() {
  const t = useTexts();
  const { then } = route.useSearch();
  const router = useRouter();
  const client = useQueryClient();
  const { data: setup } = useQuery(setupQuery);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    meta: { signsIn: true },
    mutationFn: async () => {
      await ask(api.POST('/session', { body: { login, password } }));
      await beginSession(client);
    },
    onSuccess: () => router.navigate({ href: then ?? '/', replace: true }),
  });
  return (
    <Frame title={t('signIn.title')}>
      {setup?.needed === true && (
        <Alert color="yellow" mb="md">
          {t('signIn.noUser')}
        </Alert>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate();
        }}
      >
        <Stack>
          <TextInput
            {...{ label: t('signIn.login'), name: 'login', autoComplete: 'username', required: true }}
            {...{ withAsterisk: false, autoFocus: true, value: login, autoCapitalize: 'none' }}
            onChange={(event) => setLogin(event.currentTarget.value)}
          />
          <PasswordField
            {...{ label: t('signIn.password'), name: 'password', autoComplete: 'current-password' }}
            {...{ required: true, value: password }}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {signIn.isError && <ProblemCard error={signIn.error} title={null} />}
          <Button type="submit" loading={signIn.isPending} fullWidth>
            {t('signIn.button')}
          </Button>
        </Stack>
      </form>
    </Frame>
  );
}
