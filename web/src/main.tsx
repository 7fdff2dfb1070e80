import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { loadTexts, preferredLanguage } from './texts/language.tsx';

const language = preferredLanguage();
document.documentElement.lang = language;
const texts = await loadTexts(language);
const root = document.getElementById('root');
if (root === null) throw new Error('the document has no element #root');
createRoot(root).render(
  <StrictMode>
    <App first={{ language, texts }} />
  </StrictMode>,
);
