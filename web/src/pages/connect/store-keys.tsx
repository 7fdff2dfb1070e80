import { Alert, Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client.ts';
import { consentQuery } from '../../api/queries-connect.ts';
import { PasswordField } from '../../parts/password-field.tsx';
import { ProblemCard } from '../../parts/problem-card.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useTexts } from '../../texts/language.tsx';
import type { StepProps, StoreCheck } from './draft.ts';

/** The keys of the store: handed over by the store itself where it can reach us, or made by hand. */
export function StoreKeys({ draft, change, store }: StepProps & { readonly store: StoreCheck }) {
  const t = useTexts();
  const consent = useQuery(consentQuery(draft.consent ?? ''));
  const begin = useMutation({
    mutationFn: () => ask(api.POST('/connect/store/consent', { body: { address: store.url ?? '' } })),
    // The store's own page, which leads back here.
    onSuccess: ({ authorizeUrl }) => location.assign(authorizeUrl),
  });
  if (draft.consent !== null)
    return (
      <Stack gap="xs">
        {consent.error !== null ? (
          <ProblemCard error={consent.error} title={null} />
        ) : consent.data?.state === 'received' ? (
          <StatusBadge
            plain
            tone="good"
            text={t('connect.keysReceived', { key: consent.data.keyHint ?? '' })}
          />
        ) : (
          <StatusBadge plain tone="busy" text={t('connect.keysWaiting')} />
        )}
        <Group>
          <Button variant="subtle" size="xs" onClick={() => change({ consent: null })}>
            {t('connect.keysByHand')}
          </Button>
        </Group>
      </Stack>
    );
  return (
    <Stack>
      {store.consent && (
        <Alert title={t('connect.consentTitle')}>
          <Stack gap="sm" align="flex-start">
            <Text size="sm">{t('connect.consentText')}</Text>
            <Button onClick={() => begin.mutate()} loading={begin.isPending}>
              {t('connect.consentButton')}
            </Button>
            {begin.error !== null && <ProblemCard error={begin.error} title={null} />}
          </Stack>
        </Alert>
      )}
      <Text size="sm" c="dimmed">
        {t(store.consent ? 'connect.keysElse' : 'connect.keysIntro')}{' '}
        {store.keyPage !== null && (
          <Anchor href={store.keyPage} target="_blank" rel="noreferrer" inherit>
            {t('connect.storeKeyPage')}
          </Anchor>
        )}
      </Text>
      <TextInput
        {...{ label: t('connect.consumerKey'), placeholder: 'ck_…', value: draft.consumerKey }}
        {...{ autoComplete: 'off', spellCheck: false }}
        onChange={(event) => change({ consumerKey: event.currentTarget.value })}
      />
      <PasswordField
        {...{ label: t('connect.consumerSecret'), placeholder: 'cs_…', value: draft.consumerSecret }}
        autoComplete="off"
        onChange={(event) => change({ consumerSecret: event.currentTarget.value })}
      />
    </Stack>
  );
}
