import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, type Plugin, type Rolldown } from 'vite';

const ROOT = join(import.meta.dirname, '../..');

/** What the web page is made of. */
export interface WebPage {
  /** Files by their name below `web/`, each with its compressed forms (`.br`, `.gz`). */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The packages that became part of it, by name. */
  readonly packages: readonly string[];
}

/** What a browser reads as text: worth compressing. */
const TEXT = /\.(?:html|js|css|svg|json)$/u;

/** Tables and their library, which the first page needs for many backends alone. */
const TABLES = /\/@tanstack\/(?:react-)?(?:table|virtual)|\/parts\/data-table/u;

/** The script that asks for data before the code of the page is there. */
const EARLY = /\/web\/src\/api\/early\.ts$/u;

/** Runs the early script as soon as it arrives: it waits neither for styles nor for other scripts. */
const earlyScript: Plugin = {
  name: 'early-script',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const found = Object.values(bundle).find((item) => item.type === 'chunk' && item.name === 'early');
      if (found === undefined) throw new Error('the page has no script that asks early');
      const tag = {
        tag: 'script',
        attrs: { type: 'module', async: true, crossorigin: true, src: `/${found.fileName}` },
      };
      // The page imports it: it comes once, whatever else names it.
      return { html, tags: [{ ...tag, injectTo: 'head-prepend' }] };
    },
  },
};

/**
 * Builds the web page: the script that asks early, one file for the first page, one for what other pages share, and one per
 * route, each with the hash of its content in its name.
 */
export async function buildWebPage(): Promise<WebPage> {
  const result = await inProduction(() => buildPage());
  const { output } = (Array.isArray(result) ? result[0] : result) as Rolldown.RolldownOutput;
  const files = new Map<string, Uint8Array>();
  const packages = new Set<string>();
  for (const item of output) {
    const content = Buffer.from(item.type === 'chunk' ? item.code : item.source);
    files.set(item.fileName, content);
    if (TEXT.test(item.fileName)) addCompressed(files, item.fileName, content);
    if (item.type === 'chunk') for (const id of item.moduleIds) addPackage(packages, id);
  }
  return { files, packages: [...packages].sort() };
}

function buildPage() {
  return build({
    ...{ configFile: false, root: join(ROOT, 'web'), logLevel: 'warn', base: '/' },
    plugins: [earlyScript],
    build: {
      // Of the browsers that have `light-dark()`: what the build makes of it for older ones does not follow the theme.
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      ...{ write: false, target: 'es2022', sourcemap: false, reportCompressedSize: false },
      // The policy of the page allows no `data:` beside images, and no script in the page itself.
      ...{ assetsInlineLimit: 0, modulePreload: { polyfill: false } },
      rolldownOptions: {
        // Libraries mark parts for servers that render pages; there is none here.
        checks: { moduleLevelDirective: false },
        output: {
          // What the first page needs, and what others share, is one file each and not forty: each request costs its
          // headers and a round trip.
          codeSplitting: {
            groups: [
              { name: 'early', test: EARLY, priority: 4 },
              { name: 'first', tags: ['$initial'], priority: 3 },
              { name: 'tables', test: TABLES, priority: 2 },
              { name: 'shared', minShareCount: 2, priority: 1 },
            ],
          },
          entryFileNames: 'assets/[name]-[hash].js',
          chunkFileNames: 'assets/[name]-[hash].js',
          assetFileNames: 'assets/[name]-[hash][extname]',
        },
      },
    },
  });
}

/** Under Vitest the libraries would come as they are for developers: larger, slower, and not what users get. */
async function inProduction<Result>(work: () => Promise<Result>): Promise<Result> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

function addCompressed(files: Map<string, Uint8Array>, name: string, content: Uint8Array): void {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  files.set(`${name}.br`, brotliCompressSync(content, { params }));
  files.set(`${name}.gz`, gzipSync(content, { level: 9 }));
}

function addPackage(packages: Set<string>, id: string): void {
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//u.exec(id) ?? [];
  if (name !== undefined) packages.add(name);
}
