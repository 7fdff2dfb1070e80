import type { Context } from 'hono';
import { Hono } from 'hono';
import type { WebFile, WebFiles } from './web-files.ts';

/** The name of a file with the hash of its content: it never changes. */
const HASHED = /^\/assets\//u;

const NOT_BUILT = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Odoo WooCommerce Connector</title></head>
  <body>
    <h1>The web page has not been built</h1>
    <p>Run "npm run build", then start the service again. The <a href="/api/docs">API</a> works without it.</p>
  </body>
</html>
`;

/**
 * The web page: its files, and the same document for all of its addresses, in which the page itself finds out what is
 * asked for. It needs no sign-in and shows no data; whatever it shows comes from the API.
 */
export function webPage(files: WebFiles | null): Hono {
  const page = new Hono();
  page.get('*', async (context, next) => {
    const { path } = context.req;
    if (path.startsWith('/api/')) return next();
    if (files === null) return context.html(NOT_BUILT, 503);
    const acceptEncoding = context.req.header('accept-encoding') ?? '';
    const isHashed = HASHED.test(path);
    const isPage = !isHashed && (context.req.header('accept') ?? '').includes('text/html');
    const file =
      (await files.read(path.slice(1), acceptEncoding)) ??
      (isPage ? await files.read('index.html', acceptEncoding) : null);
    if (file === null) return next();
    return send(context, file, isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  });
  return page;
}

function send(context: Context, { content, type, encoding, tag }: WebFile, caching: string): Response {
  const headers = {
    'content-type': type,
    'cache-control': caching,
    vary: 'Accept-Encoding',
    etag: tag,
    ...(encoding !== null && { 'content-encoding': encoding }),
  };
  if (context.req.header('if-none-match') === tag) return context.body(null, 304, headers);
  return context.body(content, 200, headers);
}
