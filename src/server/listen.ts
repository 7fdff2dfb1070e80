import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { ConnectorError } from '../core/errors.ts';

/** A server that listens. */
export interface Listening {
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  close(): Promise<void>;
}

/** Listens for HTTP; port 0 takes a free one. @throws ConnectorError `http.port` */
export async function listen(
  app: { readonly fetch: Parameters<typeof serve>[0]['fetch'] },
  place: { host: string; port: number },
): Promise<Listening> {
  const { host, port } = place;
  const server = serve({ fetch: app.fetch, hostname: host, port });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new ConnectorError({
          code: 'http.port',
          message: `Nothing can listen on ${host}, port ${port}: ${error.code ?? error.message}.`,
          hint: 'Name another in WOO_ODOO_HOST and WOO_ODOO_PORT, or end what uses it.',
        }),
      );
    });
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        // A kept-alive connection of a monitor would keep the process alive.
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
