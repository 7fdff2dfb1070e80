import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The recordings the contract test is about: one WooCommerce, three Odoos, exchange by exchange. */
const PATTERNS = [
  'woocommerce/11.0.1/*.json',
  'woocommerce/11.0.1/oauth/*.json',
  'woocommerce/11.0.1/seed/*.json',
  'woocommerce/11.0.1/store-api/*.json',
  'odoo/*/wire/*.json',
  'odoo/*/fields_get.*.json',
  'odoo/*/records.delivery.*.json',
];

/** Lists of what was recorded, not exchanges. */
const INDEXES = /\/_index\.json$/;

/** Every recording below a folder, relative to it, sorted. */
export function findRecordings(folder: string): string[] {
  return PATTERNS.flatMap((pattern) => globSync(pattern, { cwd: folder }))
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => !INDEXES.test(name))
    .toSorted();
}

/** The folder named by scripts/test-recorded.ts. Throws where there is none: these tests never pass empty. */
export function recordingsFolder(): string {
  const folder = process.env['RECORDED'];
  if (folder === undefined || !existsSync(folder)) {
    throw new Error('no recordings: run npm run test:recorded -- FOLDER');
  }
  return folder;
}

/** One recording, parsed. */
export function readRecording(name: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(recordingsFolder(), name), 'utf8')) as Readonly<
    Record<string, unknown>
  >;
}
