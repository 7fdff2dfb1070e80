import { isIP } from 'node:net';
import type { MiddlewareHandler } from 'hono';
import { ConnectorError } from '../../core/errors.ts';

/**
 * Refuses requests under a name that is not ours: a page of somebody else's can make a browser ask us under the
 * attacker's name (DNS rebinding), and that name is in `Host`. An address in numbers is no name that could be rebound.
 * @param names beside `localhost`: of the public address, and the one to listen on
 */
export function checkHost(names: ReadonlySet<string>): MiddlewareHandler {
  return async (context, next) => {
    const name = hostName(context.req.header('host') ?? new URL(context.req.url).host);
    if (name !== 'localhost' && isIP(name) === 0 && !names.has(name))
      throw new ConnectorError({
        code: 'request.host',
        message: 'This server is not reached under that name.',
        hint: 'Set WOO_ODOO_PUBLIC_URL to the address that people use.',
      });
    await next();
  };
}

/** `Sync.Example:8080` is `sync.example`, `[::1]:8080` is `::1`. */
export function hostName(host: string): string {
  const text = host.trim().toLowerCase();
  const [, bracketed] = /^\[([^\]]*)\](?::\d{1,5})?$/u.exec(text) ?? [];
  return bracketed ?? text.replace(/:\d{1,5}$/u, '');
}
