import { Alert, List, Select, Stack, Text } from '@mantine/core';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useTexts } from '../../texts/language.tsx';
import type { OdooSignIn } from './draft.ts';

interface SignedInProps {
  readonly signIn: OdooSignIn;
  readonly companyId: number | null;
  readonly isChecking: boolean;
  /** Signs in again for the company, since rights and the app may differ there. */
  readonly onCompany: (id: number) => void;
}

/** The sign-in works: for which company, and which rights are missing there. */
export function SignedIn({ signIn, companyId, isChecking, onCompany }: SignedInProps) {
  const t = useTexts();
  const { companies, company, lacking, login } = signIn;
  return (
    <Stack>
      <StatusBadge plain tone="good" text={t('connect.signedIn', { login })} />
      <Select
        {...{ label: t('connect.company'), description: t('connect.companyHelp'), allowDeselect: false }}
        data={companies.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={String(companyId ?? company.id)}
        disabled={isChecking}
        onChange={(value) => value !== null && onCompany(Number(value))}
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
