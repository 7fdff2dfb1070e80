import { Avatar, Group, Menu, Stack, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconLogout, IconSelector, IconUser } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { endSession, sessionQuery } from '../api/session.ts';
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
  const name = identity?.name ?? '';
  return (
    <Menu position="top-start" width={220} shadow="md">
      <Menu.Target>
        <UnstyledButton p="xs" w="100%" aria-label={`${t('common.account')}: ${name}`}>
          <Group gap="sm" wrap="nowrap">
            <Avatar name={name} color="brand" size={34} aria-hidden />
            <Stack gap={0} flex={1} miw={0}>
              <Text size="sm" fw={600} truncate>
                {name}
              </Text>
              <Text size="xs" c="dimmed" truncate>
                {identity?.session?.role}
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
        {(Object.keys(SCHEMES) as (keyof typeof SCHEMES)[]).map((scheme) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={scheme === colorScheme}
            rightSection={scheme === colorScheme && <IconCheck size={16} aria-hidden />}
            onClick={() => setColorScheme(scheme)}
          >
            {t(SCHEMES[scheme])}
          </Menu.Item>
        ))}
        <Menu.Label c="dimmed">{t('common.language')}</Menu.Label>
        {(Object.keys(LANGUAGES) as Language[]).map((code) => (
          <Menu.Item
            key={code}
            lang={code}
            role="menuitemradio"
            aria-checked={code === language}
            rightSection={code === language && <IconCheck size={16} aria-hidden />}
            onClick={() => void change(code)}
          >
            {LANGUAGES[code]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>
          {t('common.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
