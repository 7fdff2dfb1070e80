import { z } from 'zod';
import { OdooError } from './errors.ts';
import { excerpt, foreignAnswer } from './http-errors.ts';
import { callService } from './json-rpc.ts';
import type { Redact } from './redact.ts';
import type { Transport } from './transport.ts';

/** The oldest series whose API was measured. */
const OLDEST_SERIES = 17;

/** The first series that speaks JSON-2. */
export const FIRST_JSON2_SERIES = 19;

export interface OdooVersion {
  /** 18 for `18.0` and for `saas~18.2`. */
  readonly series: number;
  /** As the server reports it. */
  readonly version: string;
}

const versionText = z.string().max(100);
const serviceVersion = z.object({ server_version: versionText });
const routeVersion = z.object({ version: versionText });

/** Reads `18.0`, `18.0+e`, `18.0-20260101`, `saas~18.2`, `saas-18.2`; null for anything else. */
export function parseSeries(version: string): number | null {
  const match = /^(?:saas[~-])?(\d{1,3})\.\d/.exec(version);
  return match?.[1] === undefined ? null : Number(match[1]);
}

/**
 * Asks a server for its version without signing in. `common.version` by JSON-RPC answers on 17, 18 and 19 alike;
 * `GET /json/version` exists from 19 on and is asked second, for later series that drop JSON-RPC.
 * Throws `odoo.not_odoo` and `odoo.too_old`.
 */
export async function readVersion(transport: Transport, redact: Redact): Promise<OdooVersion> {
  const version = (await versionByService(transport, redact)) ?? (await versionByRoute(transport, redact));
  const series = parseSeries(version);
  if (series === null) throw notOdoo(transport.address, `its version is ${JSON.stringify(redact(version))}`);
  if (series < OLDEST_SERIES) {
    throw new OdooError({
      code: 'odoo.too_old',
      message: `The Odoo at ${transport.address} is series ${redact(version)}; the connector needs ${OLDEST_SERIES}.0 or later.`,
      hint: 'Upgrade that Odoo, or choose another one.',
    });
  }
  return { series, version };
}

/** A page or foreign JSON may still be a later Odoo without `/jsonrpc`; every other failure is final. */
const FOREIGN: ReadonlySet<string> = new Set(['odoo.not_found', 'odoo.not_json', 'odoo.bad_answer']);

async function versionByService(transport: Transport, redact: Redact): Promise<string | null> {
  try {
    const call = { service: 'common', method: 'version', args: [], doing: 'common.version' } as const;
    const parsed = serviceVersion.safeParse(await callService(transport, call, redact));
    return parsed.success ? parsed.data.server_version : null;
  } catch (error) {
    if (error instanceof OdooError && FOREIGN.has(error.code)) return null;
    throw error;
  }
}

async function versionByRoute(transport: Transport, redact: Redact): Promise<string> {
  const answer = await transport.send({ path: '/json/version' });
  const parsed = routeVersion.safeParse(answer.json);
  if (parsed.success) return parsed.data.version;
  if (answer.status >= 500 || (answer.status >= 300 && answer.status < 400))
    throw foreignAnswer(answer, redact);
  throw notOdoo(transport.address, `${answer.url} answered ${answer.status}: ${excerpt(answer, redact)}`);
}

function notOdoo(address: string, seen: string): OdooError {
  return new OdooError({
    code: 'odoo.not_odoo',
    message: `There is no Odoo at ${address}: ${seen}`,
    hint: 'Give the address of the Odoo server itself, without /web or /odoo behind it.',
  });
}
