import type { SandboxOdoo } from './start.ts';

/** An exception as JSON-RPC brought it. */
export interface Refusal {
  readonly exception: string;
  readonly message: string;
}

/** Calls a sandbox Odoo by JSON-RPC as one of its users, for the sandbox's own tests. */
export async function callByRpc(
  odoo: SandboxOdoo,
  user: 'admin' | 'connector' | 'employee',
  call: readonly [model: string, method: string, args?: readonly unknown[], kwargs?: object],
): Promise<unknown> {
  const [model, method, args = [], kwargs = {}] = call;
  const { id, password } = odoo.users[user];
  const params = {
    service: 'object',
    method: 'execute_kw',
    args: [odoo.database, id, password, model, method, args, kwargs],
  };
  return await callService(odoo, params);
}

/** Calls any service of a sandbox Odoo; an exception comes back as a Refusal. */
export async function callService(odoo: SandboxOdoo, params: object): Promise<unknown> {
  const response = await fetch(`${odoo.url}/jsonrpc`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', method: 'call', id: 1, params }),
  });
  const answer = (await response.json()) as {
    result?: unknown;
    error?: { data: { name: string; message: string } };
  };
  if (answer.error === undefined) return answer.result;
  return { exception: answer.error.data.name, message: answer.error.data.message } satisfies Refusal;
}
