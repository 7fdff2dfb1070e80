import type { Backend, BackendLock } from '../../database/port.ts';
import type { EngineServices } from '../ports.ts';

/**
 * Does work on a backend that nobody else may work on meanwhile, in this process or another on the same database. What
 * is remembered before each write to Odoo and what is settled after it is refused once the backend was lost, so that a
 * run whose connection broke ends instead of going on beside another one.
 *
 * @throws ConnectorError `backend.busy`; within the work `backend.hold_lost`
 */
export async function withBackendLock<T>(
  backend: Pick<Backend, 'id' | 'name'>,
  services: EngineServices,
  work: (services: EngineServices) => Promise<T>,
): Promise<T> {
  const lock = await services.database.lock(backend);
  try {
    return await work(checkingLock(services, lock));
  } finally {
    await lock.release();
  }
}

function checkingLock(services: EngineServices, lock: BackendLock): EngineServices {
  const { database } = services;
  const { memory, runs } = database;
  return {
    ...services,
    database: {
      ...database,
      memory: {
        ...memory,
        async intend(...args) {
          await lock.check();
          await memory.intend(...args);
        },
      },
      runs: {
        ...runs,
        async recordOutcomes(...args) {
          await lock.check();
          await runs.recordOutcomes(...args);
        },
      },
    },
  };
}
