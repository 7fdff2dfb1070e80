import createClient from 'openapi-fetch';
import { takeEarly } from './early.ts';
import { problemOf, Unreachable } from './problem.ts';
import type { paths } from './schema.ts';

const API = '/api/v1';
const READING = new Set(['GET', 'HEAD']);

/** The session's token against forged requests; it comes with the session and goes with every request that writes. */
let csrfToken: string | null = null;
export function setCsrfToken(token: string | null): void {
  csrfToken = token;
}

/** The client of the API, typed by its description. Use it through `ask`. */
export const api = createClient<paths>({ baseUrl: API, fetch: send });

/**
 * The answer to a request of `api`.
 * @throws ApiProblem what the API answered; Unreachable where nothing did
 *
 * @example
 * const { items } = await ask(api.GET('/backends'));
 */
export async function ask<Data>(
  request: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data, error, response } = await request;
  if (error !== undefined || !response.ok) throw problemOf(response.status, error);
  return data as Data;
}

async function send(request: Request): Promise<Response> {
  if (READING.has(request.method)) return fetchOrFail(request, takeEarly(request.url));
  const again = request.clone();
  const answer = await fetchOrFail(withToken(request));
  if (answer.status !== 403 || (await codeOf(answer)) !== 'account.csrf') return answer;
  // Somebody signed in anew in another tab: the session is another one, and so is its token.
  const who = await fetchOrFail(new Request(new URL(`${API}/session`, location.origin)));
  if (!who.ok) return answer;
  const { session } = (await who.json()) as { session: { csrfToken: string } | null };
  setCsrfToken(session?.csrfToken ?? null);
  return fetchOrFail(withToken(again));
}

function withToken(request: Request): Request {
  if (csrfToken !== null) request.headers.set('X-CSRF-Token', csrfToken);
  return request;
}

async function codeOf(answer: Response): Promise<unknown> {
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => null);
  return (body as { code?: unknown } | null)?.code;
}

async function fetchOrFail(request: Request, early?: Promise<Response>): Promise<Response> {
  try {
    return await (early ?? fetch(request));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Unreachable(error);
  }
}
