import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ODOO_USERS, startOdoo } from '../../sandbox/index.ts';
import type { SandboxOdoo } from '../../sandbox/index.ts';
import { ask } from './ask.ts';
import type { Reply } from './ask.ts';
import { findRecordings, readRecording, recordingsFolder } from './recordings.ts';
import { shapeDifferences } from './shape.ts';
import { reasonWhyNot } from './uncovered.ts';

interface Exchange {
  readonly request: {
    readonly method?: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const recordings = findRecordings(recordingsFolder()).filter(
  (name) => name.startsWith('odoo/') && reasonWhyNot(name) === null,
);

/** What must have happened before what: the recordings are one story, and its records have to exist. */
const STORY = [
  ...['create_many', 'create', 'create_duplicate', 'write', 'unlink'],
  ...['load_create', 'load', 'load_again', 'search_rec', 'search_loaded', 'xmlids', 'unlink_loaded'],
  'xmlids_after_unlink',
].map((step) => new RegExp(`\\.${step}\\.json$`));
const UNLINKS = /\.(unlink|unlink_loaded|xmlids_after_unlink)\.json$/;

describe.each([17, 18, 19] as const)('the sandbox answers like Odoo %i', (series) => {
  const wire = recordings.filter((name) => name.startsWith(`odoo/${series}.0/wire/`)).toSorted(byStory);
  const descriptions = recordings.filter((name) => name.startsWith(`odoo/${series}.0/fields_get.`));
  let odoo: SandboxOdoo;
  /** Recorded ids of created records, and what the sandbox called them. */
  const ids = new Map<number, number>();

  beforeAll(async () => {
    odoo = await startOdoo({ series, database: `ceo${series}` });
    odoo.control.addDatabase(`odoo${series}`, '5a5db0c5-0000-4000-8000-000000000002');
  });
  afterAll(() => odoo.close());

  it.each(wire)('%s', async (name) => {
    const exchange = readRecording(name) as unknown as Exchange;
    const reply = await replay(odoo, exchange, ids, UNLINKS.test(name) || /\.write\.json$/.test(name));
    expect(reply.status).toBe(exchange.status);
    expect(reply.headers['content-type']).toBe(header(exchange, 'Content-Type'));
    expect(reply.headers['connection']).toBe('close');
    if (typeof exchange.body === 'string') {
      expect(reply.json).toBeUndefined();
      return;
    }
    expect(errorName(reply.json)).toEqual(errorName(exchange.body));
    expect(loadMessages(reply.json)).toEqual(loadMessages(exchange.body));
    expect(shapeDifferences(exchange.body, reply.json)).toEqual([]);
    rememberIds(ids, resultOf(exchange.body), resultOf(reply.json));
  });

  it.each(descriptions)('%s', async (name) => {
    const model = name.replace(/^.*fields_get\.|\.json$/g, '');
    const recorded = readRecording(name) as Readonly<Record<string, FieldDescription>>;
    const reply = await replay(odoo, fieldsGet(odoo.database, model), ids, false);
    const fields = resultOf(reply.json) as Readonly<Record<string, FieldDescription>>;
    expect(Object.keys(fields).length).toBeGreaterThan(5);
    for (const [field, description] of Object.entries(fields)) {
      expect({ field, ...description }).toMatchObject({ field, ...essence(recorded[field], field) });
    }
  });
});

interface FieldDescription {
  readonly type: string;
  readonly required: boolean;
  readonly relation?: string;
}

/** What the sandbox and Odoo must agree on for every field the sandbox has. */
function essence(description: FieldDescription | undefined, field: string): FieldDescription {
  if (description === undefined) throw new Error(`Odoo has no field ${field}`);
  const { type, required, relation } = description;
  return { type, required, ...(relation === undefined ? {} : { relation }) };
}

function fieldsGet(database: string, model: string): Exchange {
  const args = [database, ODOO_USERS.admin.id, ODOO_USERS.admin.password, model, 'fields_get', [], {}];
  const body = {
    jsonrpc: '2.0',
    method: 'call',
    id: 1,
    params: { service: 'object', method: 'execute_kw', args },
  };
  return { request: { path: '/jsonrpc', body }, status: 200, headers: {}, body: null };
}

async function replay(
  odoo: SandboxOdoo,
  { request }: Exchange,
  ids: ReadonlyMap<number, number>,
  translate: boolean,
): Promise<Reply> {
  const headers = Object.entries(request.headers ?? {}).map(([name, value]): [string, string] => [
    name,
    value.replace('<api key>', ODOO_USERS.admin.apiKey),
  ]);
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  return await ask({
    method: request.method ?? (body === undefined ? 'GET' : 'POST'),
    url: `${odoo.url}${request.path}`,
    headers: { 'Content-Type': 'application/json', ...Object.fromEntries(headers) },
    ...(body === undefined ? {} : { body: translate ? withIds(body, ids) : body }),
  });
}

/** Recorded ids of more than three digits are those of created records; countries have fewer. */
function withIds(body: string, ids: ReadonlyMap<number, number>): string {
  return body.replace(/\b\d{4}\b/g, (digits) => String(ids.get(Number(digits)) ?? digits));
}

function rememberIds(ids: Map<number, number>, recorded: unknown, answered: unknown): void {
  const [from, to] = [recorded, answered].map((result) =>
    Array.isArray(result) ? (result as unknown[]) : ((result as { ids?: unknown } | null)?.ids ?? []),
  );
  if (!Array.isArray(from) || !Array.isArray(to)) return;
  from.forEach((id: unknown, index) => {
    const other: unknown = to[index];
    if (typeof id === 'number' && typeof other === 'number') ids.set(id, other);
  });
}

function resultOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'result' in body ? body.result : body;
}

function errorName(body: unknown): unknown {
  const error = (body as { error?: { code?: unknown; data?: { name?: unknown } } } | null)?.error;
  if (error !== undefined) return { code: error.code, name: error.data?.name };
  const { name, debug } = (body ?? {}) as { name?: unknown; debug?: unknown };
  return debug === undefined ? null : name;
}

/** What `load` said of each row, word for word; null where it was not `load`. */
function loadMessages(body: unknown): unknown {
  const result = resultOf(body);
  return typeof result === 'object' && result !== null && 'messages' in result ? result.messages : null;
}

function header(exchange: Exchange, name: string): string | undefined {
  return Object.entries(exchange.headers).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function byStory(a: string, b: string): number {
  const rank = (name: string) => STORY.findIndex((step) => step.test(name));
  return protocol(a).localeCompare(protocol(b)) || rank(a) - rank(b) || (a < b ? -1 : 1);
}

function protocol(name: string): string {
  return /wire\/(\w+)\./.exec(name)?.[1] ?? '';
}
