import type { Backend } from '../../database/port.ts';
import type { RecordServices } from '../ports.ts';

/** A backend by name or id, or one that was removed before, by its whole id. @throws ConnectorError `backend.unknown` */
export async function findBackend(nameOrId: string, { database }: RecordServices): Promise<Backend> {
  const found = await database.backends.find(nameOrId);
  return found !== null && found.removedAt !== null ? found : database.backends.get(nameOrId);
}
