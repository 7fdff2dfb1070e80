import { z } from 'zod';
import { checkAddress } from './rpc/address.ts';
import { OdooError } from './rpc/errors.ts';
import { callService } from './rpc/json-rpc.ts';
import { makeRedact } from './rpc/redact.ts';
import { createTransport } from './rpc/transport.ts';
import { readVersion } from './rpc/version.ts';
import type { OdooFound } from './port.ts';

const MAX_NAMES = 200;
const names = z.array(z.string().max(200)).max(MAX_NAMES);

/**
 * Finds out what an Odoo is, without signing in: its version and, where it lists them, its databases. Two requests.
 *
 * @throws ConnectorError `odoo.…` when there is no Odoo, or one that is too old
 */
export async function probeOdoo(
  url: string,
  options: { readonly caFile?: string | undefined; readonly timeoutMs?: number | undefined } = {},
): Promise<OdooFound> {
  const { caFile, timeoutMs = 30_000 } = options;
  const address = checkAddress(url);
  const transport = createTransport(address, { caFile, timeoutMs, maxAnswerBytes: 1024 * 1024 });
  const redact = makeRedact([]);
  const { series, version } = await readVersion(transport, redact);
  try {
    const call = { service: 'db', method: 'list', args: [], doing: 'db.list' } as const;
    const parsed = names.safeParse(await callService(transport, call, redact));
    return { url: address, series, version, databases: parsed.success ? parsed.data : null };
  } catch (error) {
    // Many servers do not list their databases (`list_db = False`).
    if (error instanceof OdooError) return { url: address, series, version, databases: null };
    throw error;
  }
}
