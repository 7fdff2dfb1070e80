import { Argument, Option, type Command } from 'commander';
import { createToken, revokeToken } from '../../accounts/tokens.ts';
import { addUser, changeUser } from '../../accounts/users.ts';
import type { AccountServices } from '../../accounts/services.ts';
import { ROLES, type Role } from '../../core/roles.ts';
import type { AccountContext } from '../account-context.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { showTokens, showUsers } from '../output/show-accounts.ts';
import { json, printText, safe } from '../output/terminal.ts';
import { askForPassword } from '../prompts/ask-password.ts';
import type { JsonOutput } from '../json-output.ts';

/** How the audit list names who works on this machine. */
const ACTOR = 'command line';

type Context = Pick<CliContext, 'terminal'> & AccountContext;
type SetExit = (code: ExitCode) => void;

const LOGIN = 'an e-mail address or a short name';
const ROLE = new Argument(
  '<role>',
  'viewer: view data; operator: also sync and schedule; admin: also manage backends, users and tokens',
).choices(ROLES);

export function addUserCommands(program: Command, context: Context, setExit: SetExit): void {
  const { terminal } = context;
  const { out } = terminal;
  const run = worker(program, context, setExit);
  const users = program.command('users');

  users
    .command('list', { isDefault: true })
    .description('all users of page and API')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  woo-odoo users list')
    .action((flags: { json?: boolean }) =>
      run(async ({ tables }) => {
        const all = await tables.users.list();
        if (flags.json) json(out, all satisfies JsonOutput['users list']);
        else showUsers(out, all);
      }),
    );

  users
    .command('add')
    .description('add a user of the API and the web page; asks for the password')
    .argument('<login>', LOGIN)
    .addOption(
      new Option('--role <role>', 'viewer: view data; operator: also sync; admin: also manage')
        .choices(ROLES)
        .default('operator'),
    )
    .addHelpText('after', ADD_HELP)
    .action((login: string, { role }: { role: Role }) =>
      run(async (accounts) => {
        const password = await askForPassword(login, terminal);
        const user = await addUser({ login, password, role }, ACTOR, accounts);
        printText(out, `${safe(user.login)} can sign in as ${user.role}.`);
      }),
    );

  users
    .command('role')
    .description('give a user another role')
    .argument('<login>', LOGIN)
    .addArgument(ROLE)
    .addHelpText('after', '\nExample:\n  woo-odoo users role anna admin')
    .action((login: string, role: Role) =>
      run(async (accounts) => {
        const user = await changeUser(login, { role }, ACTOR, accounts);
        printText(out, `${safe(user.login)} is ${user.role} now.`);
      }),
    );

  users
    .command('password')
    .description('set a new password; ends all sessions of the user')
    .argument('<login>', LOGIN)
    .addHelpText('after', '\nExample:\n  woo-odoo users password anna')
    .action((login: string) =>
      run(async (accounts) => {
        const password = await askForPassword(login, terminal);
        await changeUser(login, { password }, ACTOR, accounts);
        printText(out, `The new password of ${safe(login)} is set.`);
      }),
    );

  for (const [name, disabled, after] of [
    ['disable', true, 'cannot sign in any more'],
    ['enable', false, 'can sign in again'],
  ] as const)
    users
      .command(name)
      .description(disabled ? 'end the right to sign in, and all sessions' : 'allow a user to sign in again')
      .argument('<login>', LOGIN)
      .addHelpText('after', `\nExample:\n  woo-odoo users ${name} anna`)
      .action((login: string) =>
        run(async (accounts) => {
          const user = await changeUser(login, { disabled }, ACTOR, accounts);
          printText(out, `${safe(user.login)} ${after}.`);
        }),
      );
}

export function addTokenCommands(program: Command, context: Context, setExit: SetExit): void {
  const { out, err } = context.terminal;
  const run = worker(program, context, setExit);
  const tokens = program.command('tokens');

  tokens
    .command('list', { isDefault: true })
    .description('all tokens of the API, without their text')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  woo-odoo tokens list')
    .action((flags: { json?: boolean }) =>
      run(async ({ tables }) => {
        const all = await tables.tokens.list();
        if (flags.json) json(out, all satisfies JsonOutput['tokens list']);
        else showTokens(out, all);
      }),
    );

  tokens
    .command('add')
    .description('create a token for a program; its text is shown only once')
    .argument('<name>', 'the program that will use it')
    .addOption(
      new Option('--scope <scope>', 'read: view data; write: also sync and schedule')
        .choices(['read', 'write'])
        .default('read'),
    )
    .addHelpText('after', '\nExample:\n  woo-odoo tokens add "nightly sync" --scope write')
    .action((name: string, { scope }: { scope: 'read' | 'write' }) =>
      run(async (accounts) => {
        const { text } = await createToken({ name, scope }, ACTOR, accounts);
        printText(err, 'Keep it: it is not shown again.');
        out.write(`${text}\n`);
      }),
    );

  tokens
    .command('revoke')
    .description('end a token')
    .argument('<token>', 'name or id')
    .addHelpText('after', '\nExample:\n  woo-odoo tokens revoke "nightly sync"')
    .action((token: string) =>
      run(async (accounts) => {
        const { name } = await revokeToken(token, ACTOR, accounts);
        printText(out, `The token ${safe(name)} does not work any more.`);
      }),
    );
}

/** Runs a command with the accounts, and closes them whatever happens. */
function worker(program: Command, context: Context, setExit: SetExit) {
  return async (work: (accounts: AccountServices) => Promise<void>): Promise<void> => {
    const opened = await context.openAccounts({ dataDir: program.opts<{ dataDir?: string }>().dataDir });
    try {
      await work(opened.accounts);
      setExit(EXIT.ok);
    } finally {
      await opened.close();
    }
  };
}

const ADD_HELP = `
The password is asked for, or read from standard input. 12 characters or more.

Examples:
  woo-odoo users add anna --role admin
  woo-odoo users add reports --role viewer < password.txt`;
