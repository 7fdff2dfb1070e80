import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProcessRig, type ProcessRig } from '../testing/process-rig.ts';
import { until } from '../testing/service-rig.ts';

const PROGRAM = join(import.meta.dirname, '../../dist/launch.cjs');
const SLOW = 120_000;

/**
 * What a container engine does, without one: namespaces of Linux (`unshare`) give the service the process number 1, a host name
 * and process numbers of its own, on a data folder that outlives them.
 */
describe.runIf(process.platform === 'linux')('the service as process 1 of a container', () => {
  let rig: ProcessRig;
  const started: ChildProcess[] = [];

  beforeAll(async () => {
    rig = await startProcessRig();
    expect(await rig.add('shop')).toMatchObject({ code: 0 });
  }, SLOW);
  afterAll(async () => {
    for (const child of started) child.kill('SIGKILL');
    await rig.close();
  });

  it('ends its work on SIGTERM', { timeout: SLOW }, async () => {
    const container = startContainer('one', 'serve', '--port', '0');
    await until(() => container.output().includes('The service is running.'), 'the service to start');
    expect(container.output()).toContain('process 1 of one');
    container.signal('SIGTERM');
    expect(await container.ended).toBe(0);
    expect(container.output()).toContain('Stopping after the current batches.');
  });

  it(
    'starts and syncs after a kill in another container with the same folder',
    { timeout: SLOW },
    async () => {
      const killed = startContainer('two', 'serve', '--port', '0');
      await until(() => killed.output().includes('The service is running.'), 'the service to start');
      rig.woo.control.reset();
      const run = startContainer('three', 'sync', 'shop');
      await rig.woo.control.reached(3);
      for (const container of [killed, run]) container.signal('SIGKILL');
      await Promise.all([killed.ended, run.ended]);

      const next = startContainer('four', 'serve', '--port', '0');
      await until(() => next.output().includes('The service is running.'), 'the next service to start');
      const synced = startContainer('five', 'sync', 'shop');
      expect(await synced.ended, synced.output()).toBe(0);
      next.signal('SIGTERM');
      expect(await next.ended).toBe(0);
    },
  );

  /** The program in namespaces of its own; a signal reaches the program itself. */
  function startContainer(host: string, ...args: string[]) {
    const ownUser = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
    const command = `hostname ${host}; echo "process $$ of $(hostname)" >&2; exec "$@"`;
    const child = spawn(
      'unshare',
      [
        ...[
          ...ownUser,
          '--pid',
          '--fork',
          '--mount-proc',
          '--uts',
          '--kill-child',
          'sh',
          '-c',
          command,
          'sh',
        ],
        ...[process.execPath, PROGRAM, ...args],
      ],
      { env: { ...environment(), WOO_ODOO_DATA_DIR: rig.cli.dataDir }, detached: true },
    );
    started.push(child);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    return {
      output: () => output,
      ended: new Promise<number | null>((resolve, reject) => {
        child.on('error', reject);
        child.on('exit', (code) => resolve(code));
      }),
      signal: (name: NodeJS.Signals) => process.kill(-(child.pid ?? 0), name),
    };
  }

  function environment(): Record<string, string> {
    const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env;
    return { PATH, NODE_COMPILE_CACHE, NO_COLOR: '1', ...rig.cli.env };
  }
});
