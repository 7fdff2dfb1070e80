import { z } from 'zod';
import { faultError } from './errors.ts';
import { foreignAnswer, wrongShape } from './http-errors.ts';
import { describeCall } from './protocol.ts';
import type { Invocation, Protocol } from './protocol.ts';
import type { Redact } from './redact.ts';
import type { Transport } from './transport.ts';

const envelope = z.object({
  jsonrpc: z.literal('2.0'),
  // A method that returns None leaves the key out.
  result: z.unknown().optional(),
  error: z
    .object({
      message: z.string(),
      data: z
        .object({ name: z.string().min(1), message: z.string() })
        .partial()
        .optional(),
    })
    .optional(),
});

/** A call of one of Odoo's services by JSON-RPC. `doing` names it in messages. */
export interface ServiceCall {
  readonly service: 'common' | 'object' | 'db';
  readonly method: string;
  readonly args: readonly unknown[];
  readonly doing: string;
}

/**
 * Calls a service at `/jsonrpc` (Odoo 17 to 19, deprecated in 19). Exceptions of Odoo come with HTTP 200 and a code
 * that differs by series, so only `error.data.name` is judged.
 */
export async function callService(transport: Transport, call: ServiceCall, redact: Redact): Promise<unknown> {
  const { service, method, args, doing } = call;
  const answer = await transport.send({
    path: '/jsonrpc',
    body: { jsonrpc: '2.0', method: 'call', id: 1, params: { service, method, args } },
  });
  const parsed = envelope.safeParse(answer.json);
  if (!parsed.success) {
    throw answer.json === undefined || answer.status >= 300
      ? foreignAnswer(answer, redact)
      : wrongShape(answer.url, 'it is no JSON-RPC envelope.');
  }
  const { error, result } = parsed.data;
  if (error === undefined) return result ?? null;
  const { name = 'unknown', message = error.message } = error.data ?? {};
  throw faultError({ name, message }, doing, redact);
}

export interface JsonRpcAccess {
  readonly database: string;
  readonly userId: number;
  /** A password or an API key: Odoo takes either here. */
  readonly secret: string;
}

/** Calls of models by JSON-RPC: `object.execute_kw`. */
export function jsonRpcProtocol(transport: Transport, access: JsonRpcAccess, redact: Redact): Protocol {
  async function invoke(invocation: Invocation): Promise<unknown> {
    const { model, method, ids, args = {}, byPosition = false, context } = invocation;
    const positional = [...(ids === undefined ? [] : [ids]), ...(byPosition ? Object.values(args) : [])];
    const named = { ...(byPosition ? {} : args), context };
    const { database, userId, secret } = access;
    return callService(
      transport,
      {
        service: 'object',
        method: 'execute_kw',
        args: [database, userId, secret, model, method, positional, named],
        doing: describeCall(invocation),
      },
      redact,
    );
  }
  return { name: 'jsonrpc', invoke };
}
