import { ConnectorError } from '../../core/errors.ts';
import type { CliContext } from '../context.ts';

interface Confirmation {
  /** The question, answered with no by default. */
  readonly message: string;
  /** What is thrown where nobody can be asked, if it is not the usual: what needs confirmation, and which flag skips it. */
  readonly otherwise?: { readonly code?: string; readonly message: string; readonly hint: string };
}

/** Whether somebody sits at the terminal who can be asked. */
export function canAsk({ err, input }: CliContext['terminal']): boolean {
  return input.isTTY && err.isTTY;
}

/**
 * Asks before something is changed.
 *
 * @throws ConnectorError `cli.confirm` (or the code given) where there is no terminal
 */
export async function askToConfirm(
  terminal: CliContext['terminal'],
  { message, otherwise }: Confirmation,
): Promise<boolean> {
  if (!canAsk(terminal)) {
    throw new ConnectorError({
      code: 'cli.confirm',
      message: 'This change needs confirmation. Nothing was changed.',
      hint: 'Review the change above and add --yes, or run the command in a terminal to confirm.',
      ...otherwise,
    });
  }
  const { confirm } = await import('@inquirer/prompts');
  return confirm({ message, default: false }, { input: terminal.input, output: terminal.err });
}
