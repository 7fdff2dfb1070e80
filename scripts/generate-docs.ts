// Writes the parts of the documentation that the code knows better: the settings and the command line's help.
// With --check it compares instead, and fails when a file is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { format, resolveConfig } from 'prettier';
import { createProgram, runCli } from '../src/cli/program.ts';
import { renderConfigTable } from '../src/config/config.ts';
import { openApiDocument } from './docs/openapi.ts';
import { readCodes, renderCodes } from './docs/error-codes.ts';
import { outputSchema } from './docs/json-schema.ts';
import { inertCliContext } from '../test/testing/inert-cli-context.ts';

/** What Node and its HTTP library read themselves. */
const NETWORK = `## Proxies and certificates

The usual variables of the network are followed for the store, for Odoo and for the webhook: \`HTTP_PROXY\`, \`HTTPS_PROXY\` and \`NO_PROXY\` (hosts
without a proxy, separated by commas). Addresses of this machine never go through a proxy. \`NODE_EXTRA_CA_CERTS\` names a PEM file of
certificates to trust, and works beside the CA file of a backend. \`NODE_TLS_REJECT_UNAUTHORIZED=0\` is refused.
`;

const docs = join(import.meta.dirname, '..', 'docs');

const printed = outputSchema(join(import.meta.dirname, '..'));

const files: Readonly<Record<string, string>> = {
  'configuration.md': await formatted(
    `# Configuration\n\nRead from the environment, once, when the program starts. Made by \`scripts/generate-docs.ts\`.\n\n${renderConfigTable()}\n${NETWORK}`,
  ),
  'cli.md': await formatted(await cliReference()),
  'troubleshooting.md': await formatted(troubleshooting()),
  'cli-output.schema.json': await formatted(JSON.stringify(printed.schema), 'json'),
  'openapi.json': await formatted(openApiDocument(), 'json'),
};

const check = process.argv.includes('--check');
const stale = Object.entries(files).filter(([name, text]) => readIfThere(join(docs, name)) !== text);
for (const [name, text] of stale) {
  if (check) console.error(`docs/${name} is stale: run "npm run docs"`);
  else writeFileSync(join(docs, name), text);
}
if (check && stale.length > 0) process.exitCode = 1;

/** As prettier wants it, or the check of the format and this one could not both be content. */
async function formatted(text: string, parser = 'markdown'): Promise<string> {
  const settings = await resolveConfig(join(docs, 'any.md'));
  return format(text, { ...settings, parser });
}

/** The page up to its marker is written by hand; the tables below it come from the source. */
function troubleshooting(): string {
  const marker = '<!-- codes -->';
  const page = readIfThere(join(docs, 'troubleshooting.md')) ?? '';
  const end = page.indexOf(marker);
  if (end === -1) throw new Error(`docs/troubleshooting.md has lost its line ${marker}`);
  const codes = readCodes(join(docs, '..'));
  const errors = codes.filter(({ code }) => code.includes('.'));
  const notes = codes.filter(({ code }) => !code.includes('.'));
  return [
    page.slice(0, end) + marker,
    `## Error codes\n\n${renderCodes(errors)}`,
    `## Notes of plans and runs\n\n${renderCodes(notes)}`,
  ].join('\n\n');
}

async function cliReference(): Promise<string> {
  const sections: string[] = [];
  const { context } = inertCliContext();
  const program = await createProgram(context, { needs: () => true, setExit: () => undefined });
  for (const command of pathsOf(program)) {
    const help = await helpOf(command);
    sections.push(`## ${['woo-odoo', ...command].join(' ')}\n\n\`\`\`text\n${help.trimEnd()}\n\`\`\`\n`);
  }
  return `# Command line\n\nMade by \`scripts/generate-docs.ts\` from the program's own help.\n\n${sections.join('\n')}\n${jsonTable()}`;
}

/** What each command prints with `--json`, by the name of its type. */
function jsonTable(): string {
  const rows = [...printed.commands].map(
    ([command, type]) =>
      `| \`${command}\` | ${type
        .split(' | ')
        .map((each) => `\`${each}\``)
        .join(' or ')} |`,
  );
  return `## JSON

\`--json\` prints the result to standard output, and warnings to standard error. Names and meanings of fields stay; new ones may be added. The types
below are described, field by field, in [cli-output.schema.json](cli-output.schema.json) (JSON Schema; its property of the command's name).

| command | prints |
| --- | --- |
${rows.join('\n')}
`;
}

/** The names that lead to a command and to all below it, in the order of its help. */
function pathsOf({ commands }: Command, path: readonly string[] = []): (readonly string[])[] {
  return [path, ...commands.flatMap((command) => pathsOf(command, [...path, command.name()]))];
}

async function helpOf(command: readonly string[]): Promise<string> {
  const { context, output } = inertCliContext();
  await runCli([...command, '--help'], context);
  return output();
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
