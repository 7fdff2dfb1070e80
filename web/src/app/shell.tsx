import { AppShell, Burger, Container, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useRouter, useRouterState, type AnyRoute, type AnyRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { followEvents } from '../api/events.ts';
import { sessionEnded } from '../api/query-client.ts';
import { useTexts } from '../texts/language.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { Brand } from './brand.tsx';
import { Navigation } from './navigation.tsx';
import { SessionEnded } from './session-ended.tsx';
import classes from './shell.module.css';

const PRELOAD_AFTER_MS = 2000;

/** The frame of all pages behind the sign-in: navigation, the state of the connection, and the page itself. */
export function Shell() {
  const t = useTexts();
  const client = useQueryClient();
  const router = useRouter();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const main = useRef<HTMLDivElement>(null);
  useEffect(() => followEvents(client, sessionEnded.get), [client]);
  useEffect(() => close(), [path, close]);
  useEffect(() => preloadLater(router), [router]);
  return (
    <AppShell
      layout="alt"
      header={{ height: { base: 56, sm: 0 } }}
      navbar={{ width: 240, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
    >
      <a className="skip-link" href="#content" onClick={(event) => skipTo(event, main.current)}>
        {t('common.skip')}
      </a>
      <AppShell.Header hiddenFrom="sm" className={classes['surface']}>
        <Group h="100%" px="md" gap="sm">
          <Burger opened={isOpen} onClick={toggle} size="sm" aria-label={t('common.menu')} />
          <Brand />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes['surface']} p="sm" aria-label={t('common.menu')}>
        <Navigation onClose={close} />
      </AppShell.Navbar>
      <AppShell.Main id="content" ref={main} tabIndex={-1} className={classes['main']}>
        <ConnectionBanner />
        <Container size={1280} px={{ base: 'md', md: 'xl' }} py={{ base: 'md', sm: 'xl' }}>
          <Outlet />
        </Container>
        <SessionEnded />
      </AppShell.Main>
    </AppShell>
  );
}

/** The pages of the navigation are loaded when there is time: they open at once, and after a lost connection too. */
function preloadLater(router: AnyRouter): () => void {
  const timer = setTimeout(() => {
    for (const route of Object.values(router.routesByPath) as AnyRoute[])
      void router.loadRouteChunk(route)?.catch(() => undefined);
  }, PRELOAD_AFTER_MS);
  return () => clearTimeout(timer);
}

function skipTo(event: { preventDefault: () => void }, main: HTMLElement | null): void {
  event.preventDefault();
  main?.focus();
}
