// Makes the sandbox's data sets and the fixtures of recorded figures from a folder of recorded answers.
//
//   npm run data:make -- RECORDINGS            writes sandbox/data/*.json and test/fixtures/*/*.json
//   npm run data:make -- RECORDINGS --check    compares instead, and fails where a file is stale
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cartsData } from './make-data/carts.ts';
import { odooData } from './make-data/odoo.ts';
import { shippingCartsData } from './make-data/shipping-carts.ts';
import { taxTrialData } from './make-data/tax-trial.ts';
import { settingsData } from './make-data/woocommerce-settings.ts';
import { woocommerceData } from './make-data/woocommerce.ts';

const SERIES = [17, 18, 19] as const;
const root = join(import.meta.dirname, '..');

function main(args: readonly string[]): number {
  const check = args.includes('--check');
  const folder = args.find((argument) => !argument.startsWith('--'));
  if (folder === undefined || !existsSync(join(folder, 'woocommerce')) || !existsSync(join(folder, 'odoo'))) {
    console.error('make-data: name a recordings folder, one that holds woocommerce/ and odoo/');
    return 1;
  }
  const files = new Map<string, string>([
    ['sandbox/data/woocommerce.json', woocommerceData(folder)],
    ['sandbox/data/woocommerce-settings.json', settingsData(folder)],
    ['test/fixtures/carts/recorded.json', cartsData(folder)],
    ['test/fixtures/carts/shipping.json', shippingCartsData(folder)],
  ]);
  for (const series of SERIES) {
    files.set(`sandbox/data/odoo-${series}.json`, odooData(folder, series));
    files.set(`test/fixtures/tax-trial/odoo-${series}.json`, taxTrialData(folder, series));
  }

  const stale = [...files].filter(([name, text]) => readIfThere(join(root, name)) !== text);
  if (check) {
    for (const [name] of stale) console.error(`make-data: ${name} is stale; run npm run data:make`);
    if (stale.length === 0) console.log(`make-data: ${files.size} data sets are up to date`);
    return stale.length === 0 ? 0 : 1;
  }
  for (const [name, text] of stale) writeFileSync(join(root, name), text);
  console.log(`make-data: wrote ${stale.length} of ${files.size} data sets`);
  return 0;
}

function readIfThere(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

process.exitCode = main(process.argv.slice(2));
