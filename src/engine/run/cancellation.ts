import { throwIfAborted } from '../../core/cancellation.ts';
import type { EngineServices, OdooSession } from '../ports.ts';

/**
 * The services for a run that ends early when the process is asked to stop: the batch in hand is finished, read back and
 * recorded, and the next write to Odoo or read of the store is refused with `run.stopped`. What the app in Odoo shows of
 * the run goes through all the same.
 */
export function abortable(stop: AbortSignal | undefined, services: EngineServices): EngineServices {
  if (stop === undefined) return services;
  return {
    ...services,
    openStore: (connection, options) => services.openStore(connection, { ...options, stop }),
    openOdoo: async (connection, options) => {
      throwIfAborted(stop);
      return refusing(stop, await services.openOdoo(connection, { ...options, stop }));
    },
  };
}

function refusing(stop: AbortSignal, odoo: OdooSession): OdooSession {
  return {
    ...odoo,
    load: async (...ask) => {
      throwIfAborted(stop);
      return odoo.load(...ask);
    },
    create: async (...ask) => {
      throwIfAborted(stop);
      return odoo.create(...ask);
    },
    write: async (...ask) => {
      throwIfAborted(stop);
      return odoo.write(...ask);
    },
    call: async (...ask) => {
      throwIfAborted(stop);
      return odoo.call(...ask);
    },
  };
}
