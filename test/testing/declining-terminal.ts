import { PassThrough } from 'node:stream';
import type { Terminal } from '../../src/cli/output/terminal.ts';

/** A terminal at which somebody answers no as soon as a question is asked. */
export function decliningTerminal(): { readonly terminal: Terminal; readonly text: () => string } {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  let text = '';
  let isAnswered = false;
  const stream = () => {
    const traits = { isTTY: true, columns: 120, rows: 40 };
    // As those of the process, it is not ended with the question.
    const sink: PassThrough = Object.assign(new PassThrough(), traits, { end: () => sink });
    return sink.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      // The question is printed again with the answer in it, and takes keys once it is printed.
      if (isAnswered || !text.includes('(y/N)')) return;
      isAnswered = true;
      setImmediate(() => input.write('n\r'));
    });
  };
  const terminal = { out: stream(), err: stream(), input } as unknown as Terminal;
  return { terminal, text: () => text };
}
