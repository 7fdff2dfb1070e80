import { ConnectorError } from '../../core/errors.ts';
import type { Backend } from '../../database/port.ts';
import { attempt } from '../attempt.ts';
import { findReplacements } from '../backends/replace-records.ts';
import type { EngineServices } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';
import { withSessions } from '../sessions.ts';
import { checksOf, type Check } from './doctor.ts';

/** Looks for states of the connector beside which Odoo has its own by now. No line where there are none, or a side is away. */
export async function checkNamesakes(
  backend: Backend,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<Check[]> {
  const found = await attempt(() =>
    withSessions(backend, services, onProgress, (sessions) =>
      findReplacements(sessions, services, onProgress),
    ),
  );
  if (found instanceof ConnectorError || found.length === 0) return [];
  const counts = [...Map.groupBy(found, ({ subject }) => subject.group ?? '')].map(
    ([country, { length }]) => `${country} ${length}`,
  );
  return [
    checksOf(backend.name).warning(
      'states',
      `Odoo has its own beside ${found.length} that the connector created: ${counts.join(', ')}`,
      `Look at them, then let everything use Odoo's own: woo-odoo states rebind "${backend.name}"`,
    ),
  ];
}
