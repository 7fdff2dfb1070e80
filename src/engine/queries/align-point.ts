import { ConnectorError } from '../../core/errors.ts';
import type { Backend } from '../../database/port.ts';
import type { EngineServices } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';
import type { OdooSignIn } from '../sessions.ts';
import { align, findAlignment, type FoundAlignment } from './align.ts';
import { checkBackend } from './check.ts';

/**
 * Checks, and makes Odoo agree on one point: what `check --align` does in two steps with a question between them. Nothing
 * of the administrator's sign-in is kept.
 *
 * @param expected the value that the user saw Odoo would get; another one by now is refused
 * @returns the point as it was found; without an alignment where both sides agree already
 * @throws ConnectorError `check.unknown_point`, `check.not_alignable`, `check.changed`, and what `align` throws
 */
export async function alignPoint(
  backend: Backend,
  { expected, key }: { readonly key: string; readonly expected: string },
  administrator: OdooSignIn,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<FoundAlignment> {
  const { agreements, failures } = await checkBackend(backend, services, onProgress);
  const [failure] = failures;
  if (failure !== undefined && agreements.length === 0) throw new ConnectorError(failure);
  const found = findAlignment(agreements, key);
  if (found.alignment === null) return found;
  if (found.alignment.to !== expected)
    throw new ConnectorError({
      code: 'check.changed',
      message: `To agree on "${found.agreement.topic}" Odoo would get "${found.alignment.to}" now, not "${expected}". Nothing was written.`,
      hint: 'Something has changed in the meantime. Check again.',
    });
  await align(backend, found.alignment, administrator, services, onProgress);
  return found;
}
