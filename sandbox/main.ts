// The stand-ins as a process of their own.
//
//   node sandbox/main.ts [both]                        a store and an Odoo 18 on free ports
//   node sandbox/main.ts woocommerce --port 8080 --language de
//   node sandbox/main.ts odoo --series 17 --database shop
//   node sandbox/main.ts odoo --series 19 --chart us   a fresh database with a country's chart: us, de
//
// Prints one JSON line per server when it listens: server, url, control, and the sandbox keys or logins. Listens on
// loopback only. Ends when its standard input closes (so that it dies with the process that started it), on SIGTERM
// and on SIGINT. The keys are fixed sandbox material.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CHARTS, startOdoo, startStore } from './index.ts';

const OPTIONS = {
  port: { type: 'string', default: '0' },
  series: { type: 'string', default: '18' },
  database: { type: 'string', default: 'sandbox' },
  chart: { type: 'string', default: 'recorded' },
  language: { type: 'string', default: 'en' },
  'strip-authorization': { type: 'boolean', default: false },
  'plain-permalinks': { type: 'boolean', default: false },
  'no-woocommerce': { type: 'boolean', default: false },
  rest: { type: 'string', default: 'on' },
  redirect: { type: 'string' },
  home: { type: 'string' },
  key: { type: 'string' },
  cert: { type: 'string' },
} as const;

interface Running {
  close(): Promise<void>;
}

async function main(running: Running[]): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const [kind = 'both'] = positionals;
  if (!['woocommerce', 'odoo', 'both'].includes(kind)) throw new Error(`unknown server: ${kind}`);
  const listen = { port: wholeNumber('port', values.port), ...tlsFrom(values.key, values.cert) };
  if (kind === 'both' && listen.port !== 0) throw new Error('--port needs one server: woocommerce or odoo');

  if (kind !== 'odoo') {
    const store = await startStore({
      ...listen,
      language: choice('language', values.language, ['en', 'de']),
      stripAuthorization: values['strip-authorization'],
      permalinks: values['plain-permalinks'] ? 'plain' : 'pretty',
      woocommerce: !values['no-woocommerce'],
      rest: choice('rest', values.rest, ['on', 'refused', 'forbidden']),
      redirectTo: values.redirect ?? null,
      home: values.home ?? null,
    });
    running.push(store);
    const { consumerKey, consumerSecret } = store.keys.readOnly;
    print({
      server: 'woocommerce',
      url: store.url,
      control: store.controlUrl,
      consumerKey,
      consumerSecret,
      keys: store.keys,
    });
  }
  if (kind !== 'woocommerce') {
    const series = choice('series', values.series, ['17', '18', '19']);
    const odoo = await startOdoo({
      ...listen,
      series: series === '17' ? 17 : series === '18' ? 18 : 19,
      database: values.database,
      chart: choice('chart', values.chart, CHARTS),
    });
    running.push(odoo);
    const { login, apiKey } = odoo.users.connector;
    print({
      server: 'odoo',
      url: odoo.url,
      control: odoo.controlUrl,
      series: odoo.series,
      database: odoo.database,
      login,
      secret: apiKey,
      users: odoo.users,
    });
  }
}

function print(line: Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify(line));
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} must be a number`);
  return Number(text);
}

function choice<Word extends string>(name: string, text: string, words: readonly Word[]): Word {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw new Error(`--${name} must be one of ${words.join(', ')}`);
  return word;
}

function tlsFrom(key: string | undefined, cert: string | undefined) {
  if (key === undefined && cert === undefined) return {};
  if (key === undefined || cert === undefined) throw new Error('--key and --cert go together');
  return { tls: { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') } };
}

// Before anything is reported: whoever reads the first line may end the process at once.
const running: Running[] = [];
const stop = () => {
  void Promise.all(running.map((server) => server.close())).then(() => process.exit(0));
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.stdin.on('end', stop);

try {
  await main(running);
  process.stdin.resume();
} catch (error) {
  console.error(`sandbox: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
