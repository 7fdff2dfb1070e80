import { ConnectorError } from './errors.ts';
import { withoutEnd } from './trim.ts';

/** An address without slashes at its end, so that paths can be added and two spellings of it are equal. */
export function withoutTrailingSlash(address: string): string {
  return withoutEnd(address, '/');
}

/** `localhost`, `127.0.0.1` and their like, `[::1]`. */
export function isThisMachine(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(?:\.\d+){3}$/u.test(host)
  );
}

/** Whether what is sent to an address can be read by anybody on the way: plain http to another machine. */
export function isReadableOnTheWay(url: string): boolean {
  const address = url.trim();
  return URL.canParse(address) && new URL(address).protocol === 'http:' && !isThisMachine(address);
}

/**
 * An administrator's password may do everything in Odoo.
 * @throws ConnectorError `odoo.insecure` where it would be readable on the way
 */
export function refuseReadablePassword(url: string): void {
  if (!isReadableOnTheWay(url)) return;
  throw new ConnectorError({
    code: 'odoo.insecure',
    message: `The password of an administrator is not sent to ${new URL(url.trim()).origin}: without https anybody on the way can read it.`,
    hint: 'Use the https address of Odoo. In a network that you trust: woo-odoo odoo-app install --insecure-odoo, or the same flag of the command that you need.',
  });
}
