import { z } from 'zod';
import { openStore } from '../../src/woocommerce/client.ts';
import { buildProgram } from './build.ts';
import { Floors, type Floor } from './floor.ts';
import type { BenchPart } from './part.ts';
import { startWorld, type World } from './world.ts';

const RATES = 50_000;

const runs = z.array(z.object({ storeRequests: z.number(), odooCalls: z.number(), message: z.string() }));

/** The aims: so many times the floor, so many MB, and so many times the time for twice the rates. */
const AIMS = { first: 1.25, unchanged: 1.15, peakMb: 300, double: 2.2 } as const;

/** The tax policy of a store with very many rates, beside what the servers alone take for the same work. */
export const rates: BenchPart = {
  what: `ZIP rates into Odoo 18 with the app (${RATES.toLocaleString('en-US')}, or the number given; --double measures twice as many, too); store, Odoo and connector in processes of their own, the connector built and without any limit of memory. Aims: first sync ${AIMS.first} and no-change sync ${AIMS.unchanged} times the floor, under ${AIMS.peakMb} MB, twice the rates ${AIMS.double} times the time`,
  sized: true,
  async measure(report, { size = RATES, double }) {
    buildProgram();
    const once = await measureWorld(size, report);
    if (!double) return once.map((figures) => rowOf(figures));
    const twice = await measureWorld(2 * size, report);
    return [
      ...once.map((figures) => rowOf(figures)),
      ...twice.map((figures, index) => rowOf(figures, once[index])),
    ];
  },
};

/** A new store and a new Odoo, and everything measured with so many rates. */
async function measureWorld(size: number, report: (text: string) => void): Promise<Figures[]> {
  const world = await startWorld();
  const { erp, folder, shop } = world;
  let floors: Floors | undefined;
  try {
    const syncAs = async (what: string, floor: number | null): Promise<Figures> => {
      report(`${what} ...`);
      await erp.reset();
      // As a user runs it: what `--json` prints is held in memory as a whole.
      const { peakMb, seconds } = await world.connector('sync');
      const [run] = runs.parse(JSON.parse((await world.connector('runs', '--json')).out));
      if (run === undefined) throw new Error('the run left no record');
      report(run.message);
      const { writes } = await erp.counts();
      return { what, floor, seconds, requests: run.storeRequests, calls: run.odooCalls, writes, peakMb };
    };
    const bare = async (what: string, measuring: () => Promise<Floor>): Promise<Figures> => {
      report(`${what} ...`);
      await erp.reset();
      const figures = await measuring();
      const { writes } = await erp.counts();
      return { what, floor: null, ...figures, writes, peakMb: null };
    };
    const small = await syncAs('first sync of 59 rates', null);
    await shop.generateZipRates(size);
    const floor = (floors = await Floors.open(folder));
    const download = await bare('bare download', () => downloadRates(world.store));
    const before = await bare('bare reads before', () => floor.reads());
    await erp.snapshot('before');
    const written = await bare('bare writes', () => floor.writes());
    await erp.restore('before');
    const first = await syncAs(`first sync of ${size} rates`, before.seconds + written.seconds);
    const after = await bare('bare reads after', () => floor.reads());
    const unchanged = await syncAs(`no-change sync of ${size} rates`, after.seconds);
    return [small, download, before, written, first, after, unchanged];
  } finally {
    await floors?.close();
    world.stop();
  }
}

interface Figures {
  readonly what: string;
  /** In seconds; null where it is a floor itself, or has none. */
  readonly floor: number | null;
  readonly seconds: number;
  readonly requests: number;
  readonly calls: number;
  readonly writes: number;
  /** Of the connector's process alone; null where there was none. */
  readonly peakMb: number | null;
}

/** @param half the same with half as many rates */
function rowOf({ what, floor, seconds, requests, calls, writes, peakMb }: Figures, half?: Figures) {
  return {
    what,
    seconds: rounded(seconds),
    floor: floor === null ? '' : rounded(floor),
    'times floor': floor === null ? '' : rounded(seconds / floor),
    ...(half !== undefined && { 'times half': rounded(seconds / half.seconds) }),
    'store requests': requests,
    'Odoo calls': calls,
    'of them writing': writes,
    'peak MB': peakMb ?? '',
  };
}

const rounded = (value: number) => Number(value.toFixed(2));

/** Every page of the rates, read and validated, and forgotten. */
async function downloadRates({ url, consumerKey, consumerSecret }: World['store']): Promise<Floor> {
  const store = openStore({ url, signIn: 'oauth1', keys: { consumerKey, consumerSecret } });
  try {
    const begun = performance.now();
    await store.taxRates();
    return { seconds: (performance.now() - begun) / 1000, requests: store.requests(), calls: 0 };
  } finally {
    await store.close();
  }
}
