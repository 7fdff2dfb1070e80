import { parseArgs } from 'node:util';
import { CHARTS } from '../odoo/accounting/country-charts.ts';
import type { ChartName } from '../odoo/accounting/country-charts.ts';
import type { Series } from '../odoo/model.ts';
import { FAULT_KINDS, type FaultKind } from './faults.ts';
import { STORE_KINDS, type StoreKind } from './stores.ts';

/** What the user asked the sandbox for. */
export interface SandboxOptions {
  readonly server: 'woocommerce' | 'odoo' | 'both';
  /** Of the first server; the second takes the next one. 0: free ports. */
  readonly port: number;
  readonly series: Series;
  readonly database: string;
  readonly chart: ChartName | undefined;
  readonly store: StoreKind;
  readonly faults: readonly FaultKind[];
  /** The folder that keeps what the servers contain; undefined: only in memory. */
  readonly state: string | undefined;
  /** A line of JSON per server, for programs; it ends with its standard input. */
  readonly json: boolean;
  /** The names of the options that were written on the command line: `series`. */
  readonly given: readonly string[];
  readonly help: boolean;
  readonly tls: { readonly key: string; readonly cert: string } | undefined;
  readonly behaviour: {
    readonly language: 'en' | 'de' | undefined;
    readonly stripAuthorization: boolean;
    readonly permalinks: 'pretty' | 'plain';
    readonly woocommerce: boolean;
    readonly rest: 'on' | 'refused' | 'forbidden';
    readonly redirectTo: string | null;
    readonly home: string | null;
  };
}

const FLAGS = {
  port: { type: 'string', default: '0' },
  series: { type: 'string', default: '18' },
  database: { type: 'string', default: 'sandbox' },
  chart: { type: 'string' },
  store: { type: 'string', default: 'international' },
  faults: { type: 'string' },
  state: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  language: { type: 'string' },
  'strip-authorization': { type: 'boolean', default: false },
  'plain-permalinks': { type: 'boolean', default: false },
  'no-woocommerce': { type: 'boolean', default: false },
  rest: { type: 'string', default: 'on' },
  redirect: { type: 'string' },
  home: { type: 'string' },
  key: { type: 'string' },
  cert: { type: 'string' },
} as const;

/** @throws Error with a sentence for the user, where an argument is not known or does not fit. */
export function readOptions(args: readonly string[]): SandboxOptions {
  const { tokens, values, positionals } = parseArgs({
    ...{ options: FLAGS, tokens: true },
    allowPositionals: true,
    args: withFaults(args),
  });
  const [server = 'both', ...rest] = positionals;
  if (rest.length > 0) throw new Error(`one server, or none for both, is expected; not: ${rest.join(' ')}`);
  const { cert, key } = values;
  if ((key === undefined) !== (cert === undefined)) throw new Error('--key and --cert go together');
  return {
    server: choice('server', server, ['woocommerce', 'odoo', 'both']),
    port: port(values.port),
    series: SERIES[choice('--series', values.series, ['17', '18', '19'])],
    database: values.database,
    chart: values.chart === undefined ? undefined : choice('--chart', values.chart, CHARTS),
    store: choice('--store', values.store, STORE_KINDS),
    faults: faultsOf(values.faults),
    given: tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : [])),
    ...{ state: values.state, json: values.json, help: values.help },
    tls: key === undefined || cert === undefined ? undefined : { key, cert },
    behaviour: {
      language: values.language === undefined ? undefined : choice('--language', values.language, LANGUAGES),
      stripAuthorization: values['strip-authorization'],
      permalinks: values['plain-permalinks'] ? 'plain' : 'pretty',
      woocommerce: !values['no-woocommerce'],
      rest: choice('--rest', values.rest, ['on', 'refused', 'forbidden']),
      redirectTo: values.redirect ?? null,
      home: values.home ?? null,
    },
  };
}

/** `--faults` alone is all of them; `--faults slow,cut` is that list. */
function withFaults(args: readonly string[]): string[] {
  const at = args.indexOf('--faults');
  if (at === -1) return [...args];
  const next = args[at + 1] ?? '';
  const isList = next.split(',').every((kind) => (FAULT_KINDS as readonly string[]).includes(kind));
  return [...args.slice(0, at), `--faults=${isList ? next : 'all'}`, ...args.slice(isList ? at + 2 : at + 1)];
}

const LANGUAGES = ['en', 'de'] as const;
const SERIES = { 17: 17, 18: 18, 19: 19 } as const;

function faultsOf(text: string | undefined): readonly FaultKind[] {
  if (text === undefined) return [];
  if (text === 'all') return FAULT_KINDS;
  return text.split(',').map((kind) => choice('--faults', kind, FAULT_KINDS));
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number > 65_535) throw new Error('--port must be a port from 0 to 65535');
  return number;
}

function choice<Word extends string>(name: string, text: string, words: readonly Word[]): Word {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw new Error(`${name} must be one of ${words.join(', ')}; not: ${text}`);
  return word;
}

export const HELP = `A stand-in WooCommerce store and a stand-in Odoo, to try the connector without servers of your own.

  npm run sandbox                                a store and an Odoo 18; prints addresses, keys and logins
  npm run sandbox -- --series 19 --store german
  npm run sandbox -- --state ./my-sandbox        the same addresses and contents the next time
  npm run sandbox -- --faults                    a bad connection: what fails is answered again

  [server]            woocommerce, odoo, or both (the default)
  --series <number>   Odoo 17, 18 or 19 (18)
  --store <kind>      international: 250 countries, 59 tax rates, 7 shipping zones (the default)
                      german: in Berlin, in euros, prices with tax; Odoo has the German chart of accounts
                      many-rates: 10,000 tax rates of ZIP codes besides
                      old: WooCommerce 7.0 on a host that takes sign-in headers away
  --faults [kinds]    every so often a request fails; all kinds, or of these, separated by commas:
                      slow, busy, cut, lost, page
  --state <folder>    keep everything in this folder: contents, addresses and the choices above
  --port <number>     of the store; Odoo takes the next one (default: free ports)
  --database <name>   name of the Odoo database (sandbox)
  --chart <name>      chart of accounts of Odoo: ${CHARTS.join(', ')}
  --json              a line of JSON per server instead, for programs; ends when its standard input ends

  For hosts with their own ideas: --language de, --strip-authorization, --plain-permalinks, --no-woocommerce,
  --rest refused|forbidden, --redirect <address>, --home <address>, --key <file> --cert <file> (https)

It listens on this machine alone. Its keys and passwords are fixed, public, and worth nothing anywhere else.`;
