// npm run check: everything that can be checked in the code without running it. CI runs the same.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const recordings = join(root, '..', 'shared', 'recorded');

interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

const node = process.execPath;
const tool = (path: string, ...args: string[]) => [node, join(root, 'node_modules', path), ...args];

const steps: Step[] = [
  { name: 'format', command: tool('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.') },
  { name: 'lint', command: tool('eslint/bin/eslint.js', '--max-warnings=0', '.') },
  { name: 'types', command: tool('typescript/bin/tsc', '--noEmit', '-p', '.') },
  ...['web', 'web/tools', 'test/browser'].map((folder) => ({
    name: `types of ${folder}`,
    command: tool('typescript/bin/tsc', '--noEmit', '-p', folder),
  })),
  { name: 'dead code', command: tool('knip/bin/knip.js') },
  { name: 'generated files', command: [node, join(root, 'scripts/generate-docs.ts'), '--check'] },
  { name: 'types of the API', command: [node, join(root, 'web/tools/generate-types.ts'), '--check'] },
];

if (existsSync(recordings)) {
  const script = join(root, 'scripts/make-data.ts');
  steps.push({ name: 'data sets', command: [node, script, '--check', recordings] });
} else {
  console.error('check: no recordings folder beside the project; the data sets were NOT compared with one.');
}

let failed = 0;
for (const { name, command } of steps) {
  const [program = node, ...args] = command;
  const started = performance.now();
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'}  ${name} (${seconds} s)`);
  if (status !== 0) failed += 1;
}
console.log(failed === 0 ? 'check: all is well' : `check: ${failed} of ${steps.length} failed`);
process.exitCode = failed === 0 ? 0 : 1;
