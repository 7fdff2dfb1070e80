import { ConnectorError } from '../../core/errors.ts';
import { namedList } from '../../core/named-list.ts';
import type { Backend } from '../../database/port.ts';
import { withSessions } from '../sessions.ts';
import { attempt } from '../attempt.ts';
import { checksOf, type Check } from './doctor.ts';
import type { EngineServices } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';
import { findTwins } from '../backends/twins.ts';

/**
 * Looks for what an earlier version left twice in Odoo. No line where there is nothing, and none where a side is away:
 * that has lines of its own.
 */
export async function checkTwins(
  backend: Backend,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<Check[]> {
  const twins = await attempt(() =>
    withSessions(backend, services, onProgress, (sessions) => findTwins(sessions, services)),
  );
  if (twins instanceof ConnectorError) return [];
  const { records, rows } = twins;
  const { warning } = checksOf(backend.name);
  const todo = `Look at what would be archived, then do it: woo-odoo shipping merge-twins "${backend.name}"`;
  return [
    ...(records.length === 0
      ? []
      : [
          warning(
            'delivery methods',
            `${records.length} are duplicates in Odoo, ${records.every(({ certain }) => certain) ? 'made by an earlier pairing of this store' : 'some of them recognised by name only'}: ${namesOf(records)}`,
            todo,
          ),
        ]),
    ...(rows.length === 0
      ? []
      : [
          warning(
            'backends in Odoo',
            `the app lists the store ${rows.length + 1} times for ${backend.odooCompanyName}, also as ${namesOf(rows)}`,
            todo,
          ),
        ]),
  ];
}

const MAX_NAMED = 3;

function namesOf(all: readonly { readonly name: string }[]): string {
  return namedList(
    all.map(({ name }) => `"${name}"`),
    MAX_NAMED,
  );
}
