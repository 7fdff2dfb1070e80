import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** What an image of Debian brings, read from this machine; links such as `/bin` stay links. */
const SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64'];
/** What is needed to reach a registry, where it is there. */
const ETC = ['ssl', 'ca-certificates', 'resolv.conf', 'hosts', 'nsswitch.conf', 'npmrc', 'alternatives'];
/** What docker build takes over from whoever builds, or needs to reach their registry. */
const PASSED = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
];

const IS_ROOT = process.getuid?.() === 0;
/** `nobody` of this machine is the user `node` of the image, where somebody else may be started at all. */
const [UID, GID] = IS_ROOT ? [65_534, 65_534] : [0, 0];

/** Who carries the steps out, for the report of the test. */
export const BUILDER = IS_ROOT
  ? 'as the user nobody, who is called node there'
  : 'ATTENTION: as the user of this test, since only root may start programs as another user. ' +
    'The steps are the same; that files of root cannot be changed is not part of it';

export interface Call {
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly workdir?: string;
  /** Only these folders can be written to. Absent: all. */
  readonly writable?: readonly string[];
}

/**
 * The files of a container as a folder, and programs in it that see nothing else: namespaces of Linux and `chroot` stand for
 * a container engine. Programs of the system are those of this machine; Node is the one of this project.
 */
export class ImageRoot {
  readonly folder: string;
  readonly #cache: string;

  /** @param cache a folder for npm, which stages share */
  constructor(folder: string, cache: string) {
    this.folder = folder;
    this.#cache = cache;
    for (const name of ['etc', 'proc', 'dev', 'tmp', 'local-bin', 'home/node/.npm'])
      mkdirSync(join(folder, name), { recursive: true });
    for (const path of SYSTEM.filter(existsSync)) {
      if (lstatSync(path).isSymbolicLink()) symlinkSync(readlinkSync(path), join(folder, path));
      else mkdirSync(join(folder, path));
    }
    writeFileSync(join(folder, 'etc/passwd'), `node:x:${UID}:${GID}::/home/node:/bin/sh\n`);
    writeFileSync(join(folder, 'etc/group'), `node:x:${GID}:\n`);
    for (const [from, name] of this.#etc())
      if (lstatSync(from).isDirectory()) mkdirSync(join(folder, 'etc', name));
      else writeFileSync(join(folder, 'etc', name), '');
    writeFileSync(join(folder, 'local-bin/node'), '', { mode: 0o755 });
    symlinkSync(npmCli(), join(folder, 'local-bin/npm'));
    mkdirSync(join(folder, dirname(dirname(npmCli()))), { recursive: true });
    this.own();
    if (IS_ROOT) execFileSync('chown', ['-hR', `${UID}:${GID}`, cache]);
  }

  /** Gives what was copied in to the user of the image. */
  own(): void {
    if (IS_ROOT) execFileSync('chown', ['-hR', `${UID}:${GID}`, this.folder]);
  }

  /** Runs a command to its end. */
  run(call: Call): { readonly status: number | null; readonly output: string } {
    const { command, args } = this.#command(call);
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      encoding: 'utf8',
      env: ENVIRONMENT,
    });
    if (error !== undefined) throw error;
    const output = stdout + stderr;
    if (status === NOT_MOUNTED) throw new Error(`the image could not be mounted: ${output}`);
    return { status, output };
  }

  /** Starts a program as process 1, in a group of its own. */
  start(call: Call): ChildProcess {
    const { command, args } = this.#command(call);
    return spawn(command, args, { detached: true, env: ENVIRONMENT });
  }

  #command({ argv, env = {}, workdir = '/', writable }: Call): { command: string; args: string[] } {
    const npm = dirname(dirname(npmCli()));
    const mounts: [from: string, to: string][] = [
      ...SYSTEM.filter((path) => existsSync(path) && !lstatSync(path).isSymbolicLink()).map(
        (path): [string, string] => [path, path],
      ),
      ...this.#etc().map(([from, name]): [string, string] => [from, `/etc/${name}`]),
      [join(this.folder, 'local-bin'), '/usr/local/bin'],
      [process.execPath, '/usr/local/bin/node'],
      ...(npm.startsWith('/usr/') ? [] : [[npm, npm] as [string, string]]),
      ['/dev', '/dev'],
      [this.#cache, '/home/node/.npm'],
    ];
    const frozen = writable === undefined ? [] : ['/', '/usr/local/bin', '/home/node/.npm'];
    const mounting = [
      'mount --bind "$root" "$root"',
      ...mounts.map(([from, to]) => `mount --rbind ${quoted(from)} "$root"${quoted(to)}`),
      ...(writable ?? []).map((path) => `mount --bind "$root"${quoted(path)} "$root"${quoted(path)}`),
      'mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"',
      'mount -t proc proc "$root/proc"',
      ...frozen.map((path) => `mount -o remount,bind,ro "$root"${quoted(path)}`),
    ].join(' && ');
    const script = `root=$1; shift; { ${mounting}; } || exit ${NOT_MOUNTED}; exec "$@"`;
    const environment = {
      ...{ PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/home/node', USER: 'node' },
      // What is in the cache is not asked for once more.
      npm_config_prefer_offline: 'true',
      ...Object.fromEntries(PASSED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
      ...env,
    };
    return {
      command: 'unshare',
      args: [
        ...(IS_ROOT ? [] : ['--user', '--map-root-user']),
        ...['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', script, 'sh', this.folder],
        ...['chroot', ...(IS_ROOT ? ['--groups=', `--userspec=${UID}:${GID}`] : []), this.folder],
        ...['/usr/bin/env', '-i', ...Object.entries(environment).map(([name, value]) => `${name}=${value}`)],
        ...['sh', '-c', 'cd "$0" && exec "$@"', workdir, ...argv],
      ],
    };
  }

  #etc(): [from: string, name: string][] {
    return ETC.map((name): [string, string] => [realpathOf(`/etc/${name}`), name]).filter(
      ([from]) => from !== '',
    );
  }
}

/** The exit code where the folder could not be made to look like a container: nothing of the image has run. */
const NOT_MOUNTED = 125;
const ENVIRONMENT = { PATH: process.env['PATH'] };
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
const realpathOf = (path: string) => (existsSync(path) ? realpathSync(path) : '');

let cli: string | undefined;
/** The npm of this machine: the project brings a Node without one. */
function npmCli(): string {
  cli ??= realpathSync(execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim());
  return cli;
}
