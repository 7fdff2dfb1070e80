import { Button, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../api/client.ts';
import { sessionQuery } from '../../api/session.ts';
import { Facts } from '../../parts/facts.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { PasswordField } from '../../parts/password-field.tsx';
import { ProblemCard } from '../../parts/problem-card.tsx';
import { Section } from '../../parts/section.tsx';
import { When } from '../../parts/when.tsx';
import { useTexts } from '../../texts/language.tsx';
import { ROLE_TEXTS } from '../../parts/roles.ts';

/** One's own account: the role, and changing the password. */
export function AccountPage() {
  const t = useTexts();
  const { data: identity } = useQuery(sessionQuery);
  const session = identity?.session ?? null;
  return (
    <>
      <PageHeader title={t('common.account')} />
      <Stack maw={640}>
        <Section>
          <Facts
            items={[
              { name: t('signIn.login'), value: identity?.name },
              ...(session === null
                ? []
                : [
                    { name: t('account.role'), value: t(ROLE_TEXTS[session.role]) },
                    { name: t('account.sessionEnds'), value: <When at={session.expiresAt} /> },
                  ]),
            ]}
          />
        </Section>
        <PasswordForm login={identity?.name ?? ''} />
      </Stack>
    </>
  );
}

function PasswordForm({ login }: { readonly login: string }) {
  const t = useTexts();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    meta: { signsIn: true },
    mutationFn: () => ask(api.POST('/session/password', { body: { current, next } })),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      notifications.show({ message: t('account.changed') });
    },
  });
  return (
    <Section title={t('account.passwordTitle')}>
      <Text c="dimmed" size="sm" mb="md">
        {t('account.passwordText')}
      </Text>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <Stack maw={360}>
          {/* For the password manager: whose password it is. */}
          <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
          <PasswordField
            {...{ label: t('account.current'), autoComplete: 'current-password', value: current }}
            required
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordField
            {...{ label: t('account.next'), autoComplete: 'new-password', value: next }}
            {...{ required: true, minLength: 12 }}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
          {change.isError && <ProblemCard error={change.error} title={null} />}
          <Button type="submit" loading={change.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('account.change')}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
