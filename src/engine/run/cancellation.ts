import { refuseWhenStopped } from '../../core/stop.ts';
import type { EngineServices, OdooSession } from '../ports.ts';

/**
 * The services for a run that ends early when the process is told to stop: the batch in hand is finished, read back and
 * recorded, and the next write to Odoo or read of the store is refused with `run.stopped`. What the app in Odoo is told of
 * the run goes through all the same.
 */
export function stoppingAt(stop: AbortSignal | undefined, services: EngineServices): EngineServices {
  if (stop === undefined) return services;
  return {
    ...services,
    openStore: (connection, options) => services.openStore(connection, { ...options, stop }),
    openOdoo: async (connection, options) => {
      refuseWhenStopped(stop);
      return refusing(stop, await services.openOdoo(connection, { ...options, stop }));
    },
  };
}

function refusing(stop: AbortSignal, odoo: OdooSession): OdooSession {
  return {
    ...odoo,
    load: async (...ask) => {
      refuseWhenStopped(stop);
      return odoo.load(...ask);
    },
    create: async (...ask) => {
      refuseWhenStopped(stop);
      return odoo.create(...ask);
    },
    write: async (...ask) => {
      refuseWhenStopped(stop);
      return odoo.write(...ask);
    },
    call: async (...ask) => {
      refuseWhenStopped(stop);
      return odoo.call(...ask);
    },
  };
}
