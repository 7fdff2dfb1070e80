import {
  Avatar,
  Group,
  Menu,
  Stack,
  Text,
  UnstyledButton,
  VisuallyHidden,
  useMantineColorScheme,
} from '@mantine/core';
import { IconLogout, IconSelector, IconUser } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { endSession, sessionQuery } from '../api/session.ts';
import { ROLE_NAMES } from '../parts/roles.ts';
import { LANGUAGES, useLanguage, type Language } from '../texts/language.tsx';

const SCHEMES = { light: 'common.light', dark: 'common.dark', auto: 'common.system' } as const;

/** Who is signed in; appearance, language, and signing out. */
export function AccountMenu() {
  const { t, language, change } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { data: identity } = useQuery(sessionQuery);
  const client = useQueryClient();
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: () => endSession(client),
    onSuccess: () => navigate({ to: '/sign-in', search: {} }),
  });
  const reader = identity?.name ?? '';
  const role = identity?.session?.role;
  return (
    <Menu position="top-start" width={220} shadow="md">
      <Menu.Target>
        <UnstyledButton p="xs" w="100%">
          <Group gap="sm" wrap="nowrap">
            <Avatar name={reader} color="brand" size={34} aria-hidden />
            <Stack gap={0} flex={1} miw={0}>
              <VisuallyHidden>{t('common.account')}:</VisuallyHidden>
              <Text size="sm" fw={600} truncate>
                {reader}
              </Text>
              <Text size="xs" c="dimmed" truncate>
                {role !== undefined && t(ROLE_NAMES[role])}
              </Text>
            </Stack>
            <IconSelector size={16} aria-hidden />
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconUser size={16} />} onClick={() => void navigate({ to: '/account' })}>
          {t('common.account')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label c="dimmed">{t('common.theme')}</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) => setColorScheme(value as keyof typeof SCHEMES)}
        >
          {Object.entries(SCHEMES).map(([scheme, text]) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {t(text)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label c="dimmed">{t('common.language')}</Menu.Label>
        <Menu.RadioGroup value={language} onChange={(value) => void change(value as Language)}>
          {Object.entries(LANGUAGES).map(([code, name]) => (
            <Menu.RadioItem key={code} value={code} lang={code}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>
          {t('common.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
