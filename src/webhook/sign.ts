import { createHmac } from 'node:crypto';

/** The header that proves who sent a notification, and when. */
export const SIGNATURE_HEADER = 'x-woo-odoo-signature';

/**
 * Signs a body: `t=<seconds since 1970>,v1=<HMAC-SHA256 of "<t>.<body>" in hexadecimal>`. A receiver computes the same
 * over the raw body with the shared secret, compares in constant time, and refuses old times against repetition.
 */
export function signBody(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${mac}`;
}
