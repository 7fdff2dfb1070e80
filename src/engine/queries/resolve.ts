import type { Resolution } from '../../core/domain.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { DomainName } from '../../core/operation.ts';
import type { Backend } from '../../database/port.ts';
import { answering } from './answering.ts';
import { withSessions } from '../sessions.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { EngineServices } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';

/** Values of an order, asked of one domain: `geography`, `{ country: 'MX', state: 'JA' }`. */
export interface Question {
  readonly domain: DomainName;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Asks a domain which Odoo records represent the values of an order. Reads both sides; writes nothing.
 * @throws ConnectorError `domain.resolve`, and what reading and the domain throw
 */
export async function resolve(
  backend: Backend,
  question: Question,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<Resolution[]> {
  const { facts, plan } = await withSessions(backend, services, onProgress, (sessions) =>
    makePlan(sessions, { domains: [question.domain] }, services, onProgress),
  );
  const [planned] = plan.domains;
  if (planned?.failure) {
    throw new ConnectorError(planned.failure);
  }
  const read = facts.get(question.domain);
  if (read?.planned.resolve === undefined || planned === undefined) {
    throw new ConnectorError({
      code: 'domain.resolve',
      message: `The domain "${question.domain}" does not support questions about orders.`,
      hint: `Ask one of these domains: ${answering(services.domains, 'resolve')}.`,
    });
  }
  return read.planned.resolve(planned, question.values);
}
