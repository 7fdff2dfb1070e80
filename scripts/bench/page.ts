import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { buildProgram } from './build.ts';
import type { BenchPart } from './part.ts';

const MEASURE = join(import.meta.dirname, '../../test/browser/size.ts');
const AIMS = { milliseconds: 1000, kilobytes: 250 } as const;
const rounds = z.array(z.object({ milliseconds: z.number(), kilobytes: z.number(), requests: z.number() }));

/** The first page in a real Chromium with an empty cache, from the request to the cards. */
export const page: BenchPart = {
  what: 'the first page in Chromium with an empty cache, until it shows its backends; over the wire, compressed',
  measure(print) {
    print('building the program ...');
    buildProgram();
    print('opening the page ...');
    // Apart from here, because the browser's driver is not needed for the other parts.
    const { status, stdout, stderr } = spawnSync(process.execPath, [MEASURE], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`the page could not be measured: ${stderr}`);
    const measured = rounds.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
    const times = measured.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
    const median = times[Math.floor(times.length / 2)] ?? 0;
    const kilobytes = Math.max(...measured.map((round) => round.kilobytes));
    const requests = Math.max(...measured.map((round) => round.requests));
    return Promise.resolve([
      {
        figure: 'until the backends are shown, median (ms)',
        value: Math.round(median),
        aim: AIMS.milliseconds,
      },
      { figure: 'fastest (ms)', value: Math.round(times[0] ?? 0), aim: AIMS.milliseconds },
      { figure: 'over the wire (KB)', value: Math.round(kilobytes), aim: AIMS.kilobytes },
      { figure: 'requests', value: requests, aim: '' },
    ]);
  },
};
