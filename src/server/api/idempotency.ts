import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { AccountServices } from '../../accounts/services.ts';
import { ConnectorError } from '../../core/errors.ts';

export const IDEMPOTENCY_HEADER = 'Idempotency-Key';

/** What a request may carry so that it is carried out once. */
export const idempotencyHeader = z.object({
  [IDEMPOTENCY_HEADER]: z.string().min(1).max(100).optional().openapi({
    description: 'A text of your choice: the same request with the same text is carried out once.',
  }),
});

/** A request that has not been answered after this time was lost with its process. */
const ABANDONED_MS = 60_000;
/** How long a repeated request gets the answer of the first. */
const KEPT_MS = 24 * 60 * 60_000;

export interface OnceRequest {
  /** Who asks: keys of different people and programs do not meet. */
  readonly asker: string;
  /** What the client chose; absent: the request is carried out each time. */
  readonly key: string | undefined;
  /** What is asked for: the same key for something else is an error. */
  readonly what: readonly string[];
}

/**
 * Carries a request out once for each key; a repetition gets the first answer.
 * @throws ConnectorError `request.key_reused`, `request.under_way`
 */
export async function answerOnce<Answer extends object>(
  request: OnceRequest,
  { tables, now }: AccountServices,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  if (request.key === undefined) return answer();
  const { keptAnswers } = tables;
  const key = hash([request.asker, request.key]);
  const asked = hash(request.what);
  const at = now();
  await keptAnswers.removeBefore(new Date(at.getTime() - KEPT_MS).toISOString());
  const before = await keptAnswers.begin(
    { key, request: asked, createdAt: at.toISOString() },
    new Date(at.getTime() - ABANDONED_MS).toISOString(),
  );
  if (before !== null) {
    if (before.request !== asked)
      throw new ConnectorError({
        code: 'request.key_reused',
        message: `This ${IDEMPOTENCY_HEADER} was used for another request.`,
        hint: 'Use a new one for each thing that you ask for.',
      });
    if (before.body === null)
      throw new ConnectorError({
        code: 'request.under_way',
        message: 'The same request is being answered right now.',
        hint: 'Repeat it in a minute, with the same key.',
        retryable: true,
      });
    return JSON.parse(before.body) as Answer;
  }
  try {
    const given = await answer();
    await keptAnswers.end(key, JSON.stringify(given));
    return given;
  } catch (error) {
    // What failed may be tried again under the same key.
    await keptAnswers.drop(key);
    throw error;
  }
}

const hash = (parts: readonly string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');
