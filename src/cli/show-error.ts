import { ConnectorError } from '../core/errors.ts';
import { line, paint, safe, type OutputStream } from './terminal.ts';

/** Prints a failure with what to do now. A fault of the program shows its stack, for the report. */
export function showError(err: OutputStream, error: unknown): void {
  if (error instanceof ConnectorError) {
    line(err, `${paint(err, 'red', 'error')} ${safe(error.message)} [${error.code}]`);
    if (error.hint !== undefined) line(err, `  ${safe(error.hint)}`);
    return;
  }
  // Ctrl-C at a prompt.
  if (error instanceof Error && error.name === 'ExitPromptError') {
    line(err, 'Cancelled; nothing was saved.');
    return;
  }
  line(err, `${paint(err, 'red', 'internal error')} This is a fault of the program; please report it:`);
  line(err, error instanceof Error ? (error.stack ?? error.message) : String(error));
}
