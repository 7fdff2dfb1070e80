import type { Fault as SandboxFault } from '../../sandbox/index.ts';
import { ODOO_USERS, STORE_KEYS } from '../../sandbox/index.ts';
import type { Side } from './faults.ts';
import { CANARIES } from './shops.ts';

type Action = SandboxFault['action'];
type Named = readonly [what: string, action: Action];

const { consumerKey, consumerSecret } = STORE_KEYS.readOnly;
const basic = Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64');

/** A page that shows the request that failed, secrets and all, as debugging pages of frameworks do. */
const ECHO: Readonly<Record<Side, string>> = {
  store: `<html><h1>Fatal error</h1><p>GET /?consumer_key=${consumerKey}&consumer_secret=${consumerSecret} Authorization: Basic ${basic}</p></html>`,
  odoo: `<html><h1>Debugger</h1><p>login connector, password ${ODOO_USERS.connector.apiKey}</p></html>`,
};

const status = (code: number, body?: Extract<Action, { kind: 'status' }>['body']): Action => ({
  ...{ kind: 'status', status: code },
  ...(body !== undefined && { body }),
});
const busy = (code: number, retryAfter: string): Action => ({
  ...{ kind: 'status', status: code, headers: { 'Retry-After': retryAfter }, body: 'busy' },
});

const common = (side: Side): Named[] => [
  ['lost answer', { kind: 'lostAnswer' }],
  ['cut', { kind: 'cut' }],
  ['delay', { kind: 'delay', ms: 15 }],
  ['401 page', status(401, ECHO[side])],
  ['403 page', status(403, '<html>Forbidden</html>')],
  ['404 page', status(404, '<html>Not found</html>')],
  ['429', busy(429, '1')],
  ['429 for an hour', busy(429, '3600')],
  ['500 with secrets', status(500, ECHO[side])],
  ['502', status(502, '<html>Bad gateway</html>')],
  ['503', busy(503, '1')],
  ['504', status(504, '<html>Gateway time-out</html>')],
  ['HTML', { kind: 'html' }],
  ['truncated JSON', { kind: 'truncate' }],
  ['empty answer', { kind: 'truncate', bytes: 0 }],
];

const wordPress = (code: string, statusCode: number): Action =>
  status(statusCode, { code, message: 'Sorry.', data: { status: statusCode } });
const exception = (name: string): Action =>
  status(200, {
    ...{ jsonrpc: '2.0', id: 1 },
    error: {
      ...{ code: 200, message: 'Odoo Server Error' },
      data: { name, message: 'Sorry.', debug: 'Traceback', arguments: [], context: {} },
    },
  });

/** What each server may answer instead of what it should, by name. */
export const SERVER_FAULTS: Readonly<Record<Side, readonly [Named, ...Named[]]>> = {
  store: [
    ['lost answer', { kind: 'lostAnswer' }],
    ...common('store'),
    ['PHP noise', { kind: 'noise' }],
    ['PHP noise with secrets', { kind: 'noise', text: ECHO.store }],
    ['401', wordPress('woocommerce_rest_cannot_view', 401)],
    ['403', wordPress('woocommerce_rest_cannot_view', 403)],
    ['404', wordPress('rest_no_route', 404)],
  ],
  odoo: [
    // The more likely, the more there is to go wrong: writes.
    ['lost answer', { kind: 'lostAnswer' }],
    ['lost answer', { kind: 'lostAnswer' }],
    ['lost answer', { kind: 'lostAnswer' }],
    ...common('odoo'),
    ['noise', { kind: 'noise' }],
    ['no access', exception('odoo.exceptions.AccessError')],
    ['access denied', exception('odoo.exceptions.AccessDenied')],
    ['serialization failure', exception('psycopg2.errors.SerializationFailure')],
    ['internal error', exception('builtins.KeyError')],
  ],
};

const [ofSettings, ofGateways] = CANARIES;

/** Pages of the store that show a password among its settings or gateways, where those are asked for. */
export const SECRET_PAGES: readonly [Page, ...Page[]] = [
  { what: '500 with a password', path: '/settings/tax', action: status(500, `<html>${ofSettings}</html>`) },
  { what: 'noise with a password', path: '/settings/tax', action: { kind: 'noise', text: ofSettings } },
  { what: '403 with a password', path: '/payment_gateways', action: wordPress(ofGateways, 403) },
  { what: 'noise with a password', path: '/payment_gateways', action: { kind: 'noise', text: ofGateways } },
];

interface Page {
  readonly what: string;
  readonly path: string;
  readonly action: Action;
}
