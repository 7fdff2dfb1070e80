import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../testing/service-rig.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What npm starts must end with npm: a supervisor signals the one process it knows. */
describe('npm start', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'woo-odoo-npm-start-'));
  afterEach(() => {
    for (const pid of processesOf(dataDir)) process.kill(pid, 'SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });

  it.skipIf(process.platform !== 'linux')(
    'ends with its service when npm is asked to stop',
    { timeout: 180_000 },
    async () => {
      const npm = spawn('npm', ['start', '--', '--port', '0'], {
        cwd: ROOT,
        env: { ...process.env, NO_COLOR: '1', WOO_ODOO_DATA_DIR: dataDir },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      for (const stream of [npm.stdout, npm.stderr])
        stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
      await until(() => output.includes('The service is running'), 'the service to run', 45_000);
      const exited = once(npm, 'exit');
      npm.kill('SIGTERM');
      const [code] = (await exited) as [number | null];
      // npm ended after its service, not before: nothing is left of it.
      expect(processesOf(dataDir)).toEqual([]);
      expect({ code, output }).toMatchObject({ code: 0 });
      expect(output).toContain('"event":"stopped"');
    },
  );
});

/** The processes that have this data folder in their environment, whatever their parents are now. */
function processesOf(dataDir: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/u.test(name));
  return pids.map(Number).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`WOO_ODOO_DATA_DIR=${dataDir}`);
    } catch {
      return false;
    }
  });
}
