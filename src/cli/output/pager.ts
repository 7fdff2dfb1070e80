import { spawn } from 'node:child_process';
import { Writable } from 'node:stream';
import type { CliContext } from '../context.ts';
import { isTerminal, setTraits, traitsOf, type OutputStream } from './terminal.ts';

/**
 * Prints something long: on a terminal that it does not fit on, through the user's pager; elsewhere, or where there is
 * none, as it is. Colours and width are those of the terminal.
 */
export async function paged(
  { caller, terminal: { out } }: Pick<CliContext, 'caller' | 'terminal'>,
  print: (out: OutputStream) => void,
): Promise<void> {
  if (!isTerminal(out) || caller.pager === null) {
    print(out);
    return;
  }
  const { stream, text } = collecting(out);
  print(stream);
  const fits = text().split('\n').length <= out.rows;
  if (fits || !(await showWith(caller.pager, text()))) out.write(text());
}

/** A stream that takes what is printed, as if it were that terminal. */
function collecting(out: OutputStream): { readonly stream: OutputStream; readonly text: () => string } {
  const chunks: string[] = [];
  const sink = new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  const stream = Object.assign(sink, {
    ...{ isTTY: true, columns: out.columns, rows: out.rows },
    getColorDepth: () => out.getColorDepth(),
  }) as unknown as OutputStream;
  setTraits(stream, traitsOf(out));
  return { stream, text: () => chunks.join('') };
}

/** False where the pager cannot be started. It is asked to keep colours, and to end by itself with what fits. */
function showWith(pager: string, text: string): Promise<boolean> {
  const [command = '', ...given] = pager.split(/\s+/u);
  const args = command === 'less' && given.length === 0 ? ['-FRX'] : given;
  // Ctrl-C is the pager's: it goes to both, and a program that ended before its pager would leave the terminal to two.
  const ignore = () => undefined;
  process.on('SIGINT', ignore);
  const child = spawn(command, args, { stdio: ['pipe', 'inherit', 'inherit'] });
  return new Promise<boolean>((resolve) => {
    // Who leaves it early has read enough.
    child.stdin.on('error', () => undefined);
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code !== 127));
    child.stdin.end(text);
  }).finally(() => process.off('SIGINT', ignore));
}
