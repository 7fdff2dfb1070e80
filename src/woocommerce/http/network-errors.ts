import { StoreFailure } from './failure.ts';

const CA_HINT =
  'If the store uses a certificate of a private authority, save that authority as a PEM file and name it as the CA file of the store. Checking cannot be switched off.';

const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'INVALID_CA',
]);

/**
 * Tells a fault below HTTP: name resolution, connection, TLS, time-out. `address` must be free of keys. The error of the
 * network library is read for its code only and not kept as a cause, since it can carry addresses. `proxyHint`: added to the
 * hint where the request went through a proxy.
 */
export function networkFailure(
  error: unknown,
  address: string,
  timeoutMs: number,
  proxyHint: string | null = null,
): StoreFailure {
  const failure = describe(error, address, timeoutMs);
  if (proxyHint === null) return failure;
  const { code, message, hint = '', retryable } = failure;
  return new StoreFailure({ code, message, hint: `${hint} ${proxyHint}`.trim(), retryable });
}

function describe(error: unknown, address: string, timeoutMs: number): StoreFailure {
  const code = codeOf(error);
  const host = new URL(address).host;
  if (isTimeout(error, code)) {
    return new StoreFailure({
      code: 'store.timeout',
      message: `${address} did not answer within ${timeoutMs / 1000} s.`,
      hint: 'Try again later; if it goes on, the host of the store is too slow or a firewall drops the requests.',
      retryable: true,
    });
  }
  if (UNTRUSTED.has(code)) {
    return new StoreFailure({
      code: 'store.certificate_untrusted',
      message: `The certificate of ${host} is signed by nobody this machine trusts (${code}).`,
      hint: CA_HINT,
    });
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return new StoreFailure({
      code: 'store.certificate_name',
      message: `The certificate that ${host} shows is for another name.`,
      hint: 'Use the address that the certificate names (with or without www), or have the certificate corrected.',
    });
  }
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return new StoreFailure({
      code: 'store.certificate_expired',
      message: `The certificate of ${host} is ${code === 'CERT_HAS_EXPIRED' ? 'out of date' : 'not valid yet'}.`,
      hint: 'Have the certificate renewed, and check the date and time of this machine.',
    });
  }
  if (code === 'ENOTFOUND') {
    return new StoreFailure({
      code: 'store.unknown_host',
      message: `There is no host named ${new URL(address).hostname}.`,
      hint: 'Check the spelling of the address.',
    });
  }
  if (code === 'ECONNREFUSED') {
    return new StoreFailure({
      code: 'store.refused',
      message: `Nothing answers at ${host}: the connection was refused.`,
      hint: 'Check the address and its port. A store without https must be given with http:// in front.',
      retryable: true,
    });
  }
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') {
    return new StoreFailure({
      code: 'store.tls',
      message: `${host} could not agree on an encrypted connection (${code}).`,
      hint: 'Check the port; a store without https must be given with http:// in front.',
    });
  }
  return new StoreFailure({
    code: 'store.unreachable',
    message: `The connection to ${host} failed${code === '' ? '' : ` (${code})`}.`,
    hint: 'Check that this machine can reach the store, then try again.',
    // An answer that is no HTTP will not become HTTP by asking again.
    retryable: !code.startsWith('HPE_'),
  });
}

function isTimeout(error: unknown, code: string): boolean {
  if (/^(?:UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT|ETIMEDOUT)$/.test(code)) return true;
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

/** The first error code (`ECONNREFUSED`, …) along the chain of causes, or an empty text. */
function codeOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 5) return '';
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code)) return code;
  const inner: unknown[] = error instanceof AggregateError ? error.errors : [];
  return codeOf(error.cause ?? inner[0], depth + 1);
}
