import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Hono } from 'hono';
import { API_PATH } from './path.ts';

/** The files of Swagger UI that a page needs. They are served from here: the page loads nothing from elsewhere. */
const FILES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>API of the Odoo WooCommerce Connector</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
  </head>
  <body>
    <div id="api"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

/** A browser that is signed in sends its CSRF token with what it tries here. */
const START = `fetch('${API_PATH}/session').then((answer) => (answer.ok ? answer.json() : null)).then((who) => {
  const token = who?.session?.csrfToken;
  SwaggerUIBundle({
    url: '${API_PATH}/openapi.json',
    dom_id: '#api',
    deepLinking: true,
    requestInterceptor: (request) => {
      if (token) request.headers['X-CSRF-Token'] = token;
      return request;
    },
  });
});
`;

/** The interactive documentation of the API. */
export function apiDocs(): Hono {
  const docs = new Hono();
  docs.get('/', (context) => context.html(PAGE));
  docs.get('/start.js', (context) =>
    context.body(START, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  for (const [file, type] of Object.entries(FILES))
    docs.get(`/${file}`, async (context) => {
      const text = await readFile(path.join(folder(), file));
      return context.body(text, 200, { 'content-type': type, 'cache-control': 'max-age=86400' });
    });
  return docs;
}

/** The build puts the files beside the program; from source they are read where they were installed. */
function folder(): string {
  const here = import.meta.dirname;
  if (existsSync(path.join(here, 'swagger-ui.css'))) return here;
  return path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
}
