import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { LanguageProvider, type FirstLanguage } from '../texts/language.tsx';
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
      <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
        <Notifications position="bottom-right" />
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </LanguageProvider>
  );
}
