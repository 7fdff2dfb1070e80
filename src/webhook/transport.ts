import { fetch } from 'undici';
import { ConnectorError } from '../core/errors.ts';
import { remoteAgent } from '../remote/agent.ts';
import type { Webhook } from './port.ts';
import { SIGNATURE_HEADER, signBody } from './sign.ts';

export interface WebhookSettings {
  readonly url: string;
  readonly secret: string;
  /** Default 10,000. */
  readonly timeoutMs?: number;
  readonly now: () => Date;
}

/** Opens the way to the receiver. The address may contain a key, so messages name its host alone. */
export function openWebhook({ url, secret, timeoutMs = 10_000, now }: WebhookSettings): Webhook {
  const agent = remoteAgent({ connectMs: timeoutMs });
  const { host } = new URL(url);
  return {
    async send(notification) {
      const body = JSON.stringify(notification);
      const status = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'odoo-woocommerce-connector',
          [SIGNATURE_HEADER]: signBody(secret, body, now()),
        },
        body,
        // Elsewhere than it was sent to, nobody is meant to read it.
        redirect: 'manual',
        dispatcher: agent.to(url),
        signal: AbortSignal.timeout(timeoutMs),
      }).then(
        async (answer) => {
          await answer.body?.cancel();
          return answer.status;
        },
        (error: unknown) => {
          throw notTaken(host, error instanceof Error ? error.name : 'no response');
        },
      );
      if (status < 200 || status > 299) throw notTaken(host, `status ${status}`);
    },
  };
}

function notTaken(host: string, why: string): ConnectorError {
  return new ConnectorError({
    code: 'webhook.not_taken',
    message: `The notification receiver at ${host} did not accept a notification (${why}).`,
    hint: 'The receiver must respond to a POST with a status from 200 to 299 within ten seconds.',
    retryable: true,
  });
}
