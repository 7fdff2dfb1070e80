import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig, renderConfigTable } from '../../src/config/config.ts';

const ROOT = join(import.meta.dirname, '../..');
const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const NODE = text('.node-version').trim();
const SETTINGS = new Set([...renderConfigTable().matchAll(/^\| `([A-Z_]+)`/gmu)].map(([, name]) => name));
const STOP_SECONDS = readConfig({}).stopSeconds;

/** `COPY a b ./`: instructions with their words; a line that ends with a backslash goes on. */
const instructions = text('Dockerfile')
  .replace(/^#.*\n/gmu, '')
  .replace(/\\\n/gu, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => line.trim().split(/\s+/u));
const lastStage = instructions.slice(instructions.findLastIndex(([word]) => word === 'FROM'));
const inLastStage = (name: string) => lastStage.filter(([word]) => word === name);

describe('Dockerfile', () => {
  it('has no fault that a linter knows', () => {
    expect(validate(text('Dockerfile'))).toEqual([]);
  });

  it('runs on the Node that the package needs, as a user without rights, with one volume', () => {
    const images = instructions.filter(([word]) => word === 'FROM').map(([, image]) => image);
    expect(new Set(images)).toEqual(new Set([`node:${NODE}-bookworm-slim`]));
    expect(inLastStage('USER')).toEqual([['USER', 'node']]);
    expect(inLastStage('VOLUME')).toEqual([['VOLUME', '/data']]);
    expect(inLastStage('HEALTHCHECK')).toHaveLength(1);
  });

  it('starts the program itself, without a shell that would keep signals to itself', () => {
    for (const name of ['ENTRYPOINT', 'CMD']) expect(inLastStage(name)[0]?.[1]).toMatch(/^\["/u);
  });

  it('asks the health of the port that the service listens on, and sees what answers', async () => {
    const [, words = '[]'] = /^HEALTHCHECK .*\\\n +CMD (\[.*\])$/mu.exec(text('Dockerfile')) ?? [];
    const [program, , command = ''] = JSON.parse(words) as string[];
    expect(program).toBe('node');
    let status = 200;
    const asked: (string | undefined)[] = [];
    const server = createServer((request, answer) => {
      asked.push(request.url);
      answer.writeHead(status).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const check = () =>
      new Promise<number | null>((resolve) => {
        spawn(process.execPath, ['-e', command], { env: { WOO_ODOO_PORT: String(port) } }).on(
          'exit',
          resolve,
        );
      });
    expect(await check()).toBe(0);
    status = 503;
    expect(await check()).toBe(1);
    await new Promise((resolve) => server.close(resolve));
    expect(await check()).toBe(1);
    expect(asked).toEqual(['/healthz', '/healthz']);
    // What it listens on without another setting.
    expect(text('Dockerfile')).toMatch(/WOO_ODOO_PORT=8080\b[\s\S]*^EXPOSE 8080$/mu);
    expect(services()['worker']?.command).toEqual(['worker', '--port', '8080']);
  });

  it('copies what is there and is not kept out of the build', () => {
    const ignored = text('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    const copied = instructions
      .filter(([word, first]) => word === 'COPY' && !first?.startsWith('--from'))
      .flatMap((words) => words.slice(1, -1));
    expect(copied.length).toBeGreaterThan(3);
    for (const file of copied) {
      expect(existsSync(join(ROOT, file)), file).toBe(true);
      expect(ignored).not.toContain(file);
    }
  });

  it('sets what the configuration knows', () => {
    expect(unknownSettings(text('Dockerfile'))).toEqual([]);
  });
});

interface Service {
  readonly command?: readonly string[];
  readonly read_only?: boolean;
  readonly tmpfs?: readonly string[];
  readonly stop_grace_period?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly deploy?: { readonly replicas: number };
  readonly ports?: readonly string[];
}

const services = () =>
  (parse(text('compose.yaml'), { merge: true }) as { services: Readonly<Record<string, Service>> }).services;

describe('compose.yaml', () => {
  it('has the service, two workers and PostgreSQL', () => {
    expect(Object.keys(services())).toEqual(['serve', 'worker', 'database']);
    expect(services()['worker']).toMatchObject({
      command: ['worker', '--port', '8080'],
      deploy: { replicas: 2 },
    });
  });

  it.each(['serve', 'worker'])('gives %s its database and key, and time to finish', (name) => {
    const service = services()[name];
    expect(service?.read_only).toBe(true);
    expect(service?.environment).toMatchObject({
      DATABASE_URL: expect.stringContaining('@database:5432/connector') as string,
      WOO_ODOO_SECRET_KEY: expect.stringMatching(/^\$\{WOO_ODOO_SECRET_KEY:\?/u) as string,
    });
    expect(Number.parseInt(service?.stop_grace_period ?? '', 10)).toBeGreaterThan(STOP_SECONDS);
  });

  it('is reached from this machine alone until a proxy is put in front', () => {
    expect(services()['serve']?.ports).toEqual(['127.0.0.1:8080:8080']);
    expect(services()['database']?.ports).toBeUndefined();
  });

  it('sets what the configuration knows, and has no secret in it', () => {
    expect(unknownSettings(text('compose.yaml'))).toEqual([]);
    expect(text('compose.yaml')).not.toMatch(/(?:KEY|PASSWORD): (?!\$\{)/u);
  });
});

describe('the systemd unit', () => {
  const unit = text('deploy/woo-odoo.service');

  it('stops the service with time to finish, and keeps its data in one folder', () => {
    expect(Number(/^TimeoutStopSec=(\d+)$/mu.exec(unit)?.[1])).toBeGreaterThan(STOP_SECONDS);
    expect(/^Environment=WOO_ODOO_DATA_DIR=\/var\/lib\/(.*)$/mu.exec(unit)?.[1]).toBe(
      /^StateDirectory=(.*)$/mu.exec(unit)?.[1],
    );
    expect(unknownSettings(unit)).toEqual([]);
  });
});

describe('a read-only root', () => {
  it('leaves folders for data and temporary files alone', () => {
    for (const name of ['serve', 'worker']) expect(services()[name]?.tmpfs).toEqual(['/tmp']);
    expect(text('docs/operations.md')).toContain('--read-only --tmpfs /tmp');
    const unit = text('deploy/woo-odoo.service');
    for (const line of ['ProtectSystem=strict', 'PrivateTmp=yes', 'ProtectHome=yes'])
      expect(unit).toContain(line);
  });
});

describe('the reverse proxies', () => {
  it.each(['deploy/nginx.conf', 'deploy/Caddyfile'])('%s passes streams on as they come', (file) => {
    expect(text(file)).toMatch(/proxy_buffering off|flush_interval -1/u);
    expect(unknownSettings(text(file))).toEqual([]);
  });
});

/** Names of settings that the program does not read. */
function unknownSettings(content: string): string[] {
  return [...content.matchAll(/\b(?:WOO_ODOO_[A-Z_]+|DATABASE_URL)\b/gu)]
    .map(([name]) => name)
    .filter((name) => !SETTINGS.has(name));
}
