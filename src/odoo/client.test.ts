import { expect, test } from 'vitest';
import { z } from 'zod';
import { connect, failure, rows } from '../../test/testing/odoo-connect.ts';
import type { Answers, ProtocolName } from '../../test/testing/odoo-connect.ts';
import type { ModelCall, ModelReply, Reply } from '../../test/testing/odoo-server.ts';

const both = test.for<ProtocolName>(['jsonrpc', 'json2']);
const state = z.object({ id: z.number(), code: z.string() });

/** A table that answers `search_read` as Odoo does: ascending id, above a bound, limited. */
function table(ids: readonly number[]): Answers {
  return ({ method, args }) => {
    if (method !== 'search_read') return undefined;
    const domain = args['domain'] as [string, string, unknown][];
    const above = Number(domain.find(([field, operator]) => field === 'id' && operator === '>')?.[2] ?? 0);
    const rows = ids.filter((id) => id > above).map((id) => ({ id, code: `C${id}`, extra: true }));
    return { result: rows.slice(0, args['limit'] as number) };
  };
}

both('searchRead reads in chunks by id, with the context of the company, over %s', async (protocol) => {
  const seen: ModelCall[] = [];
  const answers = table([3, 5, 8, 13, 21]);
  const { odoo, calls } = await connect(
    (call) => {
      if (call.method === 'search_read') seen.push(call);
      return answers(call);
    },
    { chunkSize: 2 },
    protocol,
  );
  const rows = await odoo.searchRead('res.country.state', {
    domain: [['country_id', '=', 233]],
    fields: ['code'],
    row: state,
  });
  expect(rows).toEqual([3, 5, 8, 13, 21].map((id) => ({ id, code: `C${id}` })));
  expect(calls()).toBe(3);
  expect(seen.map((call) => call.args['domain'])).toEqual([
    [['country_id', '=', 233]],
    [
      ['id', '>', 5],
      ['country_id', '=', 233],
    ],
    [
      ['id', '>', 13],
      ['country_id', '=', 233],
    ],
  ]);
  expect(seen[0]?.args).toMatchObject({ order: 'id', limit: 2, fields: ['code'] });
  expect(seen[0]?.context).toEqual({ allowed_company_ids: [1], lang: 'en_US', active_test: false });
});

test('one call reads what fits one chunk', async () => {
  const { odoo, calls } = await connect(table([1, 2, 3]));
  await odoo.searchRead('res.country.state', { fields: ['code'], row: state });
  expect(calls()).toBe(1);
});

both('archived records are named in lists by search and read, in chunks, over %s', async (protocol) => {
  const found = [3, 5, 8];
  const { odoo, calls } = await connect(
    ({ args, ids, method }) => {
      if (method === 'read') return { result: (ids ?? []).map((id) => ({ id, code: `C${id}` })) };
      if (method !== 'search') return undefined;
      const above = Number((args['domain'] as [string, string, unknown][])[0]?.[2] ?? 0);
      return { result: found.filter((id) => id > above).slice(0, args['limit'] as number) };
    },
    { chunkSize: 2 },
    protocol,
  );
  const query = { fields: ['code'], row: state, archivedLinks: true };
  expect(await odoo.searchRead('res.country.state', query)).toEqual(
    found.map((id) => ({ id, code: `C${id}` })),
  );
  expect(calls()).toBe(4);
});

both('known records with their archived ones in lists take one call, over %s', async (protocol) => {
  const refused = { id: 9, code: 'refused' };
  const { odoo, calls } = await connect(
    ({ ids = [], method }) => {
      if (method === 'search') return { result: [3, 5] };
      if (method !== 'read') return undefined;
      if (ids.includes(refused.id))
        return { raise: 'odoo.exceptions.AccessError', message: 'no', status: 403 };
      return { result: ids.map((id) => ({ id, code: `C${id}` })) };
    },
    {},
    protocol,
  );
  const query = { fields: ['code'], row: state, archivedLinks: true };
  const found = [3, 5].map((id) => ({ id, code: `C${id}` }));
  const read = (ids: number[]) =>
    odoo.searchRead('res.country.state', { ...query, domain: [['id', 'in', ids]] });
  expect(await read([5, 3, 5])).toEqual(found);
  expect(calls()).toBe(1);
  // One that the user may not read is left out, as by a search.
  expect(await read([3, 5, refused.id])).toEqual(found);
  expect(calls()).toBe(4);
});

test('an invalid row is named by model, id and field', async () => {
  const { odoo } = await connect(() => ({ result: [{ id: 4, code: false }] }));
  const error = await failure(odoo.searchRead('res.country.state', { fields: ['code'], row: state }));
  expect(error.code).toBe('odoo.bad_row');
  expect(error.message).toMatch(/record 4 of res\.country\.state.*field code/);
});

test.each([
  [
    'rows in another order',
    [
      { id: 2, code: 'a' },
      { id: 1, code: 'b' },
    ],
    'odoo.bad_row',
  ],
  ['a row without an id', [{ code: 'a' }], 'odoo.bad_answer'],
  ['an id that is none', [{ id: -1, code: 'a' }], 'odoo.bad_answer'],
  ['no list', { id: 1 }, 'odoo.bad_answer'],
])('%s is refused', async (_, result, code) => {
  const { odoo } = await connect(() => ({ result }));
  expect(await failure(odoo.searchRead('x.y', { fields: ['code'], row: state }))).toMatchObject({ code });
});

both('externalIds leaves out records that have none, over %s', async (protocol) => {
  const { odoo, calls } = await connect(
    ({ method }) => (method === 'get_external_id' ? { result: { 1: 'base.a', 2: '', 3: false } } : undefined),
    {},
    protocol,
  );
  expect(await odoo.externalIds('res.country', [1, 2, 3])).toEqual(new Map([[1, 'base.a']]));
  expect(await odoo.externalIds('res.country', [])).toEqual(new Map());
  expect(calls()).toBe(1);
});

test('externalIds asks for 5,000 records at once', async () => {
  const { odoo, calls } = await connect(({ method, ids }) =>
    method === 'get_external_id'
      ? { result: Object.fromEntries((ids ?? []).map((id) => [id, `base.r${id}`])) }
      : undefined,
  );
  const ids = Array.from({ length: 12_000 }, (_, i) => i + 1);
  expect((await odoo.externalIds('res.country', ids)).size).toBe(12_000);
  expect(calls()).toBe(3);
});

both('fields of a model, and null where it is not installed, over %s', async (protocol) => {
  const { odoo } = await connect(
    ({ model, method }) => {
      if (method !== 'fields_get') return undefined;
      if (model === 'res.country.state') {
        return {
          result: { country_id: { type: 'many2one', required: true, relation: 'res.country', name: 'x' } },
        };
      }
      if (model === 'ir.secret') return { raise: 'odoo.exceptions.AccessError', message: 'no', status: 403 };
      return protocol === 'json2'
        ? { raise: 'werkzeug.exceptions.NotFound', message: 'whatever it says', status: 404 }
        : { raise: 'odoo.exceptions.UserError', message: 'whatever it says' };
    },
    {},
    protocol,
  );
  expect(await odoo.fields('res.country.state')).toEqual(
    new Map([['country_id', { type: 'many2one', required: true, relation: 'res.country' }]]),
  );
  expect(await odoo.fields('no.such')).toBeNull();
  expect(await failure(odoo.fields('ir.secret'))).toMatchObject({ code: 'odoo.access_error' });
});

/** Accepts every load, giving ids by the number in the external id. */
const accept: Answers = ({ method, args }) =>
  method === 'load'
    ? {
        result: {
          ids: (args['data'] as string[][]).map(([id = '']) => 100 + Number(id.split('.r')[1])),
          messages: [],
          nextrow: 0,
        },
      }
    : undefined;

both('load sends rows in batches and says how far it is, over %s', async (protocol) => {
  const seen: ModelCall[] = [];
  const { odoo, calls } = await connect(
    (call) => {
      if (call.method === 'load') seen.push(call);
      return accept(call);
    },
    { batchSize: 2 },
    protocol,
  );
  const heard: number[] = [];
  const results = await odoo.load('res.partner', ['name'], rows(5), (settled) => heard.push(settled));
  expect(results).toEqual([0, 1, 2, 3, 4].map((i) => ({ externalId: `__woo_sync__.r${i}`, id: 100 + i })));
  expect(heard).toEqual([2, 4, 5]);
  expect(calls()).toBe(3);
  expect(seen[0]?.args).toEqual({
    fields: ['id', 'name'],
    data: [
      ['__woo_sync__.r0', 'N0'],
      ['__woo_sync__.r1', 'N1'],
    ],
  });
});

test.each<[string, Reply]>([
  ['a cut connection', { fault: 'before', json: null }],
  ['half an answer', { fault: 'within', json: { jsonrpc: '2.0' } }],
  ['truncated JSON', { text: '{"jsonrpc": "2.0", "id": 1, "res' }],
  ['an empty answer', { text: '' }],
  ['a page of a proxy', { status: 502, text: '<h1>Bad Gateway</h1>' }],
  ['a page in the place of an answer', { text: '<h1>One moment</h1>' }],
])('load and reads survive %s; create, write and call do not repeat', async (_, reply) => {
  let broken = 0;
  const { odoo, calls } = await connect((call) => {
    broken -= 1;
    if (broken >= 0) return { reply };
    if (call.method === 'search_read') return { result: [] };
    return accept(call) ?? { result: call.method === 'create' ? [1] : true };
  });
  broken = 2;
  expect(await odoo.load('res.partner', ['name'], rows(1))).toEqual([
    { externalId: '__woo_sync__.r0', id: 100 },
  ]);
  expect(calls()).toBe(3);
  broken = 1;
  expect(await odoo.searchRead('res.partner', { fields: [], row: state })).toEqual([]);
  expect(calls()).toBe(5);

  const once = [
    () => odoo.create('res.partner', [{ name: 'x' }]),
    () => odoo.write('res.partner', [1], { name: 'x' }),
    () => odoo.call('res.partner', 'message_post', { ids: [1], answer: z.unknown() }),
  ];
  for (const [i, act] of once.entries()) {
    broken = 1;
    const error = await failure(act());
    expect(error).toMatchObject({ code: 'odoo.answer_lost', retryable: false });
    expect(error.message).toContain('res.partner');
    expect(calls()).toBe(6 + i);
  }
});

test('a hanging Odoo runs into the time-out', async () => {
  let hangs = false;
  const { odoo } = await connect(() => (hangs ? { reply: { fault: 'hang', json: null } } : undefined), {
    timeoutMs: 150,
    retries: 0,
  });
  hangs = true;
  expect(await failure(odoo.load('res.partner', ['name'], rows(1)))).toMatchObject({
    code: 'odoo.timeout',
    retryable: true,
  });
  expect(await failure(odoo.create('res.partner', [{}]))).toMatchObject({ code: 'odoo.answer_lost' });
});

test('a conflict with another transaction is repeated for a load, not for a write', async () => {
  let conflicts = 0;
  const { odoo, calls } = await connect((call) => {
    conflicts -= 1;
    return conflicts >= 0 ? { raise: 'psycopg2.errors.SerializationFailure', message: 'busy' } : accept(call);
  });
  conflicts = 1;
  await odoo.load('res.partner', ['name'], rows(1));
  expect(calls()).toBe(2);
  conflicts = 1;
  expect(await failure(odoo.write('res.partner', [1], {}))).toMatchObject({ code: 'odoo.concurrency' });
  expect(calls()).toBe(3);
});

test('a refusal right after a lost answer is believed only when it is repeated', async () => {
  const duplicate = { ids: false, messages: [{ type: 'error', message: 'exists already', record: 0 }] };
  const script: ModelReply[] = [{ reply: { fault: 'before', json: null } }, { result: duplicate }];
  const { odoo, calls } = await connect((call) =>
    call.method === 'load' ? (script.shift() ?? accept(call)) : undefined,
  );
  expect(await odoo.load('res.partner', ['name'], rows(1))).toEqual([
    { externalId: '__woo_sync__.r0', id: 100 },
  ]);
  expect(calls()).toBe(3);
});

test('a load into a missing model ends at once and reports it', async () => {
  const { odoo, calls } = await connect(() => undefined);
  expect(await failure(odoo.load('no.such', ['name'], rows(500)))).toMatchObject({
    code: 'odoo.missing_model',
  });
  expect(calls()).toBe(2);
});

test.each([
  ['too few ids', { ids: [1], messages: [] }],
  ['ids that are none', { ids: [1, 0], messages: [] }],
  ['no ids', { messages: [] }],
  ['true', true],
])('a load that answers %s is refused', async (_, result) => {
  const { odoo } = await connect(({ method }) => (method === 'load' ? { result } : undefined));
  expect(await failure(odoo.load('res.partner', ['name'], rows(2)))).toMatchObject({
    code: 'odoo.bad_answer',
  });
});

test('misuse is refused before anything is sent', async () => {
  const { odoo, calls } = await connect(() => undefined);
  const answer = z.unknown();
  const unlink: string = 'unlink';
  const refused: (() => Promise<unknown>)[] = [
    async () => odoo.write('res.partner', [], { name: 'x' }),
    async () => odoo.write('res.partner', [0], { name: 'x' }),
    // @ts-expect-error an unlink of nothing cannot be written
    async () => odoo.call('res.partner', 'unlink', { answer }),
    // @ts-expect-error an unlink of nothing cannot be written
    async () => odoo.call('res.partner', 'unlink', { ids: [], answer }),
    async () => odoo.call('res.partner', unlink, { ids: [], answer }),
    async () => odoo.call('res.partner', '_write', { answer }),
    async () => odoo.call('res.partner', '../../web', { answer }),
    async () => odoo.call('../x', 'read', { answer }),
    async () => odoo.call('res.partner', 'read', { args: { context: {} }, answer }),
    async () => odoo.load('res.partner', ['id', 'name'], []),
    async () => odoo.load('res.partner', ['name', 'code'], rows(1)),
    async () => odoo.load('res.partner', [], rows(1)),
  ];
  for (const each of refused) expect(await failure(each())).toMatchObject({ code: 'odoo.misuse' });
  expect(calls()).toBe(0);
  expect(await odoo.create('res.partner', [])).toEqual([]);
  expect(calls()).toBe(0);
});

both('create, write and call pass their arguments, over %s', async (protocol) => {
  const seen: Omit<ModelCall, 'context'>[] = [];
  const { odoo } = await connect(
    ({ context, ...call }) => {
      if (call.model !== 'x.y') return undefined;
      expect(context['active_test']).toBe(false);
      seen.push(call);
      return { result: call.method === 'create' ? [5, 6] : true };
    },
    {},
    protocol,
  );
  expect(await odoo.create('x.y', [{ a: 1 }, { a: 2 }])).toEqual([5, 6]);
  await odoo.write('x.y', [5], { a: 3 });
  expect(await odoo.call('x.y', 'unlink', { ids: [5], answer: z.literal(true) })).toBe(true);
  await odoo.call('x.y', 'onchange', { ids: [], args: { values: {} }, answer: z.unknown() });
  expect(seen).toEqual([
    { model: 'x.y', method: 'create', ids: undefined, args: { vals_list: [{ a: 1 }, { a: 2 }] } },
    { model: 'x.y', method: 'write', ids: [5], args: { vals: { a: 3 } } },
    { model: 'x.y', method: 'unlink', ids: [5], args: {} },
    { model: 'x.y', method: 'onchange', ids: [], args: { values: {} } },
  ]);
});

test('an answer too large is refused while it comes', async () => {
  let large = false;
  const { odoo } = await connect(() => (large ? { result: 'x'.repeat(200_000) } : undefined), {
    maxAnswerBytes: 50_000,
  });
  large = true;
  expect(await failure(odoo.fields('res.partner'))).toMatchObject({ code: 'odoo.answer_too_large' });
});
