import { input, password } from '@inquirer/prompts';
import { ConnectorError } from '../core/errors.ts';
import type { BackendInput } from '../engine/backends.ts';
import type { BackendFlags } from './backend-commands.ts';
import type { CliContext } from './context.ts';

interface Field {
  readonly name:
    | 'name'
    | 'storeUrl'
    | 'consumerKey'
    | 'consumerSecret'
    | 'odooUrl'
    | 'odooDatabase'
    | 'odooLogin'
    | 'odooSecret';
  readonly flag: string;
  readonly question: string;
  readonly secret?: boolean;
}

const FIELDS: readonly Field[] = [
  { name: 'name', flag: 'a name', question: 'A name for this pair' },
  { name: 'storeUrl', flag: '--store-url', question: "The store's address" },
  { name: 'consumerKey', flag: '--consumer-key', question: 'REST API consumer key (ck_…)' },
  {
    name: 'consumerSecret',
    flag: '--consumer-secret',
    question: 'REST API consumer secret (cs_…)',
    secret: true,
  },
  { name: 'odooUrl', flag: '--odoo-url', question: "Odoo's address" },
  { name: 'odooDatabase', flag: '--odoo-database', question: 'Odoo database' },
  { name: 'odooLogin', flag: '--odoo-login', question: 'Odoo user (login)' },
  { name: 'odooSecret', flag: '--odoo-secret', question: "That user's API key (or password)", secret: true },
];

/** Completes the flags of `backend add`: from the environment, then by asking on a terminal, else with a clear error. */
export async function askForBackend(flags: BackendFlags, context: CliContext): Promise<BackendInput> {
  const { defaults, terminal } = context;
  const given: Partial<Record<Field['name'], string | undefined>> = {
    ...defaults,
    ...Object.fromEntries(
      FIELDS.flatMap(({ name }) => (flags[name] === undefined ? [] : [[name, flags[name]]])),
    ),
  };
  const missing = FIELDS.filter(({ name }) => (given[name] ?? '') === '');
  if (missing.length > 0 && !(terminal.input.isTTY && terminal.err.isTTY)) {
    throw new ConnectorError({
      code: 'cli.missing',
      message: `Missing: ${missing.map(({ flag }) => flag).join(', ')}.`,
      hint: 'Give them as flags (secrets may come from the environment, see --help), or run this on a terminal to be asked.',
    });
  }
  for (const field of missing) given[field.name] = await ask(field, context);
  const value = (name: Field['name']) => (given[name] ?? '').trim();
  return {
    name: value('name'),
    storeUrl: value('storeUrl'),
    consumerKey: value('consumerKey'),
    consumerSecret: value('consumerSecret'),
    odooUrl: value('odooUrl'),
    odooDatabase: value('odooDatabase'),
    odooLogin: value('odooLogin'),
    odooSecret: value('odooSecret'),
    storeCaFile: flags.storeCaFile,
    odooCaFile: flags.odooCaFile,
    odooCompanyId: flags.odooCompany,
    onPersonChange: flags.onPersonChange ?? 'keep',
    storeConcurrency: flags.concurrency ?? defaults.storeConcurrency,
  };
}

async function ask(field: Field, { terminal }: CliContext): Promise<string> {
  const streams = { input: terminal.input, output: terminal.err };
  const validate = (text: string) => text.trim() !== '' || 'Please type something.';
  return field.secret
    ? password({ message: field.question, mask: true, validate }, streams)
    : input({ message: field.question, validate }, streams);
}
