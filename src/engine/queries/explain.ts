import { ConnectorError } from '../../core/errors.ts';
import type { Explanation } from '../../core/explanation.ts';
import type { Backend } from '../../database/port.ts';
import { answering } from './answering.ts';
import { withSessions } from '../sessions.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { EngineServices } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';
import type { Question } from './resolve.ts';

/**
 * Has a domain explain how both servers come to a result. Reads both sides; writes nothing.
 * @throws ConnectorError `domain.explain`, and what reading and the domain throw
 */
export async function explain(
  backend: Backend,
  question: Question,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<Explanation> {
  return withSessions(backend, services, onProgress, async (sessions) => {
    const options = { domains: [question.domain] };
    const { facts, plan } = await makePlan(sessions, options, services, onProgress);
    const [planned] = plan.domains;
    if (planned?.failure) throw new ConnectorError(planned.failure);
    const read = facts.get(question.domain);
    if (read?.planned.explain === undefined) {
      throw new ConnectorError({
        code: 'domain.explain',
        message: `The domain "${question.domain}" has nothing to explain.`,
        hint: `Ask one of these domains: ${answering(services.domains, 'explain')}.`,
      });
    }
    return read.planned.explain(question.values, sessions.odoo);
  });
}
