import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startOdoo, type SandboxOdoo } from '../../sandbox/index.ts';
import { openOdoo } from '../../src/odoo/open.ts';
import type { OdooConnection } from '../../src/odoo/port.ts';
import { failure } from '../testing/odoo-connect.ts';
import { makeCertificate } from '../testing/certificate.ts';

// The client against an Odoo behind a certificate that no public authority vouches for.
const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-tls-'));
const caFile = join(folder, 'ca.pem');
const otherFile = join(folder, 'other.pem');
const brokenFile = join(folder, 'broken.pem');
const countryRow = z.object({ id: z.number(), code: z.string() });
const servers: SandboxOdoo[] = [];
let secure: SandboxOdoo;

async function start(tls: { key: string; cert: string }): Promise<SandboxOdoo> {
  const odoo = await startOdoo({ tls, series: 19 });
  servers.push(odoo);
  return odoo;
}

beforeAll(async () => {
  const tls = makeCertificate();
  writeFileSync(caFile, tls.cert);
  writeFileSync(otherFile, makeCertificate().cert);
  writeFileSync(
    brokenFile,
    '-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n',
  );
  secure = await start(tls);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  rmSync(folder, { recursive: true });
});

function open(odoo: SandboxOdoo, over: Partial<OdooConnection> = {}) {
  const { login, apiKey } = odoo.users.connector;
  const connection = { url: odoo.url, database: odoo.database, login, secret: apiKey, ...over };
  return openOdoo(connection, { sleep: () => Promise.resolve(), timeoutMs: 5_000 });
}

describe('an Odoo behind a self-signed certificate', () => {
  test('is trusted by NODE_EXTRA_CA_CERTS beside the CA file of another authority', async () => {
    const transport = join(import.meta.dirname, '../../src/odoo/rpc/transport.ts');
    const program = `
      const { createTransport } = await import(${JSON.stringify(transport)});
      const options = { caFile: ${JSON.stringify(otherFile)}, timeoutMs: 5000, maxAnswerBytes: 1e6 };
      const { status } = await createTransport(${JSON.stringify(secure.url)}, options).send({ path: '/web/health' });
      console.log(typeof status);
    `;
    const run = (extra: string) =>
      promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
        env: { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: extra },
      });
    expect((await run(caFile)).stdout).toContain('number');
    await expect(run('')).rejects.toMatchObject({
      stderr: expect.stringContaining('odoo.certificate') as string,
    });
  });

  test('is signed in to where its CA file is named', async () => {
    expect(secure.url).toMatch(/^https:/);
    const odoo = await open(secure, { caFile });
    expect(odoo.identity).toMatchObject({ series: 19, protocol: 'json2', database: secure.database });
    expect(
      await odoo.searchRead('res.country', {
        fields: ['code'],
        domain: [['code', '=', 'MX']],
        row: countryRow,
      }),
    ).toHaveLength(1);
  });

  test.each([
    ['no CA file', undefined],
    ['the CA file of another authority', otherFile],
  ])('is not asked anything with %s', async (_, file) => {
    secure.control.reset();
    const error = await failure(open(secure, { caFile: file }));
    expect(error).toMatchObject({ code: 'odoo.certificate', retryable: false });
    expect(error.message).toContain(secure.url);
    expect(error.hint).toContain('CA file');
    expect(secure.control.log()).toEqual([]);
  });

  test('is not asked anything where its certificate is for another host', async () => {
    const tls = makeCertificate({ hosts: ['odoo.example.com'] });
    const file = join(folder, 'other-host.pem');
    writeFileSync(file, tls.cert);
    const odoo = await start(tls);
    expect(await failure(open(odoo, { caFile: file }))).toMatchObject({ code: 'odoo.certificate' });
    expect(odoo.control.log()).toEqual([]);
  });

  test('is not asked anything where its certificate has expired', async () => {
    const tls = makeCertificate({ notAfter: new Date(Date.now() - 1_000) });
    const file = join(folder, 'expired.pem');
    writeFileSync(file, tls.cert);
    const odoo = await start(tls);
    expect(await failure(open(odoo, { caFile: file }))).toMatchObject({ code: 'odoo.certificate' });
    expect(odoo.control.log()).toEqual([]);
  });
});

test.each([
  ['is not there', join(folder, 'nowhere.pem')],
  ['holds no certificate', brokenFile],
])('a CA file that %s is named in the error', async (_, file) => {
  const error = await failure(open(secure, { caFile: file }));
  expect(error).toMatchObject({ code: 'odoo.ca_file' });
  expect(error.message).toContain(file);
});

test('https where the server speaks http, and http where it speaks https', async () => {
  const plain = await startOdoo();
  servers.push(plain);
  const asHttps = await failure(open(plain, { url: plain.url.replace('http:', 'https:'), caFile }));
  expect(asHttps).toMatchObject({ code: 'odoo.not_tls' });
  const asHttp = await failure(open(secure, { url: secure.url.replace('https:', 'http:') }));
  expect(asHttp.code).toMatch(/^odoo\./);
  expect(asHttp.hint).toBeDefined();
});
