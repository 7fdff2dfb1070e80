import './app/mantine-styles.ts';
import '@mantine/notifications/styles.css';
import './app/app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { askAhead } from './api/ask-ahead.ts';
import { createQueryClient } from './api/query-client.ts';
import { App } from './app/app.tsx';
import { createPageRouter } from './app/router.tsx';
import { loadTexts, preferredLanguage } from './texts/language.tsx';

/** A server that takes longer than this is waited for with the page in view. */
const MAX_WAIT_MS = 150;

/** A function, and no `await` of the module: another language imports from this file, and would wait for its end. */
async function start(): Promise<void> {
  const client = createQueryClient();
  const router = createPageRouter(client);
  // To render once with all that is shown takes half as long as to render what waits for it, and then all again.
  const ready = Promise.allSettled([askAhead(client), router.load()]);
  const language = preferredLanguage();
  document.documentElement.lang = language;
  const texts = await loadTexts(language);
  await Promise.race([ready, new Promise((resolve) => setTimeout(resolve, MAX_WAIT_MS))]);
  const root = document.getElementById('root');
  if (root === null) throw new Error('the document has no element #root');
  createRoot(root).render(
    <StrictMode>
      <App {...{ client, router }} first={{ language, ...texts }} />
    </StrictMode>,
  );
}

void start();
