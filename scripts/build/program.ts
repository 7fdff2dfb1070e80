import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { rolldown, type OutputAsset, type OutputChunk } from 'rolldown';
import { softwareBill } from './sbom.ts';
import { buildWebPage } from './web.ts';

const ROOT = join(import.meta.dirname, '../..');
const DIST = join(ROOT, 'dist');

/**
 * Libraries of hundreds of small files that every command loads: they become part of the program, without what it does
 * not use. Loaded from node_modules they take two thirds of the time of `backend list`. All others stay dependencies.
 */
const BUNDLED = ['kysely', 'zod'] as const;

/** The page that documents the API: served by the program, so that it loads nothing from elsewhere. */
const API_DOCS = ['swagger-ui.css', 'swagger-ui-bundle.js'];

/** What an old Node parses stays as it is, but for the name of the program it starts. */
const PLAIN = ['launch.cjs', 'node-version.cjs', 'heap-growth.cjs'];

/**
 * Builds the program into `dist`: one file per part that is imported when it is needed. Files that did not change are left
 * alone, so that a program that runs from there goes on; those of an earlier build are removed.
 */
export async function buildProgram(): Promise<void> {
  const bundle = await rolldown({
    cwd: ROOT,
    input: { bin: 'src/bin.ts' },
    platform: 'node',
    external: (id) => isPackage(id) && !BUNDLED.some((name) => id === name || id.startsWith(`${name}/`)),
    logLevel: 'warn',
  });
  const { output } = await bundle.generate({
    format: 'esm',
    sourcemap: true,
    chunkFileNames: '[name]-[hash].js',
  });
  await bundle.close();
  const page = await buildWebPage();
  const texts = new Map([
    ...output.map(fileOf),
    ...PLAIN.map(plainFile),
    ...API_DOCS.map((name) => [name, fileOfPackage('swagger-ui-dist', name)] as const),
    ['licenses.txt', licenses(page.packages)] as const,
    ['sbom.json', softwareBill(ROOT, [...page.packages, 'swagger-ui-dist'])] as const,
  ]);
  const files = new Map([
    ...[...texts].map(([name, text]) => [name, Buffer.from(text)] as const),
    ...[...page.files].map(([name, content]) => [`web/${name}`, content] as const),
  ]);
  for (const [name, content] of files) writeChanged(join(DIST, name), content);
  for (const entry of readdirSync(DIST, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !files.has(relative(DIST, path).replaceAll('\\', '/')))
      rmSync(path, { force: true });
  }
}

/** Whether an import names a package, or a part of Node, and no file. */
function isPackage(id: string): boolean {
  return !id.startsWith('.') && !id.startsWith('/') && !/^[a-zA-Z]:[\\/]/.test(id);
}

function fileOf(item: OutputChunk | OutputAsset): readonly [string, string] {
  return [item.fileName, item.type === 'chunk' ? item.code : String(item.source)];
}

function plainFile(name: string): readonly [string, string] {
  return [name, readFileSync(join(ROOT, 'src', name), 'utf8').replace("'./bin.ts'", "'./bin.js'")];
}

/** The terms of the libraries that are part of the program: their licenses ask that they come with every copy. */
function licenses(page: readonly string[]): string {
  const texts = [...new Set([...BUNDLED, 'swagger-ui-dist', ...page])].map((name) => {
    const text = licenseOf(name);
    return `This program contains ${name}:\n\n${text.trim()}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

function licenseOf(name: string): string {
  const folder = join(ROOT, 'node_modules', name);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.md|\.txt)?$/iu.test(entry));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8');
  // Some packages name their terms in the manifest alone.
  const { license, author } = JSON.parse(fileOfPackage(name, 'package.json')) as {
    license?: string;
    author?: string | { name: string };
  };
  if (license === undefined) throw new Error(`the package ${name} names no license`);
  const by = typeof author === 'object' ? author.name : author;
  return by === undefined ? `License: ${license}` : `License: ${license}, ${by}`;
}

function fileOfPackage(name: string, file: string): string {
  return readFileSync(join(ROOT, 'node_modules', name, file), 'utf8');
}

/** By a rename, so that nobody reads half of it. */
function writeChanged(path: string, content: Uint8Array): void {
  if (existsSync(path) && readFileSync(path).equals(content)) return;
  mkdirSync(dirname(path), { recursive: true });
  const next = `${path}.${process.pid}`;
  writeFileSync(next, content);
  renameSync(next, path);
}
