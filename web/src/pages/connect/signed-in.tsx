import { Alert, List, Select, Stack, Text } from '@mantine/core';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useTexts } from '../../texts/language.tsx';
import type { OdooSignIn, StepProps } from './draft.ts';

/** The sign-in works: for which company, and which rights are missing. */
export function SignedIn({ draft, change, signIn }: StepProps & { readonly signIn: OdooSignIn }) {
  const t = useTexts();
  const { companies, company, lacking, login } = signIn;
  return (
    <Stack>
      <StatusBadge plain tone="good" text={t('connect.signedIn', { login })} />
      <Select
        {...{ label: t('connect.company'), description: t('connect.companyHelp'), allowDeselect: false }}
        data={companies.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={String(draft.companyId ?? company.id)}
        onChange={(value) => change({ companyId: value === null ? null : Number(value) })}
      />
      {lacking.length === 0 ? (
        <StatusBadge plain tone="good" text={t('connect.rightsComplete')} />
      ) : (
        <Alert color="yellow" title={t('connect.rightsMissing', { n: lacking.length })}>
          <Text size="sm" mb="xs">
            {t('connect.rightsText')}
          </Text>
          <List size="sm" spacing={6}>
            {lacking.map(({ model, right, purpose, remedy }) => (
              <List.Item key={`${model} ${right} ${purpose}`}>
                <b>{purpose}</b>: {remedy}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
    </Stack>
  );
}
