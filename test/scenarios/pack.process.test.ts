import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProcessRig, type ProcessRig } from '../testing/process-rig.ts';
import { Cli } from '../testing/cli-process.ts';
import { until } from '../testing/service-rig.ts';

const ROOT = join(import.meta.dirname, '../..');
const SLOW = 300_000;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<
    Record<string, { readonly version: string; readonly hasInstallScript?: boolean; readonly dev?: boolean }>
  >;
};

/**
 * The package as it is published, installed in an empty folder and used as its README says. Its libraries have the versions
 * of the lock file, which are in the cache of npm; what else their ranges allow is not tried.
 */
describe('the packed program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-pack-'));
  const command = join(folder, 'node_modules/.bin/woo-odoo');
  let rig: ProcessRig;
  let cli: Cli;

  beforeAll(async () => {
    rig = await startProcessRig({ app: true });
    // The project `process` has built it a moment ago; npm pack would do it once more.
    expect(manifest.scripts['prepack']).toBe('npm run build');
    const packed = npm(ROOT, 'pack', '--ignore-scripts', '--json', '--pack-destination', folder);
    const [{ filename } = { filename: '' }] = JSON.parse(packed) as { filename: string }[];
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ private: true, overrides: lockedVersions() }),
    );
    npm(folder, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--omit=dev', `./${filename}`);
    cli = new Cli(rig.cli.dataDir, { ...rig.cli.env, WOO_ODOO_POLL_SECONDS: '1' }, command);
  }, SLOW);
  afterAll(async () => {
    await rig.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('contains the program, its licenses and no sources, tests or maps', () => {
    const installed = join(folder, 'node_modules/odoo-woocommerce-connector');
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    expect(files).toEqual(
      expect.arrayContaining(['dist/launch.cjs', 'dist/bin.js', 'dist/licenses.txt', 'README.md', 'LICENSE']),
    );
    expect(files.filter((file) => /\.ts$|\.map$|^(src|test|sandbox|scripts)\//.test(file))).toEqual([]);
  });

  it('lists everything it contains and installs, each under terms that allow it', () => {
    const bill = JSON.parse(
      readFileSync(join(folder, 'node_modules/odoo-woocommerce-connector/dist/sbom.json'), 'utf8'),
    ) as {
      components: {
        name: string;
        version: string;
        licenses: { license?: { id: string }; expression?: string }[];
      }[];
    };
    const listed = bill.components.map(({ name, version }) => `${name}@${version}`);
    const installed = readdirSync(join(folder, 'node_modules'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?:^|\/node_modules\/)(?:@[^/]+\/)?[^/@.][^/]*\/package\.json$/u.test(file))
      .map((file) => JSON.parse(readFileSync(join(folder, 'node_modules', file), 'utf8')) as Manifest)
      .filter(({ name }) => name !== 'odoo-woocommerce-connector');
    expect(installed.length).toBeGreaterThan(40);
    for (const { name, version } of installed) expect(listed).toContain(`${name}@${version}`);
    expect(listed.join(' ')).toMatch(/ react@\d.* swagger-ui-dist@/u);
    expect(listed.join(' ')).not.toMatch(/ vitest@/u);
    const terms = new Set(
      bill.components.flatMap(({ licenses }) =>
        licenses.map(({ license, expression }) => license?.id ?? expression),
      ),
    );
    expect(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', '(MIT OR CC0-1.0)']).toEqual(
      expect.arrayContaining([...terms]),
    );
    // Nothing runs on a machine because it was installed there.
    expect(Object.keys(manifest.scripts).filter((name) => /^(?:pre|post)?install$/u.test(name))).toEqual([]);
    expect(
      Object.entries(packages).filter(
        ([, { hasInstallScript, dev }]) => hasInstallScript === true && dev !== true,
      ),
    ).toEqual([]);
  });

  it('pairs, plans, syncs and serves', { timeout: SLOW }, async () => {
    expect((await cli.run('--version')).out.trim()).toBe(manifest.version);
    const added = await cli.run(...rig.adding('shop'));
    expect(added, added.err).toMatchObject({ code: 0 });
    const planned = await cli.run('plan', '--json');
    expect(planned, planned.err).toMatchObject({ code: 2 });
    const synced = await cli.run('sync', '--json');
    expect(synced, synced.err).toMatchObject({ code: 0 });
    expect(JSON.parse((await cli.run('sync', '--json')).out)).toMatchObject({ status: 'nothing' });
    expect((await cli.run('odoo-app', 'build', '--odoo', '18', '--out', join(folder, 'app.zip'))).code).toBe(
      0,
    );
    const service = cli.start('serve', '--port', '0');
    try {
      await until(() => service.output().includes('The service is running.'), 'the service to start');
    } finally {
      service.child.kill('SIGTERM');
    }
    expect(await service.finished).toMatchObject({ code: 0 });
  });

  /** The user `nobody`: what a container or a unit of systemd runs it as. Only root may change users. */
  it(
    'serves page and health as another user, from folders that it may not write',
    { timeout: SLOW },
    async () => {
      const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
      const data = mkdtempSync(join(tmpdir(), 'woo-odoo-data-'));
      chmodSync(folder, 0o555);
      if (user.uid !== undefined) chownSync(data, user.uid, user.gid);
      const { PATH = '' } = process.env;
      const child = spawn(process.execPath, [command, 'serve', '--port', '0'], {
        ...user,
        cwd: '/',
        env: { PATH, WOO_ODOO_DATA_DIR: data },
      });
      let output = '';
      child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
      const ended = new Promise((resolve) => child.on('exit', (code) => resolve(code)));
      try {
        await until(() => output.includes('The service is running.'), 'the service to start');
        const url = /http:\/\/127\.0\.0\.1:\d+/u.exec(output)?.[0] ?? '';
        expect((await fetch(`${url}/healthz`)).status).toBe(200);
        const page = await fetch(url, { headers: { accept: 'text/html' } });
        expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
        const script = /src="([^"]+\.js)"/u.exec(await page.text())?.[1] ?? '';
        expect((await fetch(new URL(script, url))).status).toBe(200);
      } finally {
        child.kill('SIGTERM');
      }
      expect(await ended, output).toBe(0);
      chmodSync(folder, 0o755);
      rmSync(data, { recursive: true, force: true });
    },
  );

  it.each(['v20.20.2', 'v22.12.0'])('on Node %s names what to install in one line', (version) => {
    const preload = join(folder, `${version}.cjs`);
    writeFileSync(preload, `Object.defineProperty(process, 'version', { value: '${version}' });`);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', preload, command, 'plan'], {
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      /^error woo-odoo needs Node 24 or later, and this is [^\n]*https:\/\/nodejs\.org[^\n]*\n$/,
    );
    expect(stderr).toContain(version);
  });

  /** An installation takes what the lock file has: those are in the cache of npm on a machine that ran `npm ci`. */
  function lockedVersions(): Record<string, string> {
    const top = Object.entries(packages).flatMap(([path, { version }]) => {
      const name = path.slice('node_modules/'.length);
      return path.startsWith('node_modules/') && !name.includes('node_modules/')
        ? [[name, version] as const]
        : [];
    });
    return Object.fromEntries(top);
  }

  function npm(cwd: string, ...args: string[]): string {
    mkdirSync(cwd, { recursive: true });
    const { status, stdout, stderr } = spawnSync('npm', args, { cwd, encoding: 'utf8' });
    if (status !== 0) throw new Error(`npm ${args.join(' ')} failed: ${stderr}`);
    return stdout;
  }
});
