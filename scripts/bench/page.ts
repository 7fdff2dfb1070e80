import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { buildProgram } from './build.ts';
import type { BenchPart } from './part.ts';

const BROWSER = join(import.meta.dirname, '../../test/browser');
const AIMS = { milliseconds: 1000, kilobytes: 250, rows: 300, filter: 200 } as const;
const firstPages = z.array(
  z.object({ milliseconds: z.number(), kilobytes: z.number(), requests: z.number() }),
);
const time = z.object({ all: z.number(), asked: z.number() });
const lists = z.array(z.object({ firstRows: time, review: time, search: time }));

/** The first page and the longest list in a real Chromium, until they are painted. */
export const page: BenchPart = {
  what: 'the first page in Chromium with an empty cache, until its backends are painted (over the wire, compressed), and 50,000 tax rates in it',
  measure(print) {
    print('building the program ...');
    buildProgram();
    print('opening the page ...');
    const pages = firstPages.parse(inBrowser('size.ts'));
    print('saving 50,000 rates and opening their list ...');
    const rounds = lists.parse(inBrowser('rows-size.ts'));
    const times = pages.map(({ milliseconds }) => milliseconds);
    const list = (figure: string, of: (round: (typeof rounds)[number]) => number, aim: number | '') => ({
      figure,
      value: Math.round(median(rounds.map(of))),
      aim,
    });
    return Promise.resolve([
      {
        figure: 'until the backends are painted, median (ms)',
        value: Math.round(median(times)),
        aim: AIMS.milliseconds,
      },
      { figure: 'fastest (ms)', value: Math.round(Math.min(...times)), aim: AIMS.milliseconds },
      {
        figure: 'over the wire (KB)',
        value: Math.round(Math.max(...pages.map(({ kilobytes }) => kilobytes))),
        aim: AIMS.kilobytes,
      },
      { figure: 'requests', value: Math.max(...pages.map(({ requests }) => requests)), aim: '' },
      list('Taxes, from the click to the first rows (ms)', ({ firstRows }) => firstRows.all, AIMS.rows),
      list('a filter by a click: needs review (ms)', ({ review }) => review.all, AIMS.filter),
      list('a search, from its question to its rows (ms)', ({ search }) => search.asked, AIMS.filter),
      list('the same with the pause after typing (ms)', ({ search }) => search.all, ''),
    ]);
  },
};

/** What a measuring program answers. Apart from here, because the browser's driver is not needed for the other parts. */
function inBrowser(program: string): unknown {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(BROWSER, program)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the page could not be measured: ${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
