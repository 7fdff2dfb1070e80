// npm run bench [-- PART...]: figures of this machine. Without a name all parts run. Each part is a file under bench/.
import { rates } from './bench/rates.ts';
import { startup } from './bench/startup.ts';
import { workers } from './bench/workers.ts';
import type { BenchPart } from './bench/part.ts';

const PARTS: Readonly<Record<string, BenchPart>> = { startup, rates, workers };

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !Object.hasOwn(PARTS, name));
  if (unknown.length > 0) {
    console.error(
      `bench: there is no part ${unknown.join(', ')}; there are: ${Object.keys(PARTS).join(', ')}`,
    );
    return 1;
  }
  for (const [name, part] of Object.entries(PARTS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`\n${name}: ${part.what}`);
    const say = (text: string) => console.error(`  ${text}`);
    try {
      console.table(await part.measure(say));
    } catch (error) {
      console.error(
        `bench: ${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return 1;
    }
  }
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
