import { MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { LanguageProvider, useTexts, type FirstLanguage } from '../texts/language.tsx';
import type { PageRouter } from './router.tsx';
import { cssVariablesResolver, theme } from './theme.ts';

interface Props {
  /** What was read from the API; the first questions are under way already. */
  readonly client: QueryClient;
  /** The routes; the first one is being loaded already. */
  readonly router: PageRouter;
  readonly first: FirstLanguage;
}

/** The page with all it needs: texts, theme, what was read from the API, and the routes. */
export function App({ client, router, first }: Props) {
  return (
    <LanguageProvider first={first}>
      <Themed>
        <Notifications position="bottom-right" />
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Themed>
    </LanguageProvider>
  );
}

/** The theme; the cross of a message has a name, in the reader's language. */
function Themed({ children }: { readonly children: ReactNode }) {
  const close = useTexts()('common.close');
  const named = useMemo(() => {
    const defaultProps = { closeButtonProps: { 'aria-label': close } };
    return mergeThemeOverrides(theme, { components: { Notification: { defaultProps } } });
  }, [close]);
  return (
    <MantineProvider theme={named} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  );
}
