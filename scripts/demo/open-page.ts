import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { spawn, type ChildProcess } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

/** The page of the demo. */
export interface DemoPage {
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  /** Opens the page signed in, once. */
  readonly link: string;
  readonly login: string;
  readonly password: string;
  readonly close: () => Promise<void>;
}

/** Starts the service on the data folder of the demo and makes its first user; `stop` ends the service. */
export async function openPage(program: string, dataDir: string, stop: AbortSignal): Promise<DemoPage> {
  stop.throwIfAborted();
  const child = spawn(process.execPath, [program, 'serve', '--port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, WOO_ODOO_DATA_DIR: dataDir, WOO_ODOO_POLL_SECONDS: '2' },
  });
  stop.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
  try {
    return await signIn(child);
  } catch (error) {
    child.kill('SIGTERM');
    throw error;
  }
}

/** Makes the first user over the link that the service prints. */
async function signIn(child: ChildProcess): Promise<DemoPage> {
  const setup = await setupLinkOf(child);
  const url = setup.origin;
  const login = 'demo';
  const password = randomBytes(12).toString('base64url');
  const answer = await fetch(`${url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ link: setup.hash.slice(1), login, password }),
  });
  const cookie = answer.headers.get('set-cookie');
  if (cookie === null) throw new Error(`the first user could not be made: ${await answer.text()}`);
  const entrance = await signedInLink(url, cookie);
  return {
    ...{ url, login, password, link: entrance.link },
    close: async () => {
      entrance.server.close();
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The link of the first user, from what the service prints. */
async function setupLinkOf({ stderr }: ChildProcess): Promise<URL> {
  if (stderr === null) throw new Error('the service has no output');
  for await (const line of createInterface({ input: stderr })) {
    const [link] = /http:\S+\/setup#\S+/u.exec(line) ?? [];
    if (link === undefined) continue;
    // Nobody reads on: what is printed later must not fill the pipe.
    stderr.resume();
    return new URL(link);
  }
  throw new Error('the service did not start');
}

/**
 * A link that gives the browser the session and leads to the page. It works once. A cookie is for all ports of a host, so
 * that another server of this machine can set it.
 */
async function signedInLink(url: string, cookie: string): Promise<{ link: string; server: Server }> {
  const path = `/${randomBytes(18).toString('base64url')}`;
  let isUsed = false;
  const server = createServer((request, answer) => {
    const isRight = request.url === path && !isUsed;
    isUsed ||= isRight;
    answer.writeHead(303, { location: url, ...(isRight && { 'set-cookie': cookie }) });
    answer.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { link: `http://127.0.0.1:${port}${path}`, server };
}
