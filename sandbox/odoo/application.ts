import { htmlAnswer, jsonAnswer } from '../http/exchange.ts';
import type { SandboxAnswer, SandboxRequest } from '../http/exchange.ts';
import type { RequestTraits } from '../http/request-log.ts';
import { isJsonObject, parseJson } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { OdooException } from './faults-of-odoo.ts';
import { answerJson2, json2Target, json2Version } from './json2.ts';
import { callService, describeCall, versionInfo } from './json-rpc.ts';
import type { OdooServer } from './server.ts';

const CLOSING = { Connection: 'close' };

/** Answers requests as an Odoo server does: JSON-RPC on every series, JSON-2 from 19 on. */
export class OdooApplication {
  readonly #server: OdooServer;

  constructor(server: OdooServer) {
    this.#server = server;
  }

  traits(request: SandboxRequest): RequestTraits {
    const basic = { method: request.method, path: request.path, query: request.query };
    const target = json2Target(request.path);
    const body = parseJson(request.body);
    if (target !== null) {
      const { context, ...args } = isJsonObject(body) ? body : {};
      const with_ = isJsonObject(context) ? { context } : {};
      return { ...basic, model: target.model, call: target.method, args, ...with_ };
    }
    if (request.path !== '/jsonrpc' || !isJsonObject(body) || !isJsonObject(body['params'])) return basic;
    return { ...basic, ...describeCall(body['params']) };
  }

  handle(request: SandboxRequest): { answer: SandboxAnswer; changes: number } {
    const { answer, changes } = this.#route(request);
    // Recorded: Odoo closes the connection after every answer.
    return { answer: { ...answer, headers: { ...answer.headers, ...CLOSING } }, changes };
  }

  #route(request: SandboxRequest): { answer: SandboxAnswer; changes: number } {
    const target = json2Target(request.path);
    const json2 = this.#server.series >= 19;
    if (request.path === '/jsonrpc' || request.path === '/web/webclient/version_info')
      return this.#rpc(request);
    if (json2 && request.path === '/json/version') return { answer: json2Version(this.#server), changes: 0 };
    if (json2 && target !== null && request.method === 'POST')
      return answerJson2(this.#server, request, target);
    return { answer: htmlAnswer(404, '404 Not Found', 'The requested URL was not found.'), changes: 0 };
  }

  #rpc(request: SandboxRequest): { answer: SandboxAnswer; changes: number } {
    const type = request.headers['content-type'] ?? '';
    if (request.method !== 'POST' || !type.startsWith('application/json')) {
      const page = htmlAnswer(400, '400 Bad Request', 'This address takes JSON only.');
      return { answer: page, changes: 0 };
    }
    const body = parseJson(request.body);
    if (!isJsonObject(body)) {
      const headers = { 'Content-Type': 'text/html; charset=utf-8' };
      return { answer: { status: 400, headers, body: 'Invalid JSON data' }, changes: 0 };
    }
    const id = body['id'] ?? null;
    try {
      const { result, changes } = this.#callRpc(request, isJsonObject(body['params']) ? body['params'] : {});
      return { answer: jsonAnswer(200, { jsonrpc: '2.0', id, result }), changes };
    } catch (error) {
      if (!(error instanceof OdooException)) throw error;
      return { answer: jsonAnswer(200, { jsonrpc: '2.0', id, error: this.#envelope(error) }), changes: 0 };
    }
  }

  #callRpc(request: SandboxRequest, params: JsonObject): { result: Json; changes: number } {
    if (request.path !== '/jsonrpc') return { result: versionInfo(this.#server), changes: 0 };
    return callService(this.#server, params);
  }

  #envelope(error: OdooException): JsonObject {
    return {
      code: this.#server.series >= 19 ? 0 : 200,
      message: 'Odoo Server Error',
      data: error.data(),
    };
  }
}
