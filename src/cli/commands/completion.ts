import { Argument, type Command } from 'commander';
import type { CliContext } from '../context.ts';
import { completionScript, SHELLS, type Shell } from '../output/completion-scripts.ts';
import { describeCommand } from '../output/command-tree.ts';

/**
 * `completion bash|zsh|fish`: a script for the shell, made from the commands and options of this version.
 *
 * @param whole makes the program with all of its commands
 */
export function addCompletionCommand(
  program: Command,
  { caller: { clone }, terminal: { out } }: Pick<CliContext, 'caller' | 'terminal'>,
  whole: () => Promise<Command>,
): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'the shell to complete commands in').choices(SHELLS))
    .addHelpText('after', HELP)
    .action(async (shell: Shell) => {
      out.write(completionScript(shell, describeCommand(await whole()), clone));
    });
}

const HELP = `
Commands, options and their values are completed. After an upgrade, make the script again.

Installed:
  bash: woo-odoo completion bash > ~/.local/share/bash-completion/completions/woo-odoo
  zsh:  woo-odoo completion zsh > "\${fpath[1]}/_woo-odoo"
  fish: woo-odoo completion fish > ~/.config/fish/completions/woo-odoo.fish

In a clone the script also defines the command woo-odoo, for every folder. For this terminal, typed in the clone's folder:
  bash: eval "$(npm run -s woo-odoo -- completion bash)"
  zsh:  eval "$(npm run -s woo-odoo -- completion zsh)"
  fish: npm run -s woo-odoo -- completion fish | source

For every terminal:
  bash: npm run -s woo-odoo -- completion bash > ~/.woo-odoo.bash; echo 'source ~/.woo-odoo.bash' >> ~/.bashrc
  zsh:  npm run -s woo-odoo -- completion zsh > ~/.woo-odoo.zsh; echo 'source ~/.woo-odoo.zsh' >> ~/.zshrc
  fish: npm run -s woo-odoo -- completion fish > ~/.config/fish/conf.d/woo-odoo.fish`;
