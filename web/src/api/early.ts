/**
 * A script of its own, of a few hundred bytes: it asks for what the first page shows while the code of the page is still
 * on its way. The client of the API takes the answers (`client.ts`).
 */

/** Whether this browser was signed in the last time; the value of what `localStorage` has. */
export const SIGNED_IN = 'woo-odoo-signed-in';

const answers = new Map<string, Promise<Response>>();

function askEarly(path: string): void {
  const answer = fetch(path);
  // What fails here is asked again, and shown, by the page.
  answer.catch(() => undefined);
  answers.set(path, answer);
}

/** Who is signed in, and on the list of backends what it shows. Nobody's backends are asked for in vain. */
askEarly('/api/v1/session');
export const hasAskedForBackends = location.pathname === '/' && localStorage.getItem(SIGNED_IN) !== null;
if (hasAskedForBackends) for (const path of ['/api/v1/backends', '/api/v1/status']) askEarly(path);

/** The answer that is on its way, once; absent: nothing was asked early at this address. */
export function takeEarly(url: string): Promise<Response> | undefined {
  const { pathname, search } = new URL(url);
  const path = pathname + search;
  const answer = answers.get(path);
  answers.delete(path);
  return answer;
}
