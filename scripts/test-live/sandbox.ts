import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { connectControl, type OdooControl } from '../../sandbox/index.ts';
import { MARK_MODEL, TEST_DATABASE_MARK } from '../../test/live/target.ts';

const main = join(import.meta.dirname, '../../sandbox/main.ts');

/** What the sandbox says of a server on a line of its output. */
const storeLine = z.object({ url: z.url(), consumerKey: z.string(), consumerSecret: z.string() });
const odooLine = z.object({
  url: z.url(),
  control: z.url(),
  database: z.string(),
  login: z.string(),
  secret: z.string(),
  users: z.object({ admin: z.object({ login: z.string(), apiKey: z.string() }) }),
});

/** The stand-ins as two processes, and the variables that name them. */
export interface SandboxPair {
  readonly variables: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts a store and an Odoo of this series as processes of their own. Only with `mark` may tests write there. */
export async function startSandboxPair(options: { series: string; mark: boolean }): Promise<SandboxPair> {
  const servers: ChildProcess[] = [];
  const start = async <Line>(line: z.ZodType<Line>, ...args: string[]): Promise<Line> => {
    const child = spawn(process.execPath, [main, ...args, '--json'], { stdio: ['pipe', 'pipe', 'inherit'] });
    servers.push(child);
    for await (const text of createInterface({ input: child.stdout })) return line.parse(JSON.parse(text));
    throw new Error(`the sandbox (${args.join(' ')}) did not start`);
  };
  const stop = async () => {
    await Promise.all(
      servers.map(async (server) => {
        if (server.exitCode !== null) return;
        const ended = once(server, 'exit');
        server.kill();
        await ended;
      }),
    );
  };
  try {
    const store = await start(storeLine, 'woocommerce');
    const odoo = await start(odooLine, 'odoo', '--series', options.series);
    await addTag(odoo.control, options.mark ? TEST_DATABASE_MARK : 'Wholesale');
    const variables = {
      WOO_LIVE_STORE_URL: store.url,
      WOO_LIVE_CONSUMER_KEY: store.consumerKey,
      WOO_LIVE_CONSUMER_SECRET: store.consumerSecret,
      WOO_LIVE_ODOO_URL: odoo.url,
      WOO_LIVE_ODOO_DATABASE: odoo.database,
      WOO_LIVE_ODOO_LOGIN: odoo.login,
      WOO_LIVE_ODOO_SECRET: odoo.secret,
      WOO_LIVE_ADMIN_LOGIN: odoo.users.admin.login,
      WOO_LIVE_ADMIN_SECRET: odoo.users.admin.apiKey,
    };
    return { variables, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The sandbox has no contacts: the model of their tags comes with the first one. */
async function addTag(controlUrl: string, name: string): Promise<void> {
  const control = connectControl<OdooControl>(controlUrl);
  await control.defineModel({
    name: MARK_MODEL,
    title: 'Partner Tags',
    order: 'name, id',
    recName: 'name',
    fields: { name: { type: 'char', string: 'Tag Name', required: true } },
    unique: [],
    access: [
      ['base.group_user', 'r'],
      ['base.group_partner_manager', 'rwcu'],
    ],
  });
  await control.create(MARK_MODEL, [{ name }]);
}
