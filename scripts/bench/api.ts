import { performance } from 'node:perf_hooks';
import { saveManyRates } from '../../src/database/testing/many-rates.ts';
import { sampleBackend, SECRETS } from '../../src/database/testing/samples.ts';
import { startApi } from '../../test/api/api-rig.ts';
import type { BenchPart } from './part.ts';

const RATES = 50_000;
const ROUNDS = 15;
const STREAMS = 100;
const AIMS = { first: 300, filter: 200, event: 1_000 } as const;

/** Lists of 50,000 tax rates over the API, and open event streams. */
export const api: BenchPart = {
  what: `pages of ${RATES.toLocaleString('en-US')} tax rates over the API (in this process, sign-in included), and ${STREAMS} open event streams`,
  async measure(print) {
    const rig = await startApi();
    try {
      await rig.setUp();
      const backend = sampleBackend({ name: 'shop' });
      await rig.database.backends.add(backend, SECRETS);
      print('saving the rates ...');
      const saved = await timed(() => saveManyRates(rig.database.savedRows, backend.id, RATES));
      const list = '/backends/shop/rows/tax_rate';
      const rows = async (figure: string, query: string, aim: number) => ({
        figure,
        value: Math.round(await median(() => requirePage(rig.admin.ask('GET', `${list}?${query}`)))),
        aim,
      });
      return [
        { figure: 'saving 50,000 new rows (ms)', value: Math.round(saved), aim: '' },
        await rows('first page of 100 (ms)', 'limit=100', AIMS.first),
        await rows('a filter (ms)', 'filter=state:NY&limit=100', AIMS.filter),
        await rows('a filter that matches nothing (ms)', 'filter=state:ZZ', AIMS.filter),
        await rows('a search (ms)', 'search=59999', AIMS.filter),
        await rows('sorted by rate, descending (ms)', 'sort=-rate', AIMS.first),
        await rows('what needs review (ms)', 'status=review', AIMS.filter),
        ...(await streams(rig)),
      ];
    } finally {
      await rig.close();
      await rig.database.close();
    }
  },
};

type Rig = Awaited<ReturnType<typeof startApi>>;

async function requirePage(asked: ReturnType<Rig['admin']['ask']>): Promise<void> {
  const { status, text } = await asked;
  if (status !== 200) throw new Error(text);
}

/** Opens streams, and waits until one event has reached each of them. */
async function streams({ admin, app, feed, stop }: Rig) {
  const open = async () => {
    const headers = { host: 'localhost', cookie: admin.cookie() };
    const answer = await app.request('/api/v1/events', { headers, signal: stop.signal });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    return async (part: string) => {
      while (!text.includes(part)) {
        const next = await reader?.read();
        if (next === undefined || next.done) throw new Error('a stream ended');
        text += next.value;
      }
    };
  };
  const readers: ((part: string) => Promise<void>)[] = [];
  const opened = await timed(async () => {
    for (let number = 0; number < STREAMS; number += 1) readers.push(await open());
    await Promise.all(readers.map((read) => read('event: hello')));
  });
  const reached = await timed(async () => {
    feed.publish({ event: 'progress', backendId: 'x', progress: { step: 'connecting' } });
    await Promise.all(readers.map((read) => read('event: progress')));
  });
  return [
    { figure: `${STREAMS} event streams opened (ms)`, value: Math.round(opened), aim: '' },
    { figure: 'until an event reached all of them (ms)', value: Math.round(reached), aim: AIMS.event },
  ];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await timed(work));
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}
