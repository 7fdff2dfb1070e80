import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a user is led through the set-up. */
const GUIDE = 'docs/getting-started.md';
const ROOT = join(import.meta.dirname, '../..');

/** A command of the guide, as the arguments of the program: `['backend', 'add', 'shop']`. */
export type GuideCommand = readonly string[];

/**
 * The commands of the first shell block under a heading of the guide, in their order.
 * @throws Error where the guide has no such block, or a line that is no command of the program: a user who
 * follows it would have to know more than it says.
 */
export function guideCommands(heading: string): GuideCommand[] {
  const guide = readFileSync(join(ROOT, GUIDE), 'utf8');
  const section = guide.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0];
  const block = /```sh\n([\s\S]*?)```/u.exec(section ?? '')?.[1];
  if (block === undefined) throw new Error(`the guide has no commands under "${heading}"`);
  const lines = block.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').map(toArguments);
}

/** `npm run -s woo-odoo -- x` and `npm start`, as package.json has them. */
function toArguments(line: string): GuideCommand {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const run = /^npm (?:run -s ([\w-]+) -- |(start))(.*)$/u.exec(line.replace(/\s+#.*$/u, ''));
  const [, named, start, rest = ''] = run ?? [];
  const script = scripts[named ?? start ?? ''];
  const [, fixed] = /src\/bin\.ts(.*)$/u.exec(script ?? '') ?? started(script);
  if (fixed === undefined)
    throw new Error(`the guide names a command that package.json does not have: ${line}`);
  return [...words(fixed), ...words(rest)];
}

/** What `npm start` passes to the program, once the web page is built. */
function started(script = ''): readonly (string | undefined)[] {
  if (!script.endsWith(' scripts/start.ts')) return [];
  const source = readFileSync(join(ROOT, 'scripts/start.ts'), 'utf8');
  return /\[program, '(\w+)', /u.exec(source) ?? [];
}

/** As a shell takes them apart; the guide quotes with `"` alone. */
function words(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}
