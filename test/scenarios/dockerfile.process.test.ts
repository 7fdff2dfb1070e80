import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ignoredBy, pairsOf, readDockerfile, wordsOf, type Instruction } from '../testing/dockerfile.ts';
import { BUILDER, ImageRoot } from '../testing/image-root.ts';
import { until } from '../testing/service-rig.ts';

const ROOT = join(import.meta.dirname, '../..');
/** A minute on an idle machine. */
const SLOW = 600_000;
const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const stages = readDockerfile(text('Dockerfile'));

/**
 * The Dockerfile without a container engine: each step of each stage in a folder of its own, as a user without rights, who sees
 * nothing of this checkout but what the steps copy; then what the image would start, on the files of the last stage alone.
 */
describe.runIf(process.platform === 'linux')('the steps of the Dockerfile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-image-'));
  const cache = join(folder, 'npm');
  const roots = new Map<string, ImageRoot>();
  let env: Record<string, string> = {};
  const last = (name: string) =>
    stages.at(-1)?.instructions.findLast((each) => each.name === name)?.rest ?? '';
  let workdir = '/';
  let image: ImageRoot;
  let service: ChildProcess | undefined;
  let built: string[] = [];
  let removed: Promise<unknown> | undefined;

  beforeAll(async () => {
    process.stderr.write(`The steps of the Dockerfile run ${BUILDER}.\n`);
    const npm = execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim();
    mkdirSync(cache);
    const kept = join(npm, '_cacache');
    if (existsSync(kept)) cpSync(kept, join(cache, '_cacache'), { recursive: true });
    for (const stage of stages) {
      image = new ImageRoot(join(folder, `stage-${stage.name}`), cache);
      roots.set(stage.name, image);
      env = {};
      workdir = '/';
      for (const each of stage.instructions) carryOut(each);
    }
    env['WOO_ODOO_PORT'] = String(await freePort());
    built = readdirSync(join(folder, 'stage-build/build'));
    // Thousands of files that are read no more, while the image is used. The folder of the cache is mounted in it.
    removed = remove(
      join(cache, '_cacache'),
      ...stages.slice(0, -1).map(({ name }) => join(folder, `stage-${name}`)),
    );
  }, SLOW);
  afterAll(async () => {
    service?.kill('SIGKILL');
    await removed;
    await remove(folder);
  }, SLOW);

  function carryOut({ name, rest }: Instruction): void {
    if (name === 'ENV') Object.assign(env, Object.fromEntries(pairsOf(rest)));
    if (name === 'VOLUME') mkdirSync(join(image.folder, rest), { recursive: true });
    if (name === 'WORKDIR') mkdirSync(join(image.folder, (workdir = rest)), { recursive: true });
    if (name === 'COPY') copy(rest.split(/\s+/u));
    if (name === 'RUN') {
      const { status, output } = image.run({ argv: ['sh', '-c', rest], env, workdir });
      if (status !== 0) throw new Error(`RUN ${rest} ended with ${status}:\n${output}`);
    }
    if (name === 'COPY' || name === 'VOLUME' || name === 'WORKDIR') image.own();
  }

  /** From the context, without what `.dockerignore` keeps out, or from an earlier stage. */
  function copy(words: readonly string[]): void {
    const [, stage] = /^--from=(.*)$/u.exec(words[0] ?? '') ?? [];
    const base = stage === undefined ? ROOT : (roots.get(stage)?.folder ?? `no stage ${stage}`);
    const target = join(image.folder, workdir, words.at(-1) ?? '');
    const isIgnored = stage === undefined ? ignoredBy(text('.dockerignore')) : () => false;
    for (const source of words.slice(stage === undefined ? 0 : 1, -1)) {
      const from = join(base, source);
      // A folder gives its contents, a file keeps its name in a folder that is named with a slash.
      const to = target.endsWith('/') && !isFolder(from) ? join(target, basename(from)) : target;
      cpSync(from, to, {
        ...{ recursive: true, verbatimSymlinks: true },
        filter: (file) => !isIgnored(file.slice(base.length + 1)),
      });
    }
  }

  const isFolder = (path: string) => statSync(path).isDirectory();
  /** As compose.yaml and docs/operations.md start it: only the volume and /tmp are written to. */
  const inImage = (...argv: string[]) => image.run({ argv, env, workdir, writable: [last('VOLUME')] });
  const health = () => inImage(...wordsOf(last('HEALTHCHECK'))).status;

  it('take nothing with them that .dockerignore keeps out', () => {
    expect(built).toEqual(expect.arrayContaining(['src', 'web', 'dist', 'package.json']));
    for (const name of ['.git', '.ci']) expect(built).not.toContain(name);
  });

  it('leave an image with the program and its libraries, and nothing to build or test it', () => {
    expect(readdirSync(join(image.folder, workdir)).sort()).toEqual([
      ...['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'node_modules', 'package.json'],
    ]);
    expect(existsSync(join(image.folder, workdir, 'dist/web/index.html'))).toBe(true);
    const libraries = readdirSync(join(image.folder, workdir, 'node_modules'));
    expect(libraries).toContain('hono');
    for (const name of ['vitest', 'typescript', 'react', 'node']) expect(libraries).not.toContain(name);
  });

  it('end in a user without rights, who may write to the volume alone', () => {
    expect(inImage('id', '-un').output.trim()).toBe(last('USER'));
    expect(inImage('touch', join(last('VOLUME'), 'probe'))).toMatchObject({ status: 0 });
    for (const file of [join(workdir, 'dist/probe'), '/probe', '/usr/local/bin/probe'])
      expect(inImage('touch', file).output).toContain('Read-only');
  });

  it(
    'start a service that the health check finds, and that ends on the signal',
    { timeout: SLOW },
    async () => {
      expect(health()).toBe(1);
      const argv = [...wordsOf(last('ENTRYPOINT')), ...wordsOf(last('CMD'))];
      service = image.start({ argv, env, workdir, writable: [last('VOLUME')] });
      let output = '';
      for (const stream of [service.stdout, service.stderr])
        stream?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
      const ended = new Promise((resolve) => service?.once('exit', resolve));
      await until(() => output.includes('The service is running.'), 'the service to run', 60_000);
      expect(health()).toBe(0);
      const page = await fetch(`http://127.0.0.1:${env['WOO_ODOO_PORT']}/`, {
        headers: { accept: 'text/html' },
      });
      expect(await page.text()).toContain('<div id="root"');
      process.kill(-(service.pid ?? 0), last('STOPSIGNAL'));
      expect(await ended, output).toBe(0);
      expect(health()).toBe(1);
      // The first user's link, the key and the database are on the volume, which a next container gets.
      expect(readdirSync(join(image.folder, last('VOLUME')))).toEqual(expect.arrayContaining(['secret.key']));
    },
  );
});

function remove(...folders: string[]): Promise<unknown> {
  return once(spawn('rm', ['-rf', ...folders], { stdio: 'inherit' }), 'exit');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
