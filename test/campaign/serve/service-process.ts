// A service as `woo-odoo serve` starts it, in a process of its own that reports its figures to its parent. Run by Node with
// --expose-gc; the settings are in the environment.
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { clientOptions, composeApp, composeServices } from '../../../src/compose.ts';
import { openService } from '../../../src/compose-service.ts';
import { readConfig } from '../../../src/config/config.ts';

/** What is measured of the service. */
export interface Figures {
  /** After a full collection, in bytes. */
  readonly heap: number;
  readonly resident: number;
  readonly descriptors: number;
  /** Timers, sockets and requests that keep the process alive. */
  readonly resources: number;
}

/** What the service sends to its parent. */
export type FromService =
  | { readonly kind: 'started'; readonly url: string }
  | { readonly kind: 'figures'; readonly figures: Figures }
  | { readonly kind: 'faults'; readonly lines: readonly string[] };

const config = readConfig();
const faults: string[] = [];
const send = (message: FromService) => void process.send?.(message);

const service = await openService({
  ...{ role: 'serve', dataDir: config.dataDir, config },
  wire: (database, observe) => composeServices(database, clientOptions(config, observe)),
  odooApp: {
    build: (series) => Promise.resolve(composeApp(config).build(series)),
    open: (place) => composeApp(config).open(place),
  },
  write: (text) => {
    // Only what nobody foresaw; a server that is away for a moment is not.
    if (text.includes('"event":"fault"')) faults.push(text.trim());
  },
});
send({ kind: 'started', url: service.url ?? '' });

async function figures(): Promise<Figures> {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error('start Node with --expose-gc');
  // Twice: what has a finalizer is only freed by the second.
  for (let times = 0; times < 2; times += 1) {
    gc();
    await sleep(50);
  }
  const { heapUsed: heap, rss: resident } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo().length;
  return { heap, resident, resources, descriptors: readdirSync('/proc/self/fd').length };
}

process.on('message', (asked) => {
  if (asked === 'figures') void figures().then((found) => send({ kind: 'figures', figures: found }));
  if (asked === 'stop')
    void service.stop().then(() => {
      send({ kind: 'faults', lines: faults });
      process.disconnect();
    });
});
