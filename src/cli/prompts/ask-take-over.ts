import { ConnectorError } from '../../core/errors.ts';
import type { BackendInput } from '../../engine/backends/input.ts';
import { TAKE_OVER, TAKE_OVER_OR_NEW } from '../../engine/backends/take-over.ts';
import type { CliContext } from '../context.ts';
import { line, safe } from '../output/terminal.ts';

/**
 * Adds a backend, and asks a user where it would continue one that another installation may still serve. The database
 * is not open meanwhile. Without a terminal, or with a flag, the refusal stands: it names the flag.
 */
export async function askingToTakeOver(
  input: BackendInput,
  terminal: CliContext['terminal'],
  add: (input: BackendInput) => Promise<void>,
): Promise<void> {
  try {
    await add(input);
  } catch (error) {
    const isQuestion =
      error instanceof ConnectorError && (error.code === TAKE_OVER || error.code === TAKE_OVER_OR_NEW);
    if (!isQuestion || !(terminal.input.isTTY && terminal.err.isTTY)) throw error;
    const answer = await ask(error, terminal);
    if (answer === null) line(terminal.out, 'Nothing was changed.');
    else await add({ ...input, takeOver: answer });
  }
}

/** Null: neither, nothing is to be added. */
async function ask(
  { code, hint = '', message }: ConnectorError,
  { err, input }: CliContext['terminal'],
): Promise<boolean | null> {
  const { select } = await import('@inquirer/prompts');
  line(err, safe(message));
  line(err, safe(hint));
  const another = [{ name: 'They belong to another store: add a new backend', value: 'new' }];
  const answer = await select(
    {
      message: 'Continue the existing backend?',
      default: 'cancel',
      choices: [
        { name: 'Continue it here (--take-over)', value: 'take' },
        ...(code === TAKE_OVER_OR_NEW ? another : []),
        { name: 'Cancel', value: 'cancel' },
      ],
    },
    { input, output: err },
  );
  return answer === 'cancel' ? null : answer === 'take';
}
