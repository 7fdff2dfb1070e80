// npm run campaign [-- --runs N] [--seed S] [--replay S] [--outputFile.json FILE]
//   whole syncs under seeded faults, each followed by one sync in a world that is well again (docs/reliability.md). Run i has the
//   seed S + i; without --seed the first half of the runs has the seeds 1, 2, ..., the other half new ones that are printed.
// npm run campaign -- --serve [--minutes M] [--backends N] [--seed S]
//   a service with many backends under load: its memory, descriptors and answers.
import { registerHooks } from 'node:module';
import { parseArgs } from 'node:util';
import { writeReport } from './campaign/report.ts';

// The stand-ins are reached without sockets where no fault is about to strike.
const undici = new URL('../test/testing/undici.ts', import.meta.url).href;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '100' },
      seed: { type: 'string' },
      replay: { type: 'string' },
      serve: { type: 'boolean', default: false },
      minutes: { type: 'string', default: '60' },
      backends: { type: 'string', default: '50' },
      'outputFile.json': { type: 'string' },
    },
  });
  const numbers = [values.runs, values.seed, values.replay, values.backends].filter(
    (text) => text !== undefined,
  );
  if (!numbers.every((text) => /^\d{1,10}$/u.test(text)) || !(Number(values.minutes) > 0))
    return refuse('give whole numbers: --runs 2000 --seed 1; --serve takes --minutes 60');
  if (values.serve) return serve(Number(values.minutes), Number(values.backends), Number(values.seed ?? 1));
  registerHooks({ resolve: (name, context, next) => next(name === 'undici' ? undici : name, context) });
  if (values.replay !== undefined) return runs([Number(values.replay)], { isReplay: true });
  const file = values['outputFile.json'];
  return runs(seedsOf(Number(values.runs), values.seed), { ...(file !== undefined && { file }) });
}

function seedsOf(count: number, seed: string | undefined): number[] {
  const from = (first: number, many: number) => Array.from({ length: many }, (_, index) => first + index);
  if (seed !== undefined) return from(Number(seed), count);
  const fixed = Math.ceil(count / 2);
  const fresh = 10_000 + (Math.floor(Date.now() / 1_000) % 4_000_000_000);
  console.log(`seeds 1 to ${fixed}, and ${fresh} to ${fresh + count - fixed - 1}`);
  return [...from(1, fixed), ...from(fresh, count - fixed)];
}

async function runs(
  seeds: readonly number[],
  { file, isReplay = false }: { readonly file?: string; readonly isReplay?: boolean },
): Promise<number> {
  const { Campaign, describeRun } = await import('../test/campaign/campaign.ts');
  const { Tally } = await import('../test/campaign/tally.ts');
  const startTime = Date.now();
  const campaign = new Campaign();
  const tally = new Tally();
  const failures: string[] = [];
  for (const seed of seeds) {
    const run = await campaign.run(seed);
    tally.add(run);
    const isBad = run.problems.length > 0;
    if (isBad) failures.push(describeRun(run));
    if (isBad || isReplay) console.log(describeRun(run));
    if (tally.runs % 200 === 0) console.log(tally.summary());
  }
  await campaign.close();
  console.log(tally.summary());
  if (file !== undefined)
    writeReport(file, { failures, passed: seeds.length - failures.length, startTime, endTime: Date.now() });
  return failures.length === 0 && seeds.length > 0 ? 0 : 1;
}

async function serve(minutes: number, backends: number, seed: number): Promise<number> {
  const { serveUnderLoad } = await import('../test/campaign/serve/serve-campaign.ts');
  console.log(`a service with ${backends} backends for ${minutes} minutes, seed ${seed}`);
  const report = (line: string) => console.log(line);
  const { problems } = await serveUnderLoad({ minutes, backends, seed, report });
  for (const problem of problems) console.log(`PROBLEM ${problem}`);
  console.log(
    problems.length === 0 ? 'the heap is flat, no descriptor lost, every request answered once' : 'FAILED',
  );
  return problems.length === 0 ? 0 : 1;
}

function refuse(why: string): number {
  console.error(`campaign: ${why}`);
  return 1;
}

process.exitCode = await main();
