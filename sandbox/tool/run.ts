import { readFileSync } from 'node:fs';
import { startOdoo, startStore } from '../index.ts';
import type { SandboxOdoo, SandboxStore } from '../index.ts';
import { disturb } from './faults.ts';
import type { SandboxOptions } from './options.ts';
import { keepState, readState, refuseOtherChoices } from './state-folder.ts';
import { chartFor, furnish } from './stores.ts';

/** The servers that were asked for, as they run. */
export interface RunningSandbox {
  readonly store: SandboxStore | null;
  readonly odoo: SandboxOdoo | null;
  /** What both contained before is there again. */
  readonly isRestored: boolean;
  close(): Promise<void>;
}

/** Starts what was asked for. @throws Error with a sentence for the user */
export async function runSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const { server, state: folder, tls } = options;
  if (folder !== undefined && server !== 'both')
    throw new Error('--state keeps both servers; name none of them');
  const kept = folder === undefined ? null : readState(folder);
  if (kept !== null) refuseOtherChoices(kept, options);
  const secure = tls && { tls: { key: readFileSync(tls.key, 'utf8'), cert: readFileSync(tls.cert, 'utf8') } };
  const kind = kept?.store ?? options.store;
  const chart = kept?.chart ?? options.chart ?? chartFor(kind);
  const ports = kept?.ports ?? {
    store: options.port,
    odoo: options.port === 0 || server === 'odoo' ? options.port : options.port + 1,
  };
  const { language, ...behaviour } = options.behaviour;
  const store =
    server === 'odoo'
      ? null
      : await startStore(
          kept === null
            ? { port: ports.store, ...secure, ...behaviour, ...(language && { language }) }
            : { port: ports.store, ...secure, shop: kept.shop },
        );
  if (store !== null && kept === null) furnish(kind, store.control);
  const odoo =
    server === 'woocommerce'
      ? null
      : await startOdoo({
          ...{ port: ports.odoo, ...secure, chart },
          series: kept?.series ?? options.series,
          database: kept?.database ?? options.database,
          ...(kept && { image: kept.odoo }),
        });
  const calm = disturb(
    [store, odoo].flatMap((each) => (each === null ? [] : [each.control])),
    options.faults,
  );
  const keeper =
    folder === undefined || store === null || odoo === null
      ? null
      : keepState(folder, { store, odoo }, { chart, store: kind });
  return {
    ...{ store, odoo, isRestored: kept !== null },
    close: async () => {
      calm();
      keeper?.save();
      await Promise.all([store?.close(), odoo?.close()]);
    },
  };
}
