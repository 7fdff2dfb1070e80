import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { ServerSettings } from '../settings.ts';

/** The address of whoever asks; behind a proxy the last one that the proxy saw. */
export function clientAddress(context: Context, { behindProxy }: ServerSettings): string {
  if (behindProxy) {
    // The proxy appends what it saw; anything before may have been made up.
    const last = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
    if (last !== undefined && last !== '') return last.slice(0, 64);
  }
  try {
    return getConnInfo(context).remote.address ?? 'unknown';
  } catch {
    // A request of a test comes over no connection.
    return 'unknown';
  }
}

/** Whether the browser reached us over https. */
export function isSecure(context: Context, { behindProxy, publicUrl }: ServerSettings): boolean {
  if (publicUrl !== null) return publicUrl.startsWith('https:');
  if (behindProxy) return context.req.header('x-forwarded-proto') === 'https';
  return false;
}
