import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OdooImage, SandboxOdoo } from '../odoo/start.ts';
import type { ChartName } from '../odoo/accounting/country-charts.ts';
import type { Series } from '../odoo/model.ts';
import type { SandboxStore } from '../woocommerce/start.ts';
import type { ShopData } from '../woocommerce/state.ts';
import type { SandboxOptions } from './options.ts';
import type { StoreKind } from './stores.ts';

/** Raised when a file of an earlier sandbox cannot be read any more. */
const FORMAT = 1;
const FILE = 'sandbox.json';

/** What a sandbox is, and what its servers contain. */
export interface SandboxState {
  readonly format: typeof FORMAT;
  readonly series: Series;
  readonly store: StoreKind;
  readonly chart: ChartName;
  readonly database: string;
  readonly ports: { readonly store: number; readonly odoo: number };
  readonly shop: ShopData;
  readonly odoo: OdooImage;
}

/** What a folder has of an earlier time; null where it is new. @throws Error where the file cannot be used */
export function readState(folder: string): SandboxState | null {
  const file = join(folder, FILE);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  let state: Omit<SandboxState, 'format'> & { readonly format: number };
  try {
    state = JSON.parse(text) as SandboxState;
  } catch {
    throw new Error(`${file} cannot be read; remove it to begin anew`);
  }
  if (state.format !== FORMAT)
    throw new Error(`${file} was made by another version of the sandbox; remove it to begin anew`);
  return { ...state, format: FORMAT };
}

/** A folder keeps what it was made with. @throws Error where something else was asked for */
export function refuseOtherChoices(
  { chart, database, ports, series, store }: SandboxState,
  { given, ...asked }: SandboxOptions,
): void {
  const kept = { series, store, database, chart, port: ports.store };
  for (const name of ['series', 'store', 'database', 'chart', 'port'] as const) {
    if (!given.includes(name) || asked[name] === kept[name]) continue;
    // A free port was asked for, and this one was found.
    if (name === 'port' && asked.port === 0) continue;
    throw new Error(
      `the folder of --state was made with --${name} ${kept[name]}; leave --${name} out, or name another folder`,
    );
  }
}

/** Writes the file as a whole or not at all. */
function writeState(folder: string, state: SandboxState): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, FILE);
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
}

const SAVE_MS = 3000;

/**
 * Keeps what both servers contain in a folder: now, while they run, and with `save()` at their end.
 * A sandbox that is killed loses at most some seconds.
 */
export function keepState(
  folder: string,
  { odoo, store }: { readonly store: SandboxStore; readonly odoo: SandboxOdoo },
  facts: Pick<SandboxState, 'chart' | 'store'>,
): { readonly save: () => void } {
  let saved: { readonly shop: ShopData; readonly odoo: string } | undefined;
  const save = () => {
    // The store replaces its data as a whole on every change.
    const now = { shop: store.control.data(), odoo: odoo.control.state() };
    if (saved?.shop === now.shop && saved.odoo === now.odoo) return;
    writeState(folder, {
      ...{ format: FORMAT, ...facts, series: odoo.series, database: odoo.database },
      ports: { store: portOf(store.url), odoo: portOf(odoo.url) },
      shop: now.shop,
      odoo: odoo.image(),
    });
    saved = now;
  };
  save();
  const timer = setInterval(save, SAVE_MS).unref();
  return {
    save: () => {
      clearInterval(timer);
      save();
    },
  };
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
