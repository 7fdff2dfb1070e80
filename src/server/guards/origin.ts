import type { MiddlewareHandler } from 'hono';
import { ConnectorError } from '../../core/errors.ts';
import { isWriting } from './methods.ts';

/**
 * Refuses what writes and comes from a page of another origin. Browsers send `Sec-Fetch-Site` and `Origin` and let no
 * page change them; a program sends neither and has no cookie that could be misused.
 */
export function checkOrigin(publicUrl: string | null): MiddlewareHandler {
  const publicHost = publicUrl === null ? null : new URL(publicUrl).host.toLowerCase();
  return async (context, next) => {
    const { req } = context;
    if (isWriting(req.method)) {
      const site = req.header('sec-fetch-site');
      const origin = req.header('origin');
      const isForeign =
        (site !== undefined && site !== 'same-origin' && site !== 'none') ||
        (origin !== undefined && !isOurs(origin, [hostOf(req.header('host'), req.url), publicHost]));
      if (isForeign)
        throw new ConnectorError({
          code: 'account.origin',
          message: 'This request comes from a page of another site and was refused.',
          hint: 'Open the page under its own address; behind a proxy set WOO_ODOO_PUBLIC_URL to that address.',
        });
    }
    await next();
  };
}

const hostOf = (header: string | undefined, url: string) => (header ?? new URL(url).host).toLowerCase();

function isOurs(origin: string, hosts: readonly (string | null)[]): boolean {
  // `null` for a page without an origin of its own.
  return URL.canParse(origin) && hosts.includes(new URL(origin).host.toLowerCase());
}
