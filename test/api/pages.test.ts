import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findWebFolder, openWebFiles } from '../../src/server/pages/web-files.ts';
import { startApi, type ApiRig } from './api-rig.ts';

const PAGE = '<!doctype html><script type="module" src="/assets/main-1a2b.js"></script>';
const SCRIPT = 'document.title = "here";';

let folder: string;
let api: ApiRig;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'woo-odoo-web-'));
  mkdirSync(join(folder, 'web/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'canary');
  writeFileSync(join(folder, 'web/index.html'), PAGE);
  writeFileSync(join(folder, 'web/assets/main-1a2b.js'), SCRIPT);
  writeFileSync(join(folder, 'web/assets/main-1a2b.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(folder, 'web/assets/main-1a2b.js.gz'), gzipSync(SCRIPT));
  api = await startApi({}, undefined, openWebFiles(join(folder, 'web')));
});
afterEach(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  api.app.request(path, { headers: { host: 'localhost', ...headers } });
const open = (path: string) => get(path, { accept: 'text/html,*/*;q=0.8' });

it('every address of the page leads to its document, which loads nothing from elsewhere', async () => {
  for (const path of ['/', '/setup', '/sign-in', '/backends/shop.example/taxes', '/runs/7']) {
    const answer = await open(path);
    expect([path, answer.status, await answer.text()]).toEqual([path, 200, PAGE]);
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';/u);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  }
});

it('a file with the hash of its content is kept for good, and sent compressed to whoever can read it', async () => {
  const path = '/assets/main-1a2b.js';
  for (const [accepted, encoding] of [
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['identity', null],
  ] as const) {
    const answer = await get(path, { 'accept-encoding': accepted });
    expect([accepted, answer.status, answer.headers.get('content-encoding')]).toEqual([
      accepted,
      200,
      encoding,
    ]);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('vary')).toBe('Accept-Encoding');
  }
  expect(await (await get(path)).text()).toBe(SCRIPT);
});

it('what the browser has already is not sent again', async () => {
  const first = await open('/');
  const again = await get('/', {
    accept: 'text/html',
    'if-none-match': first.headers.get('etag') ?? 'none',
  });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

it('gives out the files of the page alone', async () => {
  for (const path of [
    '/assets/none.js',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/secret.txt',
  ]) {
    const answer = await get(path, { accept: '*/*' });
    expect([path, answer.status]).toEqual([path, 404]);
  }
  expect(await (await open('/%2e%2e/secret.txt')).text()).toBe(PAGE);
  expect((await open('/assets/none.js')).status).toBe(404);
  expect((await open('/api/v2/nothing')).status).toBe(404);
});

it('a program that asks for nothing of the page gets a problem, and no page', async () => {
  const answer = await get('/backends', { accept: 'application/json' });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
});

it('where the page was not built, it shows how to build it', async () => {
  const bare = await startApi();
  const answer = await bare.app.request('/', { headers: { host: 'localhost', accept: 'text/html' } });
  expect([answer.status, await answer.text()]).toEqual([
    503,
    expect.stringContaining('npm run build') as string,
  ]);
  await bare.close();
});

it('the page is found beside the program', () => {
  expect(findWebFolder(folder)).toBe(join(folder, 'web'));
});
