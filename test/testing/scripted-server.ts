import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../src/woocommerce/http/clock.ts';
import type { KeyAndCertificate } from './certificate.ts';

/** What a scripted server says: JSON, or text as it is; or the whole answer by hand. */
export type Script = (
  request: IncomingMessage,
  response: ServerResponse,
  count: number,
) => Scripted | undefined;
export interface Scripted {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
}

export interface ScriptedServer {
  readonly url: string;
  /** `METHOD /path?query` of each request, in order. */
  readonly heard: string[];
  close(): Promise<void>;
}

/** A server on a free loopback port that answers as the script says; undefined leaves the answer to the script. */
export async function startScript(script: Script, tls?: KeyAndCertificate): Promise<ScriptedServer> {
  const heard: string[] = [];
  const listener: RequestListener = (request, response) => {
    heard.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const scripted = script(request, response, heard.length);
    if (scripted === undefined) return;
    const json = scripted.text === undefined;
    response.writeHead(scripted.status ?? 200, {
      'content-type': json ? 'application/json' : 'text/html',
      ...scripted.headers,
    });
    response.end(scripted.text ?? JSON.stringify(scripted.json ?? null));
  };
  const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    heard,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A clock whose pauses take no time; what was slept is kept. */
export function quickClock(ahead = 0): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => Date.now() + ahead,
    random: () => 0.5,
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      return Promise.resolve();
    },
  };
}

/** An error as WordPress words it. */
export function wordPressError(status: number, code: string, message = 'words'): Scripted {
  return { status, json: { code, message, data: { status } } };
}
