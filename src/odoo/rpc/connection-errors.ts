import { OdooError } from './errors.ts';
import type { OdooErrorDescription } from './errors.ts';

/** A failure that happens before a request is on its way; nothing can have been applied. */
interface Unreachable {
  readonly problem: string;
  readonly retryable: boolean;
}

const UNREACHABLE: ReadonlyMap<string, Unreachable> = new Map(
  Object.entries<Unreachable>({
    ECONNREFUSED: { problem: 'nothing listens there', retryable: true },
    EHOSTUNREACH: { problem: 'no route leads there', retryable: true },
    ENETUNREACH: { problem: 'no route leads there', retryable: true },
    UND_ERR_CONNECT_TIMEOUT: { problem: 'no connection was made in time', retryable: true },
    EAI_AGAIN: { problem: 'its name could not be looked up', retryable: true },
    ENOTFOUND: { problem: 'its name is unknown', retryable: false },
  }),
);

/** OpenSSL's names for a certificate that cannot be trusted, as Node passes them on. */
const CERTIFICATE =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*|CERT_.*|ERR_TLS_CERT_.*|INVALID_CA|HOSTNAME_MISMATCH)$/;
const NOT_TLS = /^(ERR_SSL_.*|EPROTO)$/;

/**
 * Reports what went wrong below HTTP. The original error is not kept as a cause: what libraries put into their errors
 * is out of our hands, and requests contain the password.
 */
export function connectionError(
  error: unknown,
  url: string,
  timeoutMs: number,
  proxyHint: string | null = null,
): OdooError {
  const description = describe(error, url, timeoutMs);
  const hint = [description.hint, proxyHint].filter((text) => text !== undefined && text !== null).join(' ');
  return new OdooError({ ...description, hint });
}

function describe(error: unknown, url: string, timeoutMs: number): OdooErrorDescription {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return {
      code: 'odoo.timeout',
      message: `No answer from ${url} within ${Math.round(timeoutMs / 1000)} seconds.`,
      hint: 'Odoo is busy or hangs. Try again later.',
      retryable: true,
      applied: 'unknown',
    };
  }
  const code = errorCode(error);
  const unreachable = UNREACHABLE.get(code);
  if (unreachable !== undefined) {
    return {
      code: 'odoo.unreachable',
      message: `Cannot reach ${url}: ${unreachable.problem} (${code}).`,
      hint: 'Check the address and port, that Odoo runs, and that this machine may connect to it.',
      retryable: unreachable.retryable,
    };
  }
  if (CERTIFICATE.test(code)) {
    return {
      code: 'odoo.certificate',
      message: `The certificate of ${url} cannot be trusted (${code}).`,
      hint: 'If your organisation signs its own certificates, name its CA file in the backend (Odoo CA file).',
    };
  }
  if (NOT_TLS.test(code)) {
    return {
      code: 'odoo.not_tls',
      message: `${url} does not speak TLS as expected (${code}).`,
      hint: 'Check whether the address should begin with http:// or name another port.',
    };
  }
  return {
    code: 'odoo.connection_lost',
    message: `The connection to ${url} broke before the whole answer had come${code === '' ? '' : ` (${code})`}.`,
    hint: 'Try again; if it stays so, look at the proxy and the log of the Odoo server.',
    retryable: true,
    applied: 'unknown',
  };
}

/** The innermost code: undici wraps the socket's error, Node wraps one error per address tried. */
function errorCode(error: unknown): string {
  let code = '';
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') code = at.code;
  }
  return code;
}
