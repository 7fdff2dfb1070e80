import { afterAll, beforeAll, expect, it } from 'vitest';
import { startProcessRig, type ProcessRig } from '../testing/process-rig.ts';
import { until } from '../testing/service-rig.ts';

const STREAMS = 100;
const PASSWORD = 'four plain words together';
/** While all streams are open, and they never end, an answer of the API must not wait for them. */
const MAX_ANSWER_MS = 10_000;

let rig: ProcessRig;
beforeAll(async () => {
  rig = await startProcessRig({ env: { WOO_ODOO_POLL_SECONDS: '1' } });
  expect(await rig.add('shop')).toMatchObject({ code: 0 });
});
afterAll(() => rig.close());

it('the service keeps a hundred open event streams, which all see a run begin and end', async () => {
  const service = rig.start('serve', '--port', '0');
  await until(() => /\/setup#\S+/u.test(service.output()), 'the link of the first user');
  const [, url = ''] = /(http:\/\/127\.0\.0\.1:\d+)\/readyz/u.exec(service.output()) ?? [];
  const [, link = ''] = /\/setup#(\S+)/u.exec(service.output()) ?? [];
  const api = `${url}/api/v1`;
  const made = await fetch(`${api}/setup`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ login: 'anna', password: PASSWORD, link }),
  });
  const { csrfToken } = (await made.json()) as { csrfToken: string };
  const headers = {
    cookie: made.headers.get('set-cookie')?.split(';')[0] ?? '',
    'content-type': 'application/json',
    'x-csrf-token': csrfToken,
  };

  const end = new AbortController();
  const texts = Array.from({ length: STREAMS }, () => '');
  const streams = await Promise.all(texts.map(() => fetch(`${api}/events`, { headers, signal: end.signal })));
  expect(new Set(streams.map(({ status }) => status))).toEqual(new Set([200]));
  const reading = streams.map(async ({ body }, index) => {
    const parts = body?.pipeThrough(new TextDecoderStream()) ?? [];
    for await (const part of parts) texts[index] = `${texts[index] ?? ''}${part}`;
  });
  const all = (piece: string) => texts.every((text) => text.includes(piece));
  await until(() => all('event: hello'), 'every stream to begin');

  await fetch(`${api}/backends/shop/runs`, { method: 'POST', headers, body: '{"kind":"sync"}' });
  await until(() => all('"status":"running"'), 'every stream to see the run begin');
  const begun = performance.now();
  expect((await fetch(`${api}/status`, { headers })).status).toBe(200);
  expect(performance.now() - begun).toBeLessThan(MAX_ANSWER_MS);
  await until(() => all('"status":"done"'), 'every stream to see the run end');
  expect(all('event: progress')).toBe(true);

  end.abort();
  await Promise.allSettled(reading);
});
