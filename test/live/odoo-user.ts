import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { Agent, fetch } from 'undici';
import { z } from 'zod';

/** A record as Odoo answers it. */
export type OdooRecord = Readonly<Record<string, unknown>> & { readonly id: number };
type Values = Readonly<Record<string, unknown>>;

const reply = z.object({
  result: z.unknown().optional(),
  error: z.object({ data: z.object({ name: z.string(), message: z.string() }) }).optional(),
});
const records = z.array(z.looseObject({ id: z.int().positive() }));

/** A whole country list with its states takes a real server a while on a bad day. */
const TIMEOUT_MS = 120_000;

/**
 * A user at work in an Odoo, by plain JSON-RPC (17, 18 and 19 have it) and none of our client's code: what the
 * connector did is looked at with other eyes.
 */
export class OdooUser {
  readonly database: string;
  readonly uid: number;
  readonly #ask: (service: string, method: string, args: readonly unknown[]) => Promise<unknown>;
  readonly #secret: string;

  private constructor(
    database: string,
    uid: number,
    secret: string,
    ask: (service: string, method: string, args: readonly unknown[]) => Promise<unknown>,
  ) {
    this.database = database;
    this.uid = uid;
    this.#secret = secret;
    this.#ask = ask;
  }

  /** Throws an Error when the server is away or the secret is wrong. */
  static async signIn(
    place: { readonly url: string; readonly database: string; readonly caFile: string | undefined },
    { login, secret }: { readonly login: string; readonly secret: string },
  ): Promise<OdooUser> {
    const ca =
      place.caFile === undefined ? {} : { ca: [...rootCertificates, readFileSync(place.caFile, 'utf8')] };
    const dispatcher = new Agent({ pipelining: 0, connect: ca });
    const ask = async (service: string, method: string, args: readonly unknown[]) => {
      const response = await fetch(`${place.url}/jsonrpc`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'call', params: { service, method, args } }),
        dispatcher,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const { result, error } = reply.parse(await response.json());
      if (error !== undefined) throw new Error(`${error.data.name}: ${error.data.message}`);
      return result;
    };
    const uid = await ask('common', 'authenticate', [place.database, login, secret, {}]);
    if (typeof uid !== 'number') throw new Error(`Odoo does not let ${login} in`);
    return new OdooUser(place.database, uid, secret, ask);
  }

  /** Calls a method; archived records are seen, and texts are the English ones. */
  call(model: string, method: string, args: readonly unknown[], more: Values = {}): Promise<unknown> {
    const context = { active_test: false, lang: 'en_US', ...(more['context'] ?? {}) };
    const rest = { ...more, context };
    return this.#ask('object', 'execute_kw', [
      this.database,
      this.uid,
      this.#secret,
      model,
      method,
      args,
      rest,
    ]);
  }

  async searchRead(
    model: string,
    domain: readonly unknown[],
    fields: readonly string[],
  ): Promise<OdooRecord[]> {
    return records.parse(await this.call(model, 'search_read', [domain, fields], { order: 'id' }));
  }

  async create(model: string, values: Values): Promise<number> {
    const ids = await this.call(model, 'create', [[values]]);
    return z.array(z.int().positive()).length(1).parse(ids)[0] ?? 0;
  }

  async write(model: string, id: number, values: Values): Promise<void> {
    await this.call(model, 'write', [[id], values]);
  }

  /** Never without ids: some ways in answer that with "true". */
  async unlink(model: string, ids: readonly number[]): Promise<void> {
    if (ids.length > 0) await this.call(model, 'unlink', [ids]);
  }

  /** `module.name` by id, of those that have one. */
  async externalIds(model: string, ids: readonly number[]): Promise<Map<number, string>> {
    const answer = z.record(z.string(), z.string()).parse(await this.call(model, 'get_external_id', [ids]));
    return new Map(
      Object.entries(answer).flatMap(([id, name]) => (name === '' ? [] : [[Number(id), name] as const])),
    );
  }

  /** Runs a server action on a record, as a button of its form does; answers what the page would do next. */
  async press(action: number, model: string, id: number, context: Values = {}): Promise<unknown> {
    const active = { active_model: model, active_id: id, active_ids: [id] };
    return this.call('ir.actions.server', 'run', [[action]], { context: { ...active, ...context } });
  }
}
