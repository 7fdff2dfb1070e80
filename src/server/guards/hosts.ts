import type { MiddlewareHandler } from 'hono';
import { ConnectorError } from '../../core/errors.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Refuses requests that name another host than ours: a page of somebody else's can make a browser ask us under the
 * attacker's name (DNS rebinding), and that name is in `Host`.
 */
export function checkHost(allowed: () => ReadonlySet<string>): MiddlewareHandler {
  return async (context, next) => {
    const name = hostName(context.req.header('host') ?? new URL(context.req.url).host);
    if (!LOOPBACK.has(name) && !allowed().has(name))
      throw new ConnectorError({
        code: 'request.host',
        message: 'This server is not reached under that name.',
        hint: 'Set WOO_ODOO_PUBLIC_URL to the address that people use.',
      });
    await next();
  };
}

/** `Sync.Example:8080` is `sync.example`. */
export function hostName(host: string): string {
  return host
    .trim()
    .toLowerCase()
    .replace(/:\d{1,5}$/u, '');
}
