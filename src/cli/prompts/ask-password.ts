import { text as readAll } from 'node:stream/consumers';
import { ConnectorError } from '../../core/errors.ts';
import { safe, type Terminal } from '../output/terminal.ts';

/**
 * A new password: typed twice on a terminal, else the first line of standard input. It is no flag: process lists show
 * those. @throws ConnectorError `cli.missing`
 */
export async function askForPassword(login: string, { input, err }: Terminal): Promise<string> {
  if (!(input.isTTY && err.isTTY)) {
    const [line = ''] = (await readAll(input)).split(/\r?\n/u);
    if (line !== '') return line;
    throw new ConnectorError({
      code: 'cli.missing',
      message: `A password for ${login} is needed.`,
      hint: 'Run this on a terminal to be asked, or send the password on standard input.',
    });
  }
  const { password } = await import('@inquirer/prompts');
  const streams = { input, output: err };
  const first = await password({ message: `Password for ${safe(login)}`, mask: true }, streams);
  await password(
    {
      message: 'The same password again',
      mask: true,
      validate: (text) => text === first || 'The passwords differ.',
    },
    streams,
  );
  return first;
}
