import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** What docs/cli.md says to type in the folder of a clone, by someone who has no command `woo-odoo`. */
it('gives the bash of a clone the command, completed, in whatever folder', () => {
  const typed = 'eval "$(npm run -s woo-odoo -- completion bash)"';
  expect(readFileSync(join(ROOT, 'docs/cli.md'), 'utf8')).toContain(typed);
  const session = [
    ...['set -e', typed, 'cd /', 'woo-odoo --version', 'woo-odoo runs --help'],
    ...['COMP_WORDS=(woo-odoo runs show --a)', 'COMP_CWORD=3', '_woo_odoo', 'echo "${COMPREPLY[@]}"'],
  ];
  const out = execFileSync('bash', ['--norc', '--noprofile', '-c', session.join('\n')], {
    ...{ cwd: ROOT, encoding: 'utf8' },
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NO_COLOR: '1' },
  });
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(out.split('\n')[0]).toBe(version);
  // Help names what the user types now.
  expect(out).toContain('Usage: woo-odoo runs ');
  expect(out.trimEnd().split('\n').at(-1)).toBe('--all');
});
