import path from 'node:path';
import envPaths from 'env-paths';
import { z } from 'zod';
import { ConnectorError } from '../core/errors.ts';

const KEY_BYTES = 32;

/** Whole numbers only: `1e3`, `0x10`, `5s` and `2.5` are refused instead of read as something nobody meant. */
function wholeNumber(from: number, to: number) {
  const problem = `must be a whole number from ${from} to ${to}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, problem)
    .transform(Number)
    .pipe(z.number().min(from, problem).max(to, problem));
}

const secretKey = z.string().transform((text, context): Uint8Array => {
  // 64 hexadecimal digits would also pass as base64, of 48 bytes; the length distinguishes them.
  const bytes = /^[0-9a-fA-F]{64}$/.test(text)
    ? Buffer.from(text, 'hex')
    : /^[A-Za-z0-9+/_-]{43}=?$/.test(text)
      ? Buffer.from(text, 'base64')
      : undefined;
  if (bytes?.length === KEY_BYTES) return bytes;
  context.addIssue(`must be ${KEY_BYTES} bytes as base64 or as 64 hexadecimal digits`);
  return z.NEVER;
});

/** Checked here without a word of its value: what a parser reports of an unfit address repeats the password in it. */
const databaseUrl = z.string().refine(isPostgresAddress, {
  message: 'must be the address of a PostgreSQL database: postgresql://user:password@host:5432/database',
});

function isPostgresAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { hostname, password, pathname, protocol, username } = new URL(text);
  // A slash in a password ends the host there, and the rest of the password would be shown as the database's name.
  if (!['postgres:', 'postgresql:'].includes(protocol) || !/^\/[^/@]+$/.test(pathname)) return false;
  try {
    // A lone % in a password: the driver would stumble over it.
    [hostname, password, pathname, username].forEach(decodeURIComponent);
    return true;
  } catch {
    return false;
  }
}

/** Every setting that is read from the environment, by the name of its variable. */
const environment = z.object({
  WOO_ODOO_DATA_DIR: z
    .string()
    .transform((folder) => path.resolve(folder))
    .default(() => envPaths('woo-odoo', { suffix: '' }).data)
    .describe("Folder of the connector's database, on a local disk. Created if it does not exist."),
  DATABASE_URL: databaseUrl
    .optional()
    .describe(
      'PostgreSQL database of the connector, `postgresql://user:password@host:5432/database`. ' +
        'Lets several services and workers run at the same time; the data folder then contains only the key file.',
    ),
  WOO_ODOO_SECRET_KEY: secretKey
    .optional()
    .describe(
      'Key that encrypts the stored credentials: 32 bytes as base64 or 64 hexadecimal digits. ' +
        'If not set, a key file is created in the data folder on first use.',
    ),
  WOO_ODOO_NEW_SECRET_KEY: secretKey
    .optional()
    .describe(
      'For `key rotate`: the key that replaces the present one, in the same form. Needed where the present one is given in ' +
        '`WOO_ODOO_SECRET_KEY`; else a random one is created.',
    ),
  WOO_ODOO_TIMEOUT: wholeNumber(1, 3600)
    .default(60)
    .describe('Timeout for one response from a store or Odoo, in seconds: 1 to 3600.'),
  WOO_ODOO_STORE_CONCURRENCY: wholeNumber(1, 16)
    .default(2)
    .describe('Requests to the store at a time, for backends that are added from now on: 1 to 16.'),
  WOO_ODOO_BATCH_SIZE: wholeNumber(1, 10_000)
    .default(500)
    .describe('Records written to Odoo per call: 1 to 10000.'),
  WOO_ODOO_EMAIL_TEMPLATES: z
    .enum(['yes', 'no'], 'must be yes or no')
    .default('no')
    .describe(
      "Include the settings of each of the store's email templates: yes or no. Adds 17 requests to each sync.",
    ),
  WOO_ODOO_RUN_DAYS: wholeNumber(1, 3650)
    .default(90)
    .describe(
      'Days after which finished runs are deleted: 1 to 3650. The last run of each backend and all runs with changes in the last 90 days are kept.',
    ),
  WOO_ODOO_RUN_COUNT: wholeNumber(1, 100_000)
    .default(500)
    .describe(
      'Maximum number of finished runs kept for each backend: 1 to 100000. The same exceptions apply.',
    ),
  WOO_ODOO_APP_RUN_DAYS: wholeNumber(1, 3650)
    .default(90)
    .describe(
      'Days after which runs and their operations are deleted in the Odoo app: 1 to 3650. The newest `WOO_ODOO_APP_RUN_COUNT` runs of each backend are kept.',
    ),
  WOO_ODOO_APP_RUN_COUNT: wholeNumber(1, 10_000)
    .default(50)
    .describe('Number of runs of each backend that the Odoo app always keeps: 1 to 10000.'),
  WOO_ODOO_HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, 'must be a host name or an address')
    .default('127.0.0.1')
    .describe('For `serve` and `worker`: the address to listen on.'),
  WOO_ODOO_PORT: wholeNumber(0, 65_535)
    .default(8080)
    .describe('For `serve`: the port to listen on; 0 selects a free port.'),
  WOO_ODOO_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address that begins with https:// (or http://)' })
    .refine((text) => new URL(text).pathname === '/', 'must be an address without a path')
    .transform((text) => new URL(text).origin)
    .optional()
    .describe('For `serve`: the public URL of the web page behind a reverse proxy: `https://sync.example`.'),
  WOO_ODOO_BEHIND_PROXY: z
    .enum(['yes', 'no'], 'must be yes or no')
    .default('no')
    .describe(
      'For `serve`: trust the headers `X-Forwarded-For` and `X-Forwarded-Proto` of a reverse proxy: yes or no.',
    ),
  WOO_ODOO_OPEN_METRICS: z
    .enum(['yes', 'no'], 'must be yes or no')
    .default('no')
    .describe('For `serve`: allow access to `/metrics` without a token: yes or no.'),
  WOO_ODOO_POLL_SECONDS: wholeNumber(1, 3600)
    .default(5)
    .describe(
      'For `serve`: seconds between checks of each Odoo for requests: 1 to 3600. One small call per check.',
    ),
  WOO_ODOO_RUNS_AT_ONCE: wholeNumber(1, 50)
    .default(2)
    .describe(
      'For `serve` and `worker`: maximum number of simultaneous runs of different backends: 1 to 50.',
    ),
  WOO_ODOO_STOP_SECONDS: wholeNumber(1, 3600)
    .default(25)
    .describe('For `serve` and `worker`: seconds to wait for active runs when stopping: 1 to 3600.'),
  WOO_ODOO_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error')
    .default('info')
    .describe('For `serve` and `worker`: log level: debug, info, warn or error.'),
  WOO_ODOO_WEBHOOK_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address that begins with https:// (or http://)' })
    .optional()
    .describe(
      'For `serve`: URL that receives a signed POST when a backend starts to fail, needs review or differs from the store. Needs `WOO_ODOO_WEBHOOK_SECRET`.',
    ),
  WOO_ODOO_WEBHOOK_SECRET: z
    .string()
    .min(16, 'must have 16 characters or more')
    .optional()
    .describe('Shared secret that signs notifications: at least 16 characters.'),
  WOO_ODOO_CONSUMER_KEY: z
    .string()
    .optional()
    .describe("For `backend add` and `backend edit`: the store's REST API consumer key."),
  WOO_ODOO_CONSUMER_SECRET: z
    .string()
    .optional()
    .describe("For `backend add` and `backend edit`: the store's REST API consumer secret."),
  WOO_ODOO_ODOO_SECRET: z
    .string()
    .optional()
    .describe('For `backend add` and `backend edit`: the API key or password of the Odoo user.'),
  WOO_ODOO_ADMIN_LOGIN: z
    .string()
    .optional()
    .describe('For `odoo-app`: the login of an Odoo administrator. Used for that command, never stored.'),
  WOO_ODOO_ADMIN_SECRET: z
    .string()
    .optional()
    .describe(
      "For `odoo-app`: the administrator's API key or password. Used for that command, never stored.",
    ),
});

/** The settings of this program. Those of a backend live with the backend. */
export interface Config {
  /** Absolute path. */
  readonly dataDir: string;
  /** PostgreSQL; undefined: an embedded database in the data folder. Holds a password: never to be shown. */
  readonly databaseUrl: string | undefined;
  /** 32 bytes, or undefined when a key file in the data folder is to be used. */
  readonly secretKey: Uint8Array | undefined;
  /** For `key rotate`: the key that replaces the present one. */
  readonly newSecretKey: Uint8Array | undefined;
  readonly timeoutSeconds: number;
  readonly defaultStoreConcurrency: number;
  readonly odooBatchSize: number;
  /** Whether the settings of single e-mails are mirrored too. */
  readonly emailTemplates: boolean;
  /** How long finished runs are kept: for so many days, so many of each backend. */
  readonly runDays: number;
  readonly runCount: number;
  /** The same in the Odoo app: runs of so many days, and the newest so many of each backend whatever their age. */
  readonly appRunDays: number;
  readonly appRunCount: number;
  /** Where `serve` listens. */
  readonly host: string;
  readonly port: number;
  /** The page as people reach it, behind a proxy; undefined: as it listens. */
  readonly publicUrl: string | undefined;
  readonly behindProxy: boolean;
  readonly openMetrics: boolean;
  readonly pollSeconds: number;
  readonly runsAtOnce: number;
  readonly stopSeconds: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** Who is notified, set both or neither. The address may contain a key: never to be shown. */
  readonly webhookUrl: string | undefined;
  readonly webhookSecret: string | undefined;
  /** Credentials for `backend add`; undefined where they are given otherwise. */
  readonly consumerKey: string | undefined;
  readonly consumerSecret: string | undefined;
  readonly odooSecret: string | undefined;
  /** An administrator's credentials for `odoo-app`; undefined where they are given otherwise. Never stored. */
  readonly adminLogin: string | undefined;
  readonly adminSecret: string | undefined;
}

/**
 * Reads the settings from the environment; the only reader of `process.env` in the project. An empty variable counts
 * as absent, because compose files and shells cannot always leave one out.
 * @throws ConnectorError `config.invalid`, naming every unfit variable and what it accepts, never its value.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  checkNetwork(env);
  const given = Object.fromEntries(
    Object.keys(environment.shape).map((variable) => [variable, env[variable]?.trim() || undefined]),
  );
  const result = environment.safeParse(given);
  if (!result.success) throw invalid(result.error.issues);
  const values = result.data;
  checkWebhook(values.WOO_ODOO_WEBHOOK_URL, values.WOO_ODOO_WEBHOOK_SECRET);
  return {
    dataDir: values.WOO_ODOO_DATA_DIR,
    databaseUrl: values.DATABASE_URL,
    secretKey: values.WOO_ODOO_SECRET_KEY,
    newSecretKey: values.WOO_ODOO_NEW_SECRET_KEY,
    timeoutSeconds: values.WOO_ODOO_TIMEOUT,
    defaultStoreConcurrency: values.WOO_ODOO_STORE_CONCURRENCY,
    odooBatchSize: values.WOO_ODOO_BATCH_SIZE,
    emailTemplates: values.WOO_ODOO_EMAIL_TEMPLATES === 'yes',
    runDays: values.WOO_ODOO_RUN_DAYS,
    runCount: values.WOO_ODOO_RUN_COUNT,
    appRunDays: values.WOO_ODOO_APP_RUN_DAYS,
    appRunCount: values.WOO_ODOO_APP_RUN_COUNT,
    host: values.WOO_ODOO_HOST,
    port: values.WOO_ODOO_PORT,
    publicUrl: values.WOO_ODOO_PUBLIC_URL,
    behindProxy: values.WOO_ODOO_BEHIND_PROXY === 'yes',
    openMetrics: values.WOO_ODOO_OPEN_METRICS === 'yes',
    pollSeconds: values.WOO_ODOO_POLL_SECONDS,
    runsAtOnce: values.WOO_ODOO_RUNS_AT_ONCE,
    stopSeconds: values.WOO_ODOO_STOP_SECONDS,
    logLevel: values.WOO_ODOO_LOG_LEVEL,
    webhookUrl: values.WOO_ODOO_WEBHOOK_URL,
    webhookSecret: values.WOO_ODOO_WEBHOOK_SECRET,
    consumerKey: values.WOO_ODOO_CONSUMER_KEY,
    consumerSecret: values.WOO_ODOO_CONSUMER_SECRET,
    odooSecret: values.WOO_ODOO_ODOO_SECRET,
    adminLogin: values.WOO_ODOO_ADMIN_LOGIN,
    adminSecret: values.WOO_ODOO_ADMIN_SECRET,
  };
}

/**
 * What Node and its HTTP library read of the environment themselves. Without checks of certificates anybody on the way could read
 * the keys of both servers; and a proxy that is no address would be a fault in the middle of the first request.
 */
function checkNetwork(env: Readonly<Record<string, string | undefined>>): void {
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    throw new ConnectorError({
      code: 'config.invalid',
      message:
        'NODE_TLS_REJECT_UNAUTHORIZED=0 switches off all checks of certificates; the connector does not run with it.',
      hint: 'Unset it. For a private certificate authority give its PEM file: NODE_EXTRA_CA_CERTS, or the CA file of a backend (woo-odoo backend edit --store-ca-file, --odoo-ca-file).',
    });
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy']) {
    const value = env[name] ?? '';
    if (value === '' || (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol))) continue;
    throw new ConnectorError({
      code: 'config.invalid',
      message: `${name} must be the address of a proxy: http://proxy.example:3128.`,
      hint: 'Correct it, or unset it if this machine needs no proxy.',
    });
  }
}

/** One without the other would notify nobody, or anybody's word would be believed. */
function checkWebhook(url: string | undefined, secret: string | undefined): void {
  if ((url === undefined) === (secret === undefined)) return;
  throw new ConnectorError({
    code: 'config.invalid',
    message: 'WOO_ODOO_WEBHOOK_URL and WOO_ODOO_WEBHOOK_SECRET must be set together.',
    hint: 'Set both, or unset both.',
  });
}

function invalid(issues: readonly z.core.$ZodIssue[]): ConnectorError {
  const variables = issues.map((issue) => ({ name: String(issue.path[0]), problem: issue.message }));
  return new ConnectorError({
    code: 'config.invalid',
    message: `${variables.map(({ name, problem }) => `${name} ${problem}`).join('; ')}.`,
    hint: `Correct or unset ${variables.map(({ name }) => name).join(' and ')}.`,
  });
}

/** What the reference table shows of a default, where the value itself differs from machine to machine. */
const DEFAULT_TEXTS: Readonly<Partial<Record<keyof typeof environment.shape, string>>> = {
  WOO_ODOO_DATA_DIR: "`woo-odoo` in the user's data folder",
  DATABASE_URL: 'an embedded database in the data folder',
  WOO_ODOO_SECRET_KEY: '`secret.key` in the data folder',
  WOO_ODOO_NEW_SECRET_KEY: 'none',
  WOO_ODOO_PUBLIC_URL: 'the address it listens on',
  WOO_ODOO_WEBHOOK_URL: 'no notifications',
  WOO_ODOO_WEBHOOK_SECRET: 'none',
  WOO_ODOO_CONSUMER_KEY: 'prompted for',
  WOO_ODOO_CONSUMER_SECRET: 'prompted for',
  WOO_ODOO_ODOO_SECRET: 'prompted for',
  WOO_ODOO_ADMIN_LOGIN: 'prompted for',
  WOO_ODOO_ADMIN_SECRET: 'prompted for',
};

/** The reference of all settings as a Markdown table: variable, default, meaning. Same text on every machine. */
export function renderConfigTable(): string {
  const shape = Object.entries(environment.shape);
  const rows = shape.map(([variable, schema]) => {
    const text = DEFAULT_TEXTS[variable as keyof typeof environment.shape];
    const value = text ?? `\`${String(schema.parse(undefined))}\``;
    return `| \`${variable}\` | ${value} | ${schema.description ?? ''} |`;
  });
  return ['| variable | default | meaning |', '| --- | --- | --- |', ...rows, ''].join('\n');
}
