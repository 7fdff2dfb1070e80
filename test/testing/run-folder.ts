import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder that all files of one run of the tests share, gone after it: for what each of them would otherwise make anew.
 * Processes that tests start find the compiled code of those before them there.
 */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-tests-'));
  process.env['TEST_RUN_FOLDER'] = folder;
  process.env['NODE_COMPILE_CACHE'] = join(folder, 'code');
  return () => {
    // A process that ends may still write the code it compiled.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
}
