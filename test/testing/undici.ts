import { fetch as fetchOverSockets, type Response } from 'undici/index.js';
import { answererOf, currentPassage } from './wires.ts';

export { Agent, EnvHttpProxyAgent } from 'undici/index.js';
export type { Dispatcher, Response } from 'undici/index.js';

/** Kept from fake clocks of tests. */
const nextTurn = setImmediate;

/**
 * In place of undici in tests with stand-ins of their own process: their answers come without sockets, in a later turn of
 * the event loop like any answer. Everything else goes over sockets.
 */
export const fetch: typeof fetchOverSockets = async (address, init) =>
  typeof address === 'string'
    ? currentPassage(new URL(address).origin, () => send(address, init))
    : fetchOverSockets(address, init);

async function send(address: string, init: Parameters<typeof fetchOverSockets>[1] = {}): Promise<Response> {
  const url = new URL(address);
  const answer = answererOf(url.origin);
  if (answer !== undefined) {
    await new Promise<void>((resolve) => void nextTurn(resolve));
    init.signal?.throwIfAborted();
    const { body, method = 'GET' } = init;
    const answered = answer({
      ...{
        method,
        path: url.pathname,
        query: url.search.slice(1),
        body: typeof body === 'string' ? body : '',
      },
      headers: {
        host: url.host,
        ...lowerCased(init.headers as Readonly<Record<string, string>> | undefined),
      },
    });
    if (answered !== null) return asResponse(answered);
  }
  return fetchOverSockets(address, init);
}

function lowerCased(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The part of a response that the clients, and the users of the tests, read. */
function asResponse({
  body,
  headers,
  status,
}: NonNullable<ReturnType<NonNullable<ReturnType<typeof answererOf>>>>): Response {
  const sent: Readonly<Record<string, string>> = { date: new Date().toUTCString(), ...lowerCased(headers) };
  const read = { get: (name: string) => sent[name.toLowerCase()] ?? null };
  const json = async () => Promise.resolve(JSON.parse(Buffer.from(body).toString('utf8')) as unknown);
  return { status, headers: read, body: [Buffer.from(body)], json } as unknown as Response;
}
