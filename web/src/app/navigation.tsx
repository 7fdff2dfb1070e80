import { AppShell, CloseButton, Group, NavLink } from '@mantine/core';
import { IconBuildingStore, IconCode, IconKey, IconListDetails, IconUsers } from '@tabler/icons-react';
import { createLink, useRouterState } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import { useMay } from '../api/session.ts';
import { useTexts } from '../texts/language.tsx';
import { AccountMenu } from './account-menu.tsx';
import { Brand } from './brand.tsx';

const Entry = createLink((props: ComponentProps<typeof NavLink<'a'>>) => (
  <NavLink component="a" {...props} />
));

/** The links of the page. */
export function Navigation({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts();
  const { administer } = useMay();
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
      <AppShell.Section grow style={{ overflowY: 'auto' }}>
        <Entry
          to="/"
          active={isHome}
          label={t('common.backends')}
          leftSection={<IconBuildingStore size={18} />}
        />
        {administer && (
          <>
            <Entry
              to="/users"
              active={path === '/users'}
              label={t('common.users')}
              leftSection={<IconUsers size={18} />}
            />
            <Entry
              to="/tokens"
              active={path === '/tokens'}
              label={t('common.tokens')}
              leftSection={<IconKey size={18} />}
            />
            <Entry
              to="/audit"
              active={path === '/audit'}
              label={t('common.audit')}
              leftSection={<IconListDetails size={18} />}
            />
          </>
        )}
        <NavLink href="/api/docs" label={t('common.api')} leftSection={<IconCode size={18} />} />
      </AppShell.Section>
      <AppShell.Section>
        <AccountMenu />
      </AppShell.Section>
    </>
  );
}
