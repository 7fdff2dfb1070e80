import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { CANARY, connect, failure, rows } from '../../../test/testing/odoo-connect.ts';
import type { ProtocolName } from '../../../test/testing/odoo-connect.ts';
import { startScriptedOdoo } from '../../../test/testing/odoo-server.ts';
import type { ModelReply, Reply } from '../../../test/testing/odoo-server.ts';
import { openOdoo } from '../open.ts';

const both = test.for<ProtocolName>(['jsonrpc', 'json2']);

both(
  'the secret is in no error, warning or result, whatever the server echoes, over %s',
  async (protocol) => {
    const echo = `Bearer ${CANARY} and ${encodeURIComponent(CANARY)} and ${Buffer.from(CANARY).toString('base64')}`;
    const replies: ModelReply[] = [
      { raise: 'odoo.exceptions.ValidationError', message: echo },
      { raise: 'odoo.exceptions.AccessDenied', message: echo },
      { raise: 'psycopg2.errors.SerializationFailure', message: echo },
      { raise: 'builtins.ValueError', message: echo, status: 500 },
      { raise: `x.${CANARY}`, message: '' },
      { reply: { text: `<h1>${echo}</h1>` } },
      { reply: { status: 404, text: `<h1>${echo}</h1>` } },
      { reply: { status: 500, text: echo } },
      { reply: { status: 403, text: echo } },
      { reply: { status: 413, text: echo } },
      { reply: { status: 301, text: '', headers: { location: `https://x.example/${CANARY}?k=${CANARY}` } } },
      { reply: { text: `{"${CANARY}": ` } },
      { reply: { fault: 'within', text: echo } },
      { reply: { json: { [CANARY]: CANARY } } },
      { result: CANARY },
      { result: [{ id: 1, code: CANARY, [CANARY]: CANARY }] },
      { result: { ids: [1], messages: [CANARY] } },
      { result: { ids: false, messages: [{ type: 'error', message: echo, record: 0 }] } },
      { result: { [CANARY]: CANARY } },
    ];
    const reported: unknown[] = [];
    let reply: ModelReply | undefined;
    const { odoo } = await connect(
      () => reply,
      { retries: 1, warn: (warning) => reported.push(warning) },
      protocol,
    );
    const row = z.object({ id: z.number(), code: z.literal('x') });
    for (reply of replies) {
      const acts: (() => Promise<unknown>)[] = [
        async () => odoo.load('res.partner', ['name'], rows(2)),
        async () => odoo.searchRead('res.partner', { fields: ['code'], row }),
        async () => odoo.externalIds('res.partner', [1]),
        async () => odoo.fields('res.partner'),
        async () => odoo.create('res.partner', [{}]),
        async () => odoo.write('res.partner', [1], {}),
        async () => odoo.call('res.partner', 'name_get', { ids: [1], answer: z.object({ a: z.literal(1) }) }),
      ];
      for (const act of acts) reported.push(await act().catch((error: unknown) => flatten(error)));
    }
    expect(reported.length).toBeGreaterThan(replies.length * 7 - 1);
    expect(leaks(reported)).toEqual([]);
  },
);

test('the secret is in no error of a sign-in', async () => {
  const echo = `${CANARY} ${Buffer.from(CANARY).toString('base64')}`;
  const replies: Reply[] = [
    { text: echo },
    { status: 404, text: echo },
    { status: 500, text: echo },
    { status: 302, text: '', headers: { location: `/login/${CANARY}` } },
    { json: { jsonrpc: '2.0', id: 1, result: { server_version: CANARY } } },
    { json: { jsonrpc: '2.0', id: 1, result: { server_version: `8.0+${CANARY}` } } },
    { json: { jsonrpc: '2.0', id: 1, error: { message: echo, data: { name: 'x', message: echo } } } },
    { json: { jsonrpc: '2.0', id: 1, error: { message: echo } } },
    { fault: 'before', json: null },
  ];
  const reported: unknown[] = [];
  for (const reply of replies) {
    const server = await startScriptedOdoo({ intercept: () => reply });
    onTestFinished(async () => server.close());
    const opened = openOdoo(
      { url: server.url, database: 'shop', login: 'connector', secret: CANARY },
      { retries: 1, sleep: async () => Promise.resolve(), warn: (warning) => reported.push(warning) },
    );
    reported.push(flatten(await failure(opened)));
  }
  expect(leaks(reported)).toEqual([]);
});

/** An error with everything that hangs on it. */
function flatten(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return {
    ...Object.fromEntries(Object.entries(error)),
    message: error.message,
    stack: error.stack,
    cause: flatten(error.cause),
  };
}

function leaks(reported: readonly unknown[]): unknown[] {
  const secrets = [CANARY, Buffer.from(CANARY).toString('base64')];
  return reported.filter((each) => secrets.some((secret) => JSON.stringify(each).includes(secret)));
}
