// npm run check: everything that can be checked in the code without running it. CI runs the same.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';

const root = join(import.meta.dirname, '..');
const recordings = join(root, '..', 'shared', 'recorded');

interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

const node = process.execPath;
const tool = (path: string, ...args: string[]) => [node, join(root, 'node_modules', path), ...args];

const steps: Step[] = [
  { name: 'lint', command: tool('eslint/bin/eslint.js', '--max-warnings=0', '.') },
  { name: 'format', command: tool('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.') },
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

/** Runs one step; what it prints is kept until its end, so that the outputs of two do not mix. */
async function run({ name, command }: Step): Promise<boolean> {
  const [program = node, ...args] = command;
  const started = performance.now();
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => printed.push(part));
  const [code] = (await once(child, 'close')) as [number | null];
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(Buffer.concat(printed));
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'}  ${name} (${seconds} s)`);
  return code === 0;
}

// The longest begins first, and each takes one core.
const atOnce = pLimit(availableParallelism());
const results = await Promise.all(steps.map((step) => atOnce(() => run(step))));
const failed = results.filter((well) => !well).length;
console.log(failed === 0 ? 'check: all is well' : `check: ${failed} of ${steps.length} failed`);
process.exitCode = failed === 0 ? 0 : 1;
