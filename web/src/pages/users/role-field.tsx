import { Radio, Stack } from '@mantine/core';
import { useTexts } from '../../texts/language.tsx';
import { ROLES, ROLE_TEXTS, type Role } from '../../parts/roles.ts';

interface Props {
  readonly value: Role;
  readonly onChange: (role: Role) => void;
}

/** A choice among the roles, each with what it may do. */
export function RoleField({ value, onChange }: Props) {
  const t = useTexts();
  return (
    <Radio.Group label={t('users.role')} value={value} onChange={(role) => onChange(role)}>
      <Stack gap="xs" mt={6}>
        {ROLES.map((role) => (
          <Radio key={role} value={role} label={t(ROLE_TEXTS[role])} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
