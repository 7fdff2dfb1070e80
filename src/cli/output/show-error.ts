import { ConnectorError } from '../../core/errors.ts';
import { line, paint, safe, printText, type OutputStream } from './terminal.ts';

/** Prints a failure with what to do now. A fault of the program shows its stack, for the report. */
export function showError(err: OutputStream, error: unknown): void {
  if (error instanceof ConnectorError) {
    printText(err, `${paint(err, 'red', 'error')} ${safe(error.message)} [${error.code}]`);
    if (error.hint !== undefined) printText(err, safe(error.hint), '  ');
    return;
  }
  // Ctrl-C at a prompt.
  if (error instanceof Error && error.name === 'ExitPromptError') {
    line(err, 'Cancelled; nothing was saved.');
    return;
  }
  printText(err, `${paint(err, 'red', 'internal error')} This is a bug. Please report it:`);
  // The stack alone: causes and properties of a library's error may contain what was sent. And not raw, for its first
  // lines may contain words of a server.
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  for (const text of stack.split('\n')) line(err, `  ${safe(text)}`);
}
