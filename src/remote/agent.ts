import { getCACertificates } from 'node:tls';
import { Agent, EnvHttpProxyAgent, type Dispatcher } from 'undici';
import { isThisMachine } from '../core/address.ts';

export interface RemoteAgentOptions {
  /** Certificates (PEM) to trust beside those of Node, NODE_EXTRA_CA_CERTS included. */
  readonly ca?: string | undefined;
  /** For a connection to be made, in milliseconds. */
  readonly connectMs: number;
  readonly agent?: Omit<Agent.Options, 'connect'>;
}

/** The way to servers elsewhere: directly, or through the proxy that the environment names. */
export interface RemoteAgent {
  /** What `fetch` takes as its dispatcher for this address. */
  to(url: string): Dispatcher;
  /** A sentence for whoever cannot reach the address, if a proxy may be why; else null. */
  proxyHint(url: string): string | null;
  close(): Promise<void>;
}

/**
 * Follows HTTP_PROXY, HTTPS_PROXY and NO_PROXY (also in small letters), as undici reads them. An address of this machine is never asked for
 * through a proxy. Connects to nothing yet.
 */
export function remoteAgent({ ca, connectMs, agent = {} }: RemoteAgentOptions): RemoteAgent {
  const trust = ca === undefined ? {} : { ca: [...getCACertificates('default'), ca] };
  const direct = new Agent({ ...agent, connect: { timeout: connectMs, ...trust } });
  const proxied = isProxySet()
    ? new EnvHttpProxyAgent({
        ...{ ...agent, connect: { timeout: connectMs, ...trust } },
        ...{ requestTls: { timeout: connectMs, ...trust }, proxyTls: { timeout: connectMs, ...trust } },
      })
    : direct;
  return {
    to: (url) => (isThisMachine(url) ? direct : proxied),
    proxyHint: (url) =>
      proxied === direct || isThisMachine(url)
        ? null
        : 'HTTP_PROXY or HTTPS_PROXY is set: check that proxy, or add the host to NO_PROXY.',
    close: async () => {
      await direct.close();
      if (proxied !== direct) await proxied.close();
    },
  };
}

function isProxySet(): boolean {
  const { HTTP_PROXY, HTTPS_PROXY, http_proxy, https_proxy } = process.env;
  return [HTTP_PROXY, HTTPS_PROXY, http_proxy, https_proxy].some((value) => (value ?? '') !== '');
}
