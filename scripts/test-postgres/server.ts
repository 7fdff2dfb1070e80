import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A server of our own that leaves nothing behind. */
export interface ThrowAwayServer {
  /** Of its first database, with a user who may make more. */
  readonly url: string;
  /** Ends the server and removes its files. Safe to call twice. */
  stop(): Promise<void>;
}

/** Whom the server runs as. PostgreSQL refuses to run as root. */
interface User {
  readonly uid: number;
  readonly gid: number;
}

const START_TIMEOUT_MS = 120_000;

/** Makes and starts a PostgreSQL server on this machine alone. Throws an Error that names what is missing. */
export async function startServer(binaries: string): Promise<ThrowAwayServer> {
  const user = process.getuid?.() === 0 ? unprivilegedUser() : undefined;
  const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-postgres-'));
  let server: ChildProcess | undefined;
  const stop = async () => {
    // SIGINT is the fast shutdown: connections are ended, nothing is waited for.
    if (server?.exitCode === null && server.kill('SIGINT')) await once(server, 'exit');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const password = randomBytes(18).toString('base64url');
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
    const data = join(folder, 'data');
    makeCluster(join(binaries, 'initdb'), data, passwordFile, user);
    const port = await freePort();
    const settings = [
      `listen_addresses=127.0.0.1`,
      `port=${port}`,
      `unix_socket_directories=${folder}`,
      // Nothing of it has to survive a power cut.
      'fsync=off',
      'full_page_writes=off',
    ];
    const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
    server = spawn(join(binaries, 'postgres'), args, {
      ...user,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const url = `postgresql://connector:${password}@127.0.0.1:${port}/postgres`;
    await untilReady(server, url);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function makeCluster(initdb: string, data: string, passwordFile: string, user: User | undefined): void {
  const args = [
    ...['-D', data, '--username=connector', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
    ...['--encoding=UTF8', '--locale=C', '--no-sync'],
  ];
  const made = spawnSync(initdb, args, { ...user, cwd: '/', encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);
}

function unprivilegedUser(): User {
  for (const name of ['postgres', 'nobody']) {
    const ids = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    const [uid, gid] = ids.map(({ status, stdout }) => (status === 0 ? Number(stdout) : NaN));
    if (uid !== undefined && gid !== undefined && uid > 0) return { uid, gid };
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and there is no user "postgres" or "nobody" to run it as',
  );
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  let output = '';
  server.stderr?.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-5000)));
  const until = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (server.exitCode !== null || Date.now() > until)
      throw new Error(`the server did not start: ${output}`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch {
      await sleep(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
