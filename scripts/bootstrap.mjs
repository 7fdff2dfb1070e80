// Runs a script or a tool of the project with the Node of the lock file, installing it first where needed.
//
//   node scripts/bootstrap.mjs script.ts [arguments]      a TypeScript file, run by the pinned Node
//   node scripts/bootstrap.mjs --bin tool [arguments]     a tool from node_modules/.bin
//
// Plain JavaScript without dependencies, because it is what runs on a machine that has only an old Node (20 or later)
// and no node_modules. It reinstalls when package-lock.json is not the one that was installed, and it refuses to go on
// when the Node it would start is older than the package's floor.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.installed-lock');
const windows = process.platform === 'win32';
const pinnedNode = windows ? join(modules, 'node', 'bin', 'node.exe') : join(modules, '.bin', 'node');
const floor = [24, 0];

const lockHash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

if (!isInstalled()) await alone(install);
checkNode();
await run();

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash && existsSync(pinnedNode);
}

/** Two npm ci in one folder destroy each other's work: the second start waits for the first, then looks again. */
async function alone(work) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const lock = join(tmpdir(), `woo-odoo-install-${name}`);
  for (let waited = false; !tryLock(lock); await sleep(200)) {
    if (!waited) console.error('Waiting for another process that installs the dependencies ...');
    waited = true;
  }
  const unlock = () => rmSync(lock, { force: true });
  process.once('exit', unlock);
  if (!isInstalled()) work();
  process.removeListener('exit', unlock);
  unlock();
}

function tryLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') fail(`cannot lock the installation: ${error.message}`);
    if (holderEnded(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function holderEnded(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    // Zero: the file was made this instant and its pid is still to be written.
    if (pid > 0) process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function install() {
  console.error('Installing the locked dependencies (npm ci) ...');
  rmSync(stamp, { force: true });
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows,
  });
  if (done.status !== 0) {
    fail(
      `npm ci failed (${done.error?.message ?? `exit code ${done.status}`}). Is the npm registry reachable?`,
    );
  }
  writeFileSync(stamp, lockHash);
}

function checkNode() {
  const pinned = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.node;
  const found = spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' }).stdout?.trim().replace(/^v/, '');
  if (!found) {
    rmSync(stamp, { force: true });
    fail(
      `node_modules contains no working Node: the install script of the dev dependency "node" did not run or could not ` +
        `fetch the binary. Allow install scripts (npm config get ignore-scripts must be false) and run this again.`,
    );
  }
  const [major, minor] = found.split('.').map(Number);
  if (found !== pinned || major < floor[0] || (major === floor[0] && minor < floor[1])) {
    rmSync(stamp, { force: true });
    fail(`the wrong Node would run: ${found} instead of ${pinned}. Remove node_modules and run this again.`);
  }
}

async function run() {
  const [first, ...rest] = process.argv.slice(2);
  if (first === undefined) fail('no script named; see the head of scripts/bootstrap.mjs');
  const args = first === '--bin' ? [toolPath(rest[0]), ...rest.slice(1)] : [join(root, first), ...rest];
  const child = spawn(pinnedNode, args, {
    stdio: 'inherit',
    env: { ...process.env, PATH: join(modules, '.bin') + delimiter + process.env.PATH },
  });
  // The child gets the terminal's signals itself; forwarding covers a signal sent to this process alone.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`${pinnedNode} does not start: ${error.message}`));
  // A shell answers 128 and the number of the signal for a program that a signal ended.
  const code = await new Promise((resolve) =>
    child.on('exit', (code, signal) => resolve(signal === null ? code : 128 + constants.signals[signal])),
  );
  process.exit(code);
}

function toolPath(tool) {
  if (!tool) fail('no tool named after --bin');
  if (!existsSync(join(modules, packageOf(tool)))) fail(`there is no tool ${tool} in node_modules`);
  const own = JSON.parse(readFileSync(join(modules, packageOf(tool), 'package.json'), 'utf8'));
  const bin = typeof own.bin === 'string' ? own.bin : own.bin[tool];
  return join(modules, packageOf(tool), bin);
}

function packageOf(tool) {
  return { tsc: 'typescript' }[tool] ?? tool;
}

function fail(message) {
  console.error(`bootstrap: ${message}`);
  process.exit(1);
}
