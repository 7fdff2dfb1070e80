import type { z } from 'zod';
import { OdooError } from './errors.ts';
import { wrongShape } from './http-errors.ts';
import { describeCall } from './protocol.ts';
import type { Invocation, Protocol } from './protocol.ts';
import type { Redact } from './redact.ts';
import { retrying } from './retry.ts';
import type { RetryPolicy } from './retry.ts';

/** A call; the session adds its own context to the given one, if any. */
export type Ask = Omit<Invocation, 'context'> & Partial<Pick<Invocation, 'context'>>;

/** Signed-in calls with validated answers, all in the same context. */
export interface Session {
  /** A call that is safe to repeat: repeated after failures that may pass. `onFailure` hears each of those. */
  repeat<T>(ask: Ask, answer: z.ZodType<T>, onFailure?: (error: OdooError) => void): Promise<T>;
  /** A call that must not be repeated. A lost answer is `odoo.answer_lost`. */
  once<T>(ask: Ask, answer: z.ZodType<T>): Promise<T>;
}

export interface SessionParts {
  readonly protocol: Protocol;
  readonly context: Readonly<Record<string, unknown>>;
  readonly address: string;
  readonly policy: RetryPolicy;
  readonly redact: Redact;
}

export function createSession(parts: SessionParts): Session {
  const { protocol, context, policy, redact } = parts;

  function check<T>(ask: Ask, schema: z.ZodType<T>, value: unknown): T {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
    throw wrongShape(parts.address, redact(`${describeCall(ask)}${where}: ${issue?.message ?? 'unfit'}.`));
  }

  const inContext = (ask: Ask): Invocation => ({ ...ask, context: { ...ask.context, ...context } });

  return {
    async repeat(ask, answer, onFailure) {
      const value = await retrying(() => protocol.invoke(inContext(ask)), policy, onFailure);
      return check(ask, answer, value);
    },
    async once(ask, answer) {
      const value = await protocol.invoke(inContext(ask)).catch((error: unknown) => {
        throw error instanceof OdooError && error.applied === 'unknown' ? answerLost(ask, error) : error;
      });
      return check(ask, answer, value);
    },
  };
}

function answerLost(ask: Ask, error: OdooError): OdooError {
  return new OdooError({
    code: 'odoo.answer_lost',
    message: `Whether ${describeCall(ask)} was carried out is not known, because its answer was lost: ${error.message}`,
    hint: 'It may have been applied. Look in Odoo, then run the sync again: it reads the present state first.',
    applied: 'unknown',
  });
}
