import { ConnectorError } from '../../core/errors.ts';
import type { Warning } from '../../core/log.ts';
import type { Backend } from '../../database/port.ts';
import { attempt } from '../attempt.ts';
import { checksOf, type Check } from './doctor.ts';
import { checkNamesakes } from './namesakes.ts';
import { checkTwins } from './twins.ts';
import { checkDatabase } from './machine.ts';
import { checkOdoo } from './odoo.ts';
import { checkStore } from './store.ts';
import type { EngineServices } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';

/** Checks the database and one backend, or all of them. One side that is down leaves the other to be checked. */
export async function runDoctor(
  nameOrId: string | undefined,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<Check[]> {
  const { backends } = services.database;
  const chosen = nameOrId === undefined ? await backends.list() : [await backends.get(nameOrId)];
  const database = checkDatabase(await services.database.facts());
  const none: Check = {
    ...checksOf(null).ok('backends', 'there is no backend yet, so no store and no Odoo was checked'),
    todo: 'Pair a store with an Odoo: woo-odoo backend add',
  };
  onProgress({ step: 'connecting' });
  const checks = await Promise.all(chosen.map((backend) => examineBackend(backend, services, onProgress)));
  return [database, ...(chosen.length === 0 ? [none] : []), ...checks.flat()];
}

async function examineBackend(
  backend: Backend,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<Check[]> {
  const secrets = await attempt(() => services.database.backends.secrets(backend.id));
  if (secrets instanceof ConnectorError) return [checksOf(backend.name).failure('credentials', secrets)];
  const options = {
    onWarning: ({ message }: Warning) => onProgress({ step: 'warning', message }),
  };
  const [store, odoo] = await Promise.all([
    checkStore(backend, secrets, services, options),
    checkOdoo(backend, secrets, services, options),
  ]);
  const answered = [...store, ...odoo];
  // Where a side does not answer, nothing more is asked of it.
  const isAway = answered.some(
    ({ name, status }) => status === 'problem' && (name === 'store' || name === 'Odoo'),
  );
  if (isAway) return answered;
  const quiet = () => undefined;
  return [
    ...answered,
    ...(await checkTwins(backend, services, quiet)),
    ...(await checkNamesakes(backend, services, quiet)),
  ];
}
