import { Hono } from 'hono';
import type { AccountServices } from '../../accounts/services.ts';
import { API_PATH } from '../api/path.ts';
import { sessionOf } from '../guards/identity.ts';

const STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { width: min(22rem, 90vw); }
h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input, button { font: inherit; width: 100%; box-sizing: border-box; padding: .6rem .75rem; border-radius: .5rem; }
input { border: 1px solid #8888; background: transparent; color: inherit; }
button { margin-top: 1.25rem; border: 0; background: #5b3fd0; color: #fff; font-weight: 600; cursor: pointer; }
button:disabled { opacity: .6; cursor: default; }
:focus-visible { outline: 3px solid #8a76e8; outline-offset: 2px; }
[role=alert] { margin-top: 1rem; color: #c0262d; }
@media (prefers-color-scheme: dark) { [role=alert] { color: #ff8a8a; } }
small { opacity: .75; }
`;

/** One script for both pages: what it sends differs by the form's own data. */
const SCRIPT = `const form = document.querySelector('form');
const problem = document.querySelector('[role=alert]');
const button = form.querySelector('button');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  problem.textContent = '';
  button.disabled = true;
  const body = { login: form.elements.login.value, password: form.elements.password.value };
  if (form.dataset.link) body.link = location.hash.slice(1);
  try {
    const answer = await fetch('${API_PATH}' + form.dataset.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.ok) return location.assign('/api/docs');
    const { detail, hint } = await answer.json();
    problem.textContent = hint ? detail + ' ' + hint : detail;
  } catch {
    problem.textContent = 'The service does not answer. Is it running?';
  }
  button.disabled = false;
});
`;

interface Form {
  readonly title: string;
  readonly intro: string;
  readonly path: string;
  readonly link: boolean;
  readonly button: string;
  readonly password: 'new-password' | 'current-password';
}

const page = ({ title, intro, path, link, button, password }: Form) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} · Odoo WooCommerce Connector</title>
    <link rel="stylesheet" href="/sign-in.css">
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <small>${intro}</small>
      <form data-path="${path}"${link ? ' data-link="yes"' : ''}>
        <label for="login">Login</label>
        <input id="login" name="login" autocomplete="username" required autofocus>
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="${password}" required>
        <button>${button}</button>
        <p role="alert"></p>
      </form>
    </main>
    <script src="/sign-in.js"></script>
  </body>
</html>
`;

const SETUP = page({
  title: 'The first user',
  intro: 'Administrator of this connector. Choose a password of 12 characters or more.',
  ...{ path: '/setup', link: true, button: 'Create and sign in', password: 'new-password' },
});
const SIGN_IN = page({
  title: 'Sign in',
  intro: 'Odoo WooCommerce Connector',
  ...{ path: '/session', link: false, button: 'Sign in', password: 'current-password' },
});

/** The pages that need no sign-in: making the first user, by the link that `serve` prints, and signing in. */
export function signInPages(accounts: AccountServices): Hono {
  const pages = new Hono();
  pages.get('/setup', (context) => context.html(SETUP));
  pages.get('/sign-in', (context) => context.html(SIGN_IN));
  pages.get('/', async (context) =>
    context.redirect((await sessionOf(context, accounts)) === null ? '/sign-in' : '/api/docs'),
  );
  pages.get('/sign-in.css', (context) =>
    context.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }),
  );
  pages.get('/sign-in.js', (context) =>
    context.body(SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  return pages;
}
