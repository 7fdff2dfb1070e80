// npm run bench [-- PART...]: figures of this machine. Without a name all parts run. Each part is a file under bench/.
// npm run bench -- rates 100000 [--double]: with so many rates, and with twice as many.
import { parseArgs } from 'node:util';
import { api } from './bench/api.ts';
import { page } from './bench/page.ts';
import { proof } from './bench/proof.ts';
import { rates } from './bench/rates.ts';
import { startup } from './bench/startup.ts';
import { workers } from './bench/workers.ts';
import type { BenchPart } from './bench/part.ts';

const PARTS: Readonly<Record<string, BenchPart>> = { startup, rates, workers, api, page, proof };

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { double: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const numbers = positionals.filter((word) => /^\d+$/u.test(word));
  const names = positionals.filter((word) => !numbers.includes(word));
  const unknown = names.filter((name) => !Object.hasOwn(PARTS, name));
  if (unknown.length > 0)
    return refuse(`there is no part ${unknown.join(', ')}; there are: ${Object.keys(PARTS).join(', ')}`);
  const { double } = values;
  if (double && names.some((name) => name !== 'rates')) return refuse('--double goes with rates alone');
  const [size] = numbers.map(Number);
  const sized = names.length > 0 && names.every((name) => PARTS[name]?.sized === true);
  if ((size !== undefined || double) && !sized)
    return refuse('a number goes with rates or proof alone, --double with rates: rates 50000 --double');
  if (numbers.length > 1 || size === 0) return refuse('give one number of records, 1 or more');
  for (const [name, part] of Object.entries(PARTS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`\n${name}: ${part.what}`);
    const report = (text: string) => console.error(`  ${text}`);
    try {
      console.table(await part.measure(report, { size, double }));
    } catch (error) {
      return refuse(
        `${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }
  return 0;
}

function refuse(why: string): number {
  console.error(`bench: ${why}`);
  return 1;
}

process.exitCode = await main(process.argv.slice(2));
