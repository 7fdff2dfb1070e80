import type { RemoteObserver, RemoteSample } from './log.ts';

/**
 * Measures a request and reports its outcome. `now` counts milliseconds and never goes back.
 * What the request throws is passed on.
 */
export async function measured<Answer extends { readonly status: number }>(
  request: Pick<RemoteSample, 'side'> & { readonly url: string },
  { observe, now }: { readonly observe: RemoteObserver | undefined; readonly now: () => number },
  send: () => Promise<Answer>,
): Promise<Answer> {
  if (observe === undefined) return send();
  const { side, url } = request;
  const begun = now();
  const report = (outcome: RemoteSample['outcome']) =>
    observe({ side, server: new URL(url).host, milliseconds: now() - begun, outcome });
  try {
    const answer = await send();
    report(answer.status < 400 ? 'ok' : 'error');
    return answer;
  } catch (error) {
    report('unreachable');
    throw error;
  }
}
