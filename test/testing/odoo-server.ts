import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the server below saw it. */
export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** What to answer: JSON, a text, or a fault of the connection. */
export interface Reply {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `before`: no byte is answered; `within`: the headers promise more than comes; `hang`: nothing comes. */
  readonly fault?: 'before' | 'within' | 'hang';
}

export interface AnsweringServer {
  readonly url: string;
  readonly requests: SeenRequest[];
  close(): Promise<void>;
}

/** Starts a server on a free loopback port that answers what `reply` says. */
export async function startServer(reply: (request: SeenRequest) => Reply): Promise<AnsweringServer> {
  const requests: SeenRequest[] = [];
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const request = {
        path: message.url ?? '',
        headers: message.headers,
        body: text === '' ? null : (JSON.parse(text) as unknown),
      };
      requests.push(request);
      send(response, reply(request));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise<unknown>((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, reply: Reply): void {
  const text = reply.text ?? JSON.stringify(reply.json);
  if (reply.fault === 'hang') return;
  if (reply.fault === 'before') {
    response.destroy();
    return;
  }
  const type = reply.text === undefined ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8';
  response.writeHead(reply.status ?? 200, { 'content-type': type, connection: 'close', ...reply.headers });
  if (reply.fault === 'within') {
    response.write(text.slice(0, Math.ceil(text.length / 2)));
    setImmediate(() => response.destroy());
    return;
  }
  response.end(text);
}

/** A call of a model, the same for both protocols. JSON-RPC positions have become names. */
export interface ModelCall {
  readonly model: string;
  readonly method: string;
  readonly ids: readonly number[] | undefined;
  readonly args: Readonly<Record<string, unknown>>;
  readonly context: Readonly<Record<string, unknown>>;
}

/** What a model answers: a result, an exception by its Python class, or another reply altogether. */
export type ModelReply =
  | { readonly result: unknown }
  | { readonly raise: string; readonly message: string; readonly status?: number }
  | { readonly reply: Reply };

export interface ScriptedOdoo {
  readonly version?: string;
  readonly secret?: string;
  /** A JSON-2 key; absent: JSON-2 refuses everything. */
  readonly apiKey?: string;
  readonly login?: string;
  /** Answers before everything else; undefined leaves the call to the script. */
  readonly intercept?: (request: SeenRequest) => Reply | undefined;
  /** Answers what is not sign-in; undefined leaves the call to the script. */
  readonly model?: (call: ModelCall) => ModelReply | undefined;
}

export const DATABASE_UUID = '0b7c1e52-5d0a-11f1-9c55-0242ac120002';

/** Starts a server that signs in like an Odoo and lets the test answer the rest. */
export async function startScriptedOdoo(script: ScriptedOdoo = {}): Promise<AnsweringServer> {
  return startServer((request) => script.intercept?.(request) ?? answer(script, request));
}

function answer(script: ScriptedOdoo, request: SeenRequest): Reply {
  if (request.path === '/jsonrpc') return answerJsonRpc(script, request);
  if (request.path.startsWith('/json/2/')) return answerJson2(script, request);
  return { status: 404, text: '<!doctype html><title>404 Not Found</title>' };
}

interface ServiceBody {
  readonly params: { readonly service: string; readonly method: string; readonly args: readonly unknown[] };
}

function answerJsonRpc(script: ScriptedOdoo, request: SeenRequest): Reply {
  const { service, method, args } = (request.body as ServiceBody).params;
  const version = script.version ?? '18.0';
  const done = (result: unknown): Reply => ({ json: { jsonrpc: '2.0', id: 1, result } });
  if (service === 'common' && method === 'version') {
    return done({ server_version: version, server_serie: version, protocol_version: 1 });
  }
  if (service === 'common') {
    const right = args[1] === (script.login ?? 'connector') && args[2] === (script.secret ?? 'pw');
    return done(right ? 7 : false);
  }
  const [, , , model, name, positional, named] = args as [
    unknown,
    unknown,
    unknown,
    string,
    string,
    unknown[],
    object,
  ];
  const { context, ...rest } = named as { context: Record<string, unknown> };
  const reply = answerModel(script, { model, method: name, ...byName(name, positional, rest), context });
  if ('reply' in reply) return reply.reply;
  if ('result' in reply) return done(reply.result);
  const data = { name: reply.raise, message: reply.message, debug: 'Traceback', arguments: [], context: {} };
  return { json: { jsonrpc: '2.0', id: 1, error: { code: 200, message: 'Odoo Server Error', data } } };
}

const POSITIONS: Readonly<Record<string, readonly string[]>> = {
  load: ['fields', 'data'],
  create: ['vals_list'],
};

function byName(
  method: string,
  positional: readonly unknown[],
  named: object,
): Pick<ModelCall, 'ids' | 'args'> {
  const names = POSITIONS[method];
  if (names !== undefined) {
    return { ids: undefined, args: Object.fromEntries(names.map((name, i) => [name, positional[i]])) };
  }
  const [ids, vals] = positional as [number[]?, unknown?];
  return { ids, args: { ...named, ...(vals === undefined ? {} : { vals }) } };
}

function answerJson2(script: ScriptedOdoo, request: SeenRequest): Reply {
  const [model = '', method = ''] = request.path.slice('/json/2/'.length).split('/');
  if (script.apiKey === undefined || request.headers.authorization !== `Bearer ${script.apiKey}`) {
    return { status: 401, json: { name: 'werkzeug.exceptions.Unauthorized', message: 'Invalid apikey' } };
  }
  const { ids, context, ...args } = request.body as {
    ids?: number[];
    context: Record<string, unknown>;
  };
  const reply = answerModel(script, { model, method, ids, args, context });
  if ('reply' in reply) return reply.reply;
  if ('result' in reply) return { json: reply.result };
  return { status: reply.status ?? 422, json: { name: reply.raise, message: reply.message, arguments: [] } };
}

function answerModel(script: ScriptedOdoo, call: ModelCall): ModelReply {
  const answered = script.model?.(call);
  if (answered !== undefined) return answered;
  const asked = `${call.model}.${call.method}`;
  if (asked === 'res.users.context_get') return { result: { lang: 'en_US', tz: false, uid: 7 } };
  if (asked === 'res.users.read') {
    const login = script.login ?? 'connector';
    return { result: [{ id: 7, login, company_id: [1, 'My Company'], company_ids: [1, 3] }] };
  }
  if (asked === 'res.company.read') return { result: [{ id: call.ids?.[0], name: 'Branch' }] };
  if (asked === 'iap.account.get_credits_url') {
    return { result: `http://x?dbuuid=${DATABASE_UUID}&service_name=x&account_token=none&credit=0` };
  }
  return { raise: 'odoo.exceptions.UserError', message: `Object ${call.model} doesn't exist` };
}
