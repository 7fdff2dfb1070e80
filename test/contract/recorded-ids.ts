import { z } from 'zod';

/** A JSON-RPC or JSON-2 body as far as it names a model, a method and what they are given. */
const rpcBody = z.object({ params: z.object({ args: z.array(z.unknown()) }) });

/** The model behind fields that hold ids, in the recorded requests. */
const MODEL_OF: Readonly<Record<string, string>> = {
  partner_id: 'res.partner',
  product_id: 'product.product',
  fiscal_position_id: 'account.fiscal.position',
  fiscal_position_ids: 'account.fiscal.position',
  taxes_id: 'account.tax',
  original_tax_ids: 'account.tax',
  'tax_ids/tax_src_id/.id': 'account.tax',
  'tax_ids/tax_dest_id/.id': 'account.tax',
};
/** Methods whose first argument is a list of ids. */
const ON_RECORDS = new Set(['read', 'write', 'unlink']);

/** Ids that a recorded server gave to created records, and what the sandbox called them: requests name them again. */
export class RecordedIds {
  readonly #known = new Map<string, number>();

  /** Notes the ids that a call created: the answer of `create`, or the `ids` of `load`. */
  remember(request: unknown, recorded: unknown, answered: unknown): void {
    const model = callOf(request)?.model ?? '';
    const [from, to] = [createdIds(recorded), createdIds(answered)];
    from.forEach((id, index) => {
      const other = to[index];
      if (other !== undefined) this.#known.set(`${model} ${id}`, other);
    });
  }

  /** A request with the sandbox's own ids. */
  translate(body: unknown): unknown {
    if (body === undefined) return undefined;
    const call = callOf(body);
    const parsed = rpcBody.safeParse(body);
    if (call === null || !parsed.success) {
      // JSON-2 names the records of the call itself; only states were created that way.
      return JSON.parse(JSON.stringify(body), (key, value: unknown) =>
        key === 'ids' ? this.#list('res.country.state', value) : value,
      ) as unknown;
    }
    const [first, ...rest] = call.args;
    const args = ON_RECORDS.has(call.method)
      ? [this.#list(call.model, first), ...rest.map((each) => this.#inside(each))]
      : call.method === 'load'
        ? this.#table(call.args)
        : call.args.map((each) => this.#inside(each));
    const whole = [...parsed.data.params.args.slice(0, 5), args, ...parsed.data.params.args.slice(6)];
    const { params, ...envelope } = body as { params: object };
    return { ...envelope, params: { ...params, args: whole } };
  }

  /** Values below keys that are known to hold ids. */
  #inside(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value ?? null), (key, inner: unknown) => {
      const model = MODEL_OF[key];
      if (model === undefined) return inner;
      if (!Array.isArray(inner)) return this.#id(model, inner);
      // The command that sets a list: [6, 0, ids].
      return (inner as readonly (readonly unknown[])[]).map(([kind, zero, list]) => [
        kind,
        zero,
        this.#list(model, list),
      ]);
    }) as unknown;
  }

  #table([columns, rows]: readonly unknown[]): unknown[] {
    const names = z.array(z.string()).parse(columns);
    const cells = z.array(z.array(z.string())).parse(rows);
    const translated = cells.map((row) =>
      row.map((cell, index) => {
        const model = MODEL_OF[names[index] ?? ''];
        return model === undefined ? cell : String(this.#id(model, Number(cell)));
      }),
    );
    return [names, translated];
  }

  #list(model: string, value: unknown): unknown {
    return Array.isArray(value) ? value.map((id: unknown) => this.#id(model, id)) : this.#id(model, value);
  }

  #id(model: string, id: unknown): unknown {
    return this.#known.get(`${model} ${String(id)}`) ?? id;
  }
}

function callOf(body: unknown): { model: string; method: string; args: readonly unknown[] } | null {
  const parsed = rpcBody.safeParse(body);
  const call = z
    .tuple([z.unknown(), z.unknown(), z.unknown(), z.string(), z.string(), z.array(z.unknown())])
    .safeParse(parsed.data?.params.args.slice(0, 6));
  if (!call.success) return null;
  const [, , , model, method, args] = call.data;
  return { model, method, args };
}

function createdIds(result: unknown): number[] {
  if (typeof result === 'number') return [result];
  const list = Array.isArray(result)
    ? (result as unknown[])
    : ((result as { ids?: unknown } | null)?.ids ?? []);
  return Array.isArray(list) ? list.filter((id): id is number => typeof id === 'number') : [];
}
