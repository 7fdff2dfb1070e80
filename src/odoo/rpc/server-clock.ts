import { checkAddress } from './address.ts';
import { createTransport } from './transport.ts';

/**
 * How far the clock of an Odoo server is ahead of the connector, in milliseconds (negative: behind), by the Date header of a
 * request without sign-in; exact to about a second. Null where no Date came.
 *
 * @throws ConnectorError `odoo.…` when the server cannot be reached
 */
export async function odooClock(
  url: string,
  options: { readonly caFile?: string | undefined; readonly timeoutMs?: number | undefined } = {},
): Promise<number | null> {
  const { caFile, timeoutMs = 30_000 } = options;
  const transport = createTransport(checkAddress(url), { caFile, timeoutMs, maxAnswerBytes: 1024 * 1024 });
  const call = { service: 'common', method: 'version', args: [] };
  const sent = Date.now();
  const answer = await transport.send({
    path: '/jsonrpc',
    body: { jsonrpc: '2.0', method: 'call', id: 1, params: call },
  });
  const date = Date.parse(answer.date ?? '');
  return Number.isNaN(date) ? null : date - (sent + Date.now()) / 2;
}
