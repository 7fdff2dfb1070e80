import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it, onTestFinished } from 'vitest';

const HERE = import.meta.dirname;
const { nodeProblem } = createRequire(import.meta.url)('./node-version.cjs') as {
  readonly nodeProblem: (version: string, range: string) => string | null;
};
const manifest = JSON.parse(readFileSync(join(HERE, '../package.json'), 'utf8')) as {
  readonly engines: { readonly node: string };
};

describe('the version of Node', () => {
  it.each(['v24.0.0', 'v24.21.0', 'v26.1.0', 'v100.0.0', 'v25.0.0-nightly'])('accepts %s', (version) => {
    expect(nodeProblem(version, manifest.engines.node)).toBeNull();
  });

  it.each(['v0.12.18', 'v8.17.0', 'v12.22.12', 'v20.20.2', 'v22.12.0', 'v23.11.1'])(
    'refuses %s in one line that names what to install',
    (version) => {
      const problem = nodeProblem(version, manifest.engines.node);
      expect(problem).toContain(`needs Node 24 or later, and this is ${version}.`);
      expect(problem).toContain('https://nodejs.org');
      expect(problem).not.toContain('\n');
    },
  );

  it('looks at the minor number where the package names one', () => {
    expect(nodeProblem('v24.3.0', '>=24.3')).toBeNull();
    expect(nodeProblem('v24.2.9', '>=24.3')).toContain('needs Node 24.3 or later');
  });
});

/** A package whose program fails when it is imported, started on a floor of our choice. */
function launch(
  range: string,
  program: string,
  argument = 'status',
  env: Readonly<Record<string, string>> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-launch-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'src'));
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ type: 'module', version: '1.0.0', engines: { node: range } }),
  );
  for (const file of ['launch.cjs', 'node-version.cjs', 'heap-growth.cjs'])
    copyFileSync(join(HERE, file), join(folder, 'src', file));
  writeFileSync(join(folder, 'src/bin.ts'), program);
  return spawnSync(process.execPath, [join(folder, 'src/launch.cjs'), argument], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
}

describe('the command of the package', () => {
  it('imports nothing on a Node that is too old, and ends with one line and exit code 1', () => {
    const { status, stdout, stderr } = launch('>=99', "throw new Error('imported all the same');");
    expect(stderr).toMatch(/^error woo-odoo needs Node 99 or later, and this is v\d+\.\d+\.\d+\. [^\n]*\n$/);
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });

  it('starts the program otherwise, with its exit code', () => {
    const { status, stdout, stderr } = launch(
      manifest.engines.node,
      "console.log('started', ...process.argv.slice(2)); process.exitCode = 3;",
    );
    expect({ status, stdout, stderr }).toEqual({ status: 3, stdout: 'started status\n', stderr: '' });
  });

  it.each(['--version', '-V'])('answers %s without the program', (argument) => {
    const { status, stdout, stderr } = launch(
      manifest.engines.node,
      "throw new Error('imported all the same');",
      argument,
    );
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '1.0.0\n', stderr: '' });
  });

  it('lets the space for new objects stay small, where the person who starts it has not set it', () => {
    const program = `
      import { getHeapSpaceStatistics } from 'node:v8';
      const kept = [];
      for (let at = 0; at < 1e6; at += 1) if (at % 10 === 0) kept.push({ at }); else ({ at });
      const space = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
      console.log(space.space_size / 2 ** 20 <= 4);`;
    const range = manifest.engines.node;
    const own = { NODE_OPTIONS: '--max-semi-space-size=32' };
    expect(launch(range, program).stdout).toBe('true\n');
    expect(launch(range, program, 'status', own).stdout).toBe('false\n');
  });

  // A Node that does not parse a file reports it in twenty lines, and never gets to the check.
  it.each(['launch.cjs', 'node-version.cjs', 'heap-growth.cjs'])(
    '%s is written in what Node 12 parses',
    (file) => {
      // `import()` is the one thing beyond ES2018 that Node 12 parses.
      const text = readFileSync(join(HERE, file), 'utf8').replace('import(', 'load(');
      const old = ts.transpileModule(text, {
        compilerOptions: { target: ts.ScriptTarget.ES2018, module: ts.ModuleKind.ESNext, allowJs: true },
        fileName: file,
      });
      const plain = (source: string) =>
        ts.transpileModule(source, {
          compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, allowJs: true },
          fileName: file,
        }).outputText;
      expect(plain(old.outputText)).toBe(plain(text));
    },
  );
});
