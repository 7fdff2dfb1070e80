import path from 'node:path';
import { ConnectorError } from '../../core/errors.ts';
import { checkName, type BackendInput } from '../../engine/backends/input.ts';
import type { BackendFlags } from '../commands/backend-flags.ts';
import type { CliContext, CliDefaults } from '../context.ts';

const SECRETS = ['consumerKey', 'consumerSecret', 'odooSecret'] as const;
type Secret = (typeof SECRETS)[number];

interface Field {
  readonly name: 'name' | 'storeUrl' | 'odooUrl' | 'odooDatabase' | 'odooLogin' | Secret;
  readonly flag: string;
  readonly question: string;
  /** Where the answer is found, where that is not clear. */
  readonly hint?: string;
  /** Answers what is wrong with a text, or true. A mistake is reported at once, not after the last question. */
  readonly check?: (text: string) => string | true;
}

/** What is asked, by the names that the web page has for it. */
export const FIELDS: readonly Field[] = [
  { name: 'name', flag: 'a name', question: 'Name of the backend', check: nameProblem },
  { name: 'storeUrl', flag: '--store-url', question: 'Store address' },
  { name: 'consumerKey', flag: '--consumer-key', question: 'Consumer key (ck_…)' },
  { name: 'consumerSecret', flag: '--consumer-secret', question: 'Consumer secret (cs_…)' },
  { name: 'odooUrl', flag: '--odoo-url', question: 'Odoo address', check: addressProblem },
  {
    ...{ name: 'odooDatabase', flag: '--odoo-database', question: 'Odoo database' },
    hint: 'Odoo Online: first part of the address; else shown below your name in developer mode',
  },
  { name: 'odooLogin', flag: '--odoo-login', question: "Login of the connector's user" },
  { name: 'odooSecret', flag: '--odoo-secret', question: 'API key or password' },
];

/** Completes the flags of `backend add`: from the environment, then by asking on a terminal, else with a clear error. */
export async function askForBackend(flags: BackendFlags, context: CliContext): Promise<BackendInput> {
  const defaults = await context.defaults();
  if (flags.name !== undefined) checkName(flags.name.trim());
  const given = Object.fromEntries(
    FIELDS.map(({ name }) => [name, textOf(flags[name]) ?? fromEnvironment(name, defaults)]),
  );
  const answers = await answer(
    FIELDS.filter(({ name }) => given[name] === undefined),
    context,
  );
  const value = (name: Field['name']) => (given[name] ?? answers[name] ?? '').trim();
  return {
    name: value('name'),
    storeUrl: value('storeUrl'),
    consumerKey: value('consumerKey'),
    consumerSecret: value('consumerSecret'),
    odooUrl: value('odooUrl'),
    odooDatabase: value('odooDatabase'),
    odooLogin: value('odooLogin'),
    odooSecret: value('odooSecret'),
    storeCaFile: fullPath(flags.storeCaFile),
    odooCaFile: fullPath(flags.odooCaFile),
    odooCompanyId: flags.odooCompany,
    onPersonChange: flags.onPersonChange ?? 'keep',
    environment: flags.environment ?? 'production',
    storeConcurrency: flags.concurrency ?? defaults.storeConcurrency,
    taxAmbiguous: flags.taxAmbiguous,
    taxAccount: flags.taxAccount?.trim(),
    taxPositionLimit: flags.taxPositionLimit,
    taxLimit: flags.taxLimit,
    taxPositionOrder: flags.positionOrder,
    taxChartPositions: flags.chartPositions,
    inactiveCurrency: flags.currency,
    shippingCurrency: flags.shippingCurrency,
    verifyAfterSync: flags.verify,
    takeOver: flags.takeOver,
  };
}

/** The new secrets of `backend edit`: a flag without a value takes it from the environment, or asks for it. */
export async function askForSecrets(
  flags: BackendFlags,
  context: CliContext,
): Promise<Partial<Record<Secret, string>>> {
  const defaults = await context.defaults();
  const fields = FIELDS.filter(({ name }) => isSecret(name) && flags[name] !== undefined);
  const given = Object.fromEntries(
    fields.map(({ name }) => [name, textOf(flags[name]) ?? fromEnvironment(name, defaults)]),
  );
  const answers = await answer(
    fields.filter(({ name }) => given[name] === undefined),
    context,
  );
  return Object.fromEntries(fields.map(({ name }) => [name, (given[name] ?? answers[name] ?? '').trim()]));
}

/** From another folder the same words would name another file, so the whole path is what is saved. */
export function fullPath(file: string | undefined): string | undefined {
  return file === undefined ? undefined : path.resolve(file);
}

async function answer(
  missing: readonly Field[],
  context: CliContext,
): Promise<Partial<Record<Field['name'], string>>> {
  const { terminal } = context;
  if (missing.length > 0 && !(terminal.input.isTTY && terminal.err.isTTY)) {
    throw new ConnectorError({
      code: 'cli.missing',
      message: `Missing: ${missing.map(({ flag }) => flag).join(', ')}.`,
      hint: 'Add them as options (secrets can also come from environment variables, see --help), or run the command in a terminal to be prompted.',
    });
  }
  const answers: Partial<Record<Field['name'], string>> = {};
  for (const field of missing) answers[field.name] = await ask(field, context);
  return answers;
}

async function ask(field: Field, { terminal }: CliContext): Promise<string> {
  const { input, password } = await import('@inquirer/prompts');
  const streams = { input: terminal.input, output: terminal.err };
  const validate = (text: string) =>
    text.trim() === '' ? 'Please enter a value.' : (field.check?.(text.trim()) ?? true);
  const message = field.hint === undefined ? field.question : `${field.question} (${field.hint})`;
  return isSecret(field.name)
    ? password({ message, mask: true, validate }, streams)
    : input({ message, validate }, streams);
}

function isSecret(name: Field['name']): name is Secret {
  return SECRETS.some((secret) => secret === name);
}

function textOf(flag: string | true | undefined): string | undefined {
  return flag === undefined || flag === true || flag.trim() === '' ? undefined : flag;
}

function fromEnvironment(name: Field['name'], defaults: CliDefaults): string | undefined {
  return isSecret(name) ? defaults[name] : undefined;
}

function nameProblem(name: string): string | true {
  try {
    checkName(name);
    return true;
  } catch (error) {
    return error instanceof ConnectorError ? (error.hint ?? error.message) : String(error);
  }
}

function addressProblem(address: string): string | true {
  return /^https?:\/\/./i.test(address) || 'The address must begin with https:// or http://.';
}
