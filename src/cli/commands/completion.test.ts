import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { inertCliContext } from '../../../test/testing/inert-cli-context.ts';
import { runCli } from '../program.ts';

async function script(shell: string, clone: string | null = null): Promise<string> {
  const { context, output } = inertCliContext();
  const called = { ...context, caller: { ...context.caller, clone } };
  expect(await runCli(['completion', shell], called)).toBe(0);
  return output();
}

describe('completion in bash', () => {
  let made: string;
  beforeAll(async () => void (made = await script('bash')));

  /** What bash offers after these words; the last one is being typed. */
  function offered(...words: string[]): string[] {
    const asked = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _woo_odoo; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const text = execFileSync('bash', ['--norc', '-c', `${made}\n${asked}`], { encoding: 'utf8' });
    return text.split('\n').filter((line) => line !== '');
  }

  it.each([
    [['woo-odoo', 'pl'], ['plan']],
    [
      ['woo-odoo', 'runs', ''],
      ['list', 'show', 'stop', 'help'],
    ],
    [['woo-odoo', 'runs', 'show', '--a'], ['--all']],
    [['woo-odoo', 'plan', '--domain', 'sh'], ['shipping']],
    [['woo-odoo', '--data-dir', '/tmp', 'ver'], ['verify']],
    [['woo-odoo', 'users', 'role', 'anna', '--pl'], ['--plain']],
    [
      ['woo-odoo', 'completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['woo-odoo', 'verify', 'taxes', '--sam'], ['--sample']],
    [['woo-odoo', 'plan', '--out', '/et'], ['/etc']],
  ])('after %j are %j', (words, found) => {
    expect(offered(...words)).toEqual(found);
  });

  it('offers every command', () => {
    expect(offered('woo-odoo', '')).toEqual(
      expect.arrayContaining(['backend', 'sync', 'doctor', 'completion']),
    );
  });
});

it('the scripts of zsh and fish name commands, options and values', async () => {
  const zsh = await script('zsh');
  expect(zsh).toMatch(/^#compdef woo-odoo\n/u);
  expect(zsh).toContain("'runs') echo 'list show stop help'");
  const fish = await script('fish');
  expect(fish).toContain(`-n '__woo_odoo_at "runs"' -a show`);
  expect(fish).toMatch(/__woo_odoo_at "plan"' -l domain -s d -x -a 'geography settings/u);
  // Apostrophes of descriptions end no text.
  for (const line of fish.split('\n').filter((each) => each.startsWith('complete')))
    expect(line.replaceAll("\\'", '').split("'").length % 2, line).toBe(1);
});

describe('in a clone', () => {
  const folder = "/home/anna/anna's clone";

  it('defines the command that it completes, whatever the folder is called', async () => {
    const made = await script('bash', folder);
    const asked = `${made}\nnode() { printf '%s\\n' "$@"; }; woo-odoo plan 'my shop'; complete -p woo-odoo`;
    expect(execFileSync('bash', ['--norc', '-c', asked], { encoding: 'utf8' }).split('\n')).toEqual([
      ...[`${folder}/scripts/bootstrap.mjs`, 'src/bin.ts', 'plan', 'my shop'],
      ...['complete -o bashdefault -F _woo_odoo woo-odoo', ''],
    ]);
  });

  it('is read by a zsh and a fish that are open', async () => {
    const zsh = await script('zsh', folder);
    expect(zsh).toContain(`woo-odoo() { node '/home/anna/anna'\\''s clone'/scripts/bootstrap.mjs`);
    // Not a file that zsh loads by its name when the command is completed: it is read as it is.
    expect(zsh).not.toContain('#compdef');
    expect(zsh).toContain('compinit');
    expect(await script('fish', folder)).toContain(
      `function woo-odoo\n    node '/home/anna/anna\\'s clone'/scripts/bootstrap.mjs src/bin.ts $argv\nend\n`,
    );
  });

  it('is no matter of an installed program', async () => {
    for (const shell of ['bash', 'zsh', 'fish']) expect(await script(shell)).not.toContain('bootstrap');
  });
});

it('help and hints name the command that the user of a clone types', async () => {
  const { context, output } = inertCliContext();
  const inClone = { ...context, caller: { ...context.caller, program: 'npm run -s woo-odoo --' } };
  expect(await runCli(['plan', '--help'], inClone)).toBe(0);
  expect(output()).toContain('Usage: npm run -s woo-odoo -- plan [options] [backend]');
  expect(await runCli(['pln'], inClone)).toBe(1);
  expect(output()).toContain('Did you mean plan?');
});

it('another shell is refused with those that there are', async () => {
  const { context, output } = inertCliContext();
  expect(await runCli(['completion', 'tcsh'], context)).toBe(1);
  expect(output()).toContain('bash, zsh, fish');
});
