import { expect, onTestFinished } from 'vitest';
import type { ConnectorError } from '../../src/core/errors.ts';
import { openOdoo } from '../../src/odoo/open.ts';
import type { OdooClient, OpenOdooOptions } from '../../src/odoo/open.ts';
import type { LoadRow } from '../../src/odoo/port.ts';
import { startScriptedOdoo } from './odoo-server.ts';
import type { ModelCall, ModelReply } from './odoo-server.ts';

/** What the models answer once the client has signed in. */
export type Answers = (call: ModelCall) => ModelReply | undefined;
export type ProtocolName = 'jsonrpc' | 'json2';

/** The secret the client signs in with: found nowhere but in what it sends. */
export const CANARY = 'canary-key-7d1f9c';

/** A client that has signed in to a scripted Odoo; `calls` counts from then on. The server ends with the test. */
export async function connect(
  model: Answers,
  options: OpenOdooOptions = {},
  protocol: ProtocolName = 'jsonrpc',
): Promise<{ odoo: OdooClient; calls: () => number }> {
  let signedIn = false;
  const server = await startScriptedOdoo({
    version: protocol === 'json2' ? '19.0' : '18.0',
    apiKey: CANARY,
    secret: CANARY,
    model: (call) => (signedIn ? model(call) : undefined),
  });
  onTestFinished(async () => server.close());
  const odoo = await openOdoo(
    { url: server.url, database: 'shop', login: 'connector', secret: CANARY },
    { sleep: async () => Promise.resolve(), timeoutMs: 2_000, ...options },
  );
  signedIn = true;
  const before = odoo.calls();
  return { odoo, calls: () => odoo.calls() - before };
}

/** The error of what must fail. */
export async function failure(promise: Promise<unknown>): Promise<ConnectorError> {
  return promise.then(
    () => expect.fail('it should have failed'),
    (error: unknown) => error as ConnectorError,
  );
}

/** Rows for `load`, with the one column `name`. */
export function rows(count: number): LoadRow[] {
  return Array.from({ length: count }, (_, i) => ({
    externalId: `__woo_sync__.r${i}`,
    values: { name: `N${i}` },
  }));
}
