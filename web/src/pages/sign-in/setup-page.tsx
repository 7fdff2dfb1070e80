import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ask } from '../../api/client.ts';
import { beginSession, setupQuery } from '../../api/session.ts';
import { LinkButton } from '../../parts/links.tsx';
import { PasswordField } from '../../parts/password-field.tsx';
import { ProblemCard } from '../../parts/problem-card.tsx';
import { useTexts } from '../../texts/language.tsx';
import { Frame } from './frame.tsx';

const MIN_LENGTH = 12;

/** Makes the first user, by the link that the service prints. The link's secret is behind the sign #. */
export function SetupPage() {
  const t = useTexts();
  const { data: setup } = useQuery(setupQuery);
  const [link] = useState(() => location.hash.slice(1));
  if (setup?.needed === false)
    return (
      <Frame title={t('signIn.setupTitle')} intro={t('signIn.setupDone')}>
        <LinkButton to="/sign-in" fullWidth>
          {t('signIn.title')}
        </LinkButton>
      </Frame>
    );
  return (
    <Frame title={t('signIn.setupTitle')} intro={t('signIn.setupIntro')}>
      {link === '' ? <Alert color="yellow">{t('signIn.noLink')}</Alert> : <SetupForm link={link} />}
    </Frame>
  );
}

function SetupForm({ link }: { readonly link: string }) {
  const t = useTexts();
  const router = useRouter();
  const client = useQueryClient();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const [isChecked, setChecked] = useState(false);
  const create = useMutation({
    meta: { signsIn: true },
    mutationFn: async () => {
      await ask(api.POST('/setup', { body: { link, login, password } }));
      await beginSession(client);
    },
    onSuccess: () => router.navigate({ to: '/', replace: true }),
  });
  const isShort = password.length < MIN_LENGTH;
  const differs = password !== repeated;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (!isShort && !differs) create.mutate();
      }}
    >
      <Stack>
        <TextInput
          {...{ label: t('signIn.login'), name: 'login', autoComplete: 'username', required: true }}
          {...{ withAsterisk: false, autoFocus: true, value: login, autoCapitalize: 'none' }}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <PasswordField
          {...{ label: t('signIn.newPassword'), name: 'password', autoComplete: 'new-password' }}
          {...{ required: true, value: password }}
          error={isChecked && isShort ? t('signIn.short') : null}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <PasswordField
          {...{ label: t('signIn.repeat'), name: 'repeated', autoComplete: 'new-password' }}
          {...{ required: true, value: repeated }}
          error={isChecked && differs ? t('signIn.differ') : null}
          onChange={(event) => setRepeated(event.currentTarget.value)}
        />
        {create.isError && <ProblemCard error={create.error} title={null} />}
        <Button type="submit" loading={create.isPending} fullWidth>
          {t('signIn.setupButton')}
        </Button>
      </Stack>
    </form>
  );
}
