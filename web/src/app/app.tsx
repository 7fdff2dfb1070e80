import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { createQueryClient } from '../api/query-client.ts';
import type { Catalogue } from '../texts/catalogue.ts';
import { LanguageProvider, type Language } from '../texts/language.tsx';
import { createPageRouter } from './router.tsx';
import { cssVariablesResolver, theme } from './theme.ts';

interface Props {
  readonly first: { readonly language: Language; readonly texts: Catalogue };
}

/** The page with all it needs: texts, theme, what was read from the API, and the routes. */
export function App({ first }: Props) {
  const [client] = useState(createQueryClient);
  const [router] = useState(() => createPageRouter(client));
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
