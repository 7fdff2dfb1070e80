import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fetch } from 'undici';
import type { RemoteObserver } from '../../core/log.ts';
import { measured } from '../../core/measure.ts';
import { remoteAgent } from '../../remote/agent.ts';
import { publicAddress } from './address.ts';
import { StoreFailure } from './failure.ts';
import { networkFailure } from './network-errors.ts';
import type { Signed } from './sign-in.ts';

/** An answer as it came. Redirects are answers too: they are not followed, lest keys go where nobody sent them. */
export interface RawAnswer {
  readonly status: number;
  header(name: string): string | null;
  readonly text: string;
}

export interface TransportOptions {
  /** For one request from the connection to the last byte, in milliseconds. */
  readonly timeoutMs: number;
  /** The largest answer that is read, in bytes after decompression. */
  readonly maxBytes: number;
  /** PEM file of an authority to trust besides those that Node knows. */
  readonly caFile?: string | undefined;
  readonly observe?: RemoteObserver | undefined;
}

export interface Transport {
  send(request: Signed): Promise<RawAnswer>;
  /** How many requests were sent, failed ones included. */
  requests(): number;
  close(): Promise<void>;
}

/**
 * Opens connections to one store.
 *
 * @throws ConnectorError `store.ca_file` when the CA file cannot be used
 */
export function openTransport(options: TransportOptions): Transport {
  const { timeoutMs, maxBytes, caFile } = options;
  const agent = remoteAgent({
    connectMs: timeoutMs,
    // Added to the known authorities: the store's own, and any other a proxy on the way may use, both work.
    ca: caFile === undefined ? undefined : readAuthority(caFile),
    agent: { headersTimeout: timeoutMs, bodyTimeout: timeoutMs },
  });
  let sent = 0;
  const now = () => performance.now();
  const sendOnce = async (request: Signed): Promise<RawAnswer> => {
    sent += 1;
    const address = publicAddress(request.url);
    try {
      const answer = await fetch(request.url, {
        method: request.method,
        headers: {
          accept: 'application/json',
          'user-agent': 'odoo-woocommerce-connector',
          // Asks caches on the way for the store's own answer (RFC 9111); some do not heed it.
          'cache-control': 'no-cache',
          ...request.headers,
        },
        ...(request.body !== undefined && { body: request.body }),
        redirect: 'manual',
        dispatcher: agent.to(request.url),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await readText(answer.body, maxBytes, address);
      return { status: answer.status, header: (name) => answer.headers.get(name), text };
    } catch (error) {
      if (error instanceof StoreFailure) throw error;
      throw networkFailure(error, address, timeoutMs, agent.proxyHint(request.url));
    }
  };
  return {
    send: (request) =>
      measured({ side: 'store', url: request.url }, { observe: options.observe, now }, () =>
        sendOnce(request),
      ),
    requests: () => sent,
    close: () => agent.close(),
  };
}

/** Counts while reading, so that an endless answer ends here and not in the memory of this machine. */
async function readText(
  body: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
  address: string,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) {
      throw new StoreFailure({
        code: 'store.too_large',
        message: `${address} answered more than ${Math.round(maxBytes / 1024)} KiB; the rest was not read.`,
        hint: 'No WooCommerce answers that much here. Check what the address shows in a browser.',
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readAuthority(caFile: string): string {
  try {
    const pem = readFileSync(caFile, 'utf8');
    // Parsed here because TLS ignores what it cannot read, and the failure would look like an untrusted store.
    new X509Certificate(pem);
    return pem;
  } catch {
    throw new StoreFailure({
      code: 'store.ca_file',
      message: `The CA file ${caFile} cannot be read as a certificate.`,
      hint: 'Name a readable PEM file that begins with -----BEGIN CERTIFICATE-----.',
    });
  }
}
