import { Anchor, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, ask } from '../../api/client.ts';
import { odooCheckQuery } from '../../api/queries-connect.ts';
import { Facts } from '../../parts/facts.tsx';
import { PasswordField } from '../../parts/password-field.tsx';
import { ProblemCard } from '../../parts/problem-card.tsx';
import { useTexts } from '../../texts/language.tsx';
import { AddressField } from './address-field.tsx';
import type { OdooCheck, StepProps } from './draft.ts';
import { SignedIn } from './signed-in.tsx';
import { TYPING_MS } from './store-step.tsx';

/** Odoo: its address, the database, and the user that the connector signs in as. */
export function OdooStep({ draft, change }: StepProps) {
  const t = useTexts();
  const [address] = useDebouncedValue(draft.odooAddress.trim(), TYPING_MS);
  const { data = null, isFetching, error } = useQuery(odooCheckQuery(address));
  const isCurrent = address === draft.odooAddress.trim();
  const found = isCurrent ? data : null;
  useEffect(() => {
    if (found === draft.odoo) return;
    const [only, ...others] = found?.databases ?? [];
    change({ odoo: found, ...(only !== undefined && others.length === 0 && { database: only }) });
  }, [found, draft.odoo, change]);
  return (
    <Stack>
      <AddressField
        {...{ label: t('connect.odooAddress'), placeholder: 'https://odoo.example' }}
        {...{ value: draft.odooAddress, found, failure: isCurrent ? error : null }}
        isChecking={draft.odooAddress.trim() !== '' && (isFetching || !isCurrent)}
        onChange={(odooAddress) => change({ odooAddress, signIn: null })}
      />
      {found !== null && found.problem === null && <SignIn draft={draft} change={change} odoo={found} />}
    </Stack>
  );
}

function SignIn({ draft, change, odoo }: StepProps & { readonly odoo: OdooCheck }) {
  const t = useTexts();
  const { database, login, secret, signIn } = draft;
  const check = useMutation({
    mutationFn: (companyId?: number) =>
      ask(
        api.POST('/connect/odoo/sign-in', {
          body: { url: odoo.url ?? '', database, login, secret, ...(companyId && { companyId }) },
        }),
      ),
    onSuccess: (result) => change({ signIn: result, companyId: result.company.id }),
    onError: () => change({ signIn: null }),
  });
  const retype = (typed: { database?: string; login?: string; secret?: string }) =>
    change({ ...typed, signIn: null });
  const isComplete = database !== '' && login !== '' && secret !== '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete) check.mutate(undefined);
      }}
    >
      <Stack>
        <Facts items={[{ name: 'Odoo', value: odoo.version ?? '–' }]} />
        {odoo.databases === null ? (
          <TextInput
            {...{ label: t('connect.database'), description: t('connect.databaseHelp'), value: database }}
            autoComplete="off"
            onChange={(event) => retype({ database: event.currentTarget.value.trim() })}
          />
        ) : (
          <Select
            {...{ label: t('connect.database'), data: odoo.databases, value: database || null }}
            {...{ searchable: odoo.databases.length > 8, allowDeselect: false }}
            onChange={(value) => retype({ database: value ?? '' })}
          />
        )}
        <TextInput
          {...{ label: t('connect.odooLogin'), description: t('connect.odooLoginHelp'), value: login }}
          autoComplete="off"
          onChange={(event) => retype({ login: event.currentTarget.value.trim() })}
        />
        <PasswordField
          {...{ label: t('connect.odooKey'), value: secret, autoComplete: 'off' }}
          description={
            odoo.keyPage === null ? undefined : (
              <>
                {t('connect.odooKeyHelp')}{' '}
                <Anchor href={odoo.keyPage} target="_blank" rel="noreferrer" inherit>
                  {t('connect.odooKeyPage')}
                </Anchor>
              </>
            )
          }
          onChange={(event) => retype({ secret: event.currentTarget.value.trim() })}
        />
        <Group>
          <Button
            {...{ type: 'submit', variant: signIn === null ? 'filled' : 'default' }}
            {...{ loading: check.isPending, disabled: !isComplete }}
          >
            {t(signIn === null ? 'connect.checkSignIn' : 'connect.checkAgain')}
          </Button>
          {!isComplete && (
            <Text size="sm" c="dimmed">
              {t('connect.fillIn')}
            </Text>
          )}
        </Group>
        {check.error !== null && <ProblemCard error={check.error} title={null} />}
        {signIn !== null && (
          <SignedIn
            {...{ signIn, companyId: draft.companyId, isChecking: check.isPending }}
            onCompany={(companyId) => check.mutate(companyId)}
          />
        )}
      </Stack>
    </form>
  );
}
