import { AppShell, CloseButton, Group, NavLink, ScrollArea } from '@mantine/core';
import { IconBuildingStore, IconCode } from '@tabler/icons-react';
import { createLink, useRouterState } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import { useTexts } from '../texts/language.tsx';
import { AccountMenu } from './account-menu.tsx';
import { Brand } from './brand.tsx';

const Entry = createLink((props: ComponentProps<typeof NavLink<'a'>>) => (
  <NavLink component="a" {...props} />
));

/** The links of the page. */
export function Navigation({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const isHome = path === '/' || path.startsWith('/backends') || path === '/connect';
  return (
    <>
      <AppShell.Section>
        <Group justify="space-between" px={6} py={8} mb="sm">
          <Brand />
          <CloseButton hiddenFrom="sm" onClick={onClose} aria-label={t('common.close')} />
        </Group>
      </AppShell.Section>
      <AppShell.Section grow component={ScrollArea}>
        <Entry
          to="/"
          active={isHome}
          label={t('common.backends')}
          leftSection={<IconBuildingStore size={18} />}
        />
        <NavLink href="/api/docs" label={t('common.api')} leftSection={<IconCode size={18} />} />
      </AppShell.Section>
      <AppShell.Section>
        <AccountMenu />
      </AppShell.Section>
    </>
  );
}
