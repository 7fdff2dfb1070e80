import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildProgram } from './build.ts';
import type { BenchPart } from './part.ts';
import { peakMbOf, REPORT_PEAK } from './peak.ts';

const LAUNCH = join(import.meta.dirname, '../../dist/launch.cjs');
const ROUNDS = 9;

/** Commands with what each may take on an idle core, in milliseconds; null: no aim. */
const COMMANDS: readonly { readonly args: readonly string[]; readonly aim: number | null }[] = [
  { args: ['--version'], aim: 150 },
  { args: ['--help'], aim: 150 },
  { args: ['backend', 'list'], aim: 300 },
  { args: ['status'], aim: null },
];

/** Starts of the built program on an empty embedded database. */
export const startup: BenchPart = {
  what: `starts of the built program, ${ROUNDS} of each; the aims are for an idle core, and "node alone" is the floor`,
  async measure(print) {
    print('building the program ...');
    buildProgram();
    const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-bench-'));
    try {
      const rows = [row('node alone', await measured(['-e', '0'], folder), null)];
      for (const { args, aim } of COMMANDS) {
        print(`woo-odoo ${args.join(' ')} ...`);
        rows.push(row(`woo-odoo ${args.join(' ')}`, await measured([LAUNCH, ...args], folder), aim));
      }
      return rows;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Starts {
  /** Wall time of each start, fastest first. */
  readonly milliseconds: readonly number[];
  readonly peakMb: number;
}

/** The first start, which may create the database, is not timed: it reports its memory. */
async function measured(args: readonly string[], folder: string): Promise<Starts> {
  const report = await start([...REPORT_PEAK, ...args], folder);
  const milliseconds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    await start(args, folder);
    milliseconds.push(performance.now() - begun);
  }
  return { milliseconds: milliseconds.toSorted((a, b) => a - b), peakMb: peakMbOf(report) };
}

/** Runs a command to its end, and returns what it wrote to standard error. */
async function start(args: readonly string[], folder: string): Promise<string> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, WOO_ODOO_DATA_DIR: folder },
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`"${args.join(' ')}" ended with ${code}: ${errors}`);
  return errors;
}

function row(command: string, { milliseconds, peakMb }: Starts, aim: number | null) {
  return {
    command,
    'median ms': Math.round(milliseconds[Math.floor(milliseconds.length / 2)] ?? Number.NaN),
    'fastest ms': Math.round(milliseconds[0] ?? Number.NaN),
    'aim ms': aim ?? '',
    'peak MB': peakMb,
  };
}
