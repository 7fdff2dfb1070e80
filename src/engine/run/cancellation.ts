import { stopCause, throwIfAborted } from '../../core/cancellation.ts';
import type { EngineServices, OdooSession } from '../ports.ts';
import type { RunRequest } from './run-request.ts';

/**
 * The services for a run that ends early when the process is asked to stop: the batch in hand is finished, read back and
 * recorded, and the next write to Odoo or read of the store is refused with `run.stopped`. What the app in Odoo shows of
 * the run goes through all the same.
 *
 * @param origin of a run for a button in Odoo: where a user stops it before it signed in, it signs in all the same, to answer
 *   the request that it claims; else the request would stay there and begin the next run
 */
export function abortable(
  stop: AbortSignal | undefined,
  services: EngineServices,
  origin?: RunRequest['origin'],
): EngineServices {
  if (stop === undefined) return services;
  return {
    ...services,
    openStore: (connection, options) => services.openStore(connection, { ...options, stop }),
    openOdoo: async (connection, options) => {
      if (origin !== 'odoo' || stopCause(stop) !== 'user') throwIfAborted(stop);
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
