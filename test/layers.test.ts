import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/**
 * Who may import whom. A file that breaks a rule is named with the import that breaks it.
 * `types` means that only `import type` is allowed.
 */
interface Layer {
  readonly folder: string;
  readonly may: readonly string[];
  readonly types?: readonly string[];
}

const LAYERS: readonly Layer[] = [
  { folder: 'src/core', may: ['src/core'] },
  { folder: 'src/woocommerce', may: ['src/woocommerce', 'src/remote', 'src/core'] },
  { folder: 'src/odoo', may: ['src/odoo', 'src/remote', 'src/core'] },
  { folder: 'src/remote', may: ['src/remote', 'src/core'] },
  { folder: 'src/database', may: ['src/database', 'src/core'] },
  { folder: 'src/config', may: ['src/config', 'src/core'] },
  { folder: 'src/domains/shared', may: ['src/domains/shared', 'src/core'] },
  {
    folder: 'src/domains',
    may: ['src/domains', 'src/core'],
    types: ['src/woocommerce/port.ts', 'src/odoo/port.ts', 'src/odoo/app/description.ts'],
  },
  {
    folder: 'src/engine',
    may: ['src/engine', 'src/core'],
    types: [
      'src/woocommerce/port.ts',
      'src/woocommerce/trade-port.ts',
      'src/odoo/port.ts',
      'src/database/port.ts',
    ],
  },
  { folder: 'src/queue', may: ['src/queue', 'src/core'], types: ['src/database/port.ts'] },
  { folder: 'src/webhook', may: ['src/webhook', 'src/remote', 'src/core'] },
  {
    folder: 'src/service',
    may: ['src/service', 'src/core'],
    types: [...['src/engine', 'src/database/port.ts', 'src/queue/port.ts', 'src/webhook/port.ts']],
  },
  { folder: 'src/log', may: ['src/log', 'src/core'], types: ['src/service/events.ts'] },
  {
    folder: 'src/accounts',
    may: ['src/accounts', 'src/core'],
    types: ['src/database/account-port.ts'],
  },
  {
    folder: 'src/server',
    may: ['src/server', 'src/accounts', 'src/core'],
    types: ['src/engine', 'src/service', 'src/queue/port.ts', 'src/database/port.ts'],
  },
  {
    folder: 'src/cli',
    may: ['src/cli', 'src/accounts', 'src/engine', 'src/core'],
    types: ['src/database/port.ts', 'src/database/account-port.ts'],
  },
  { folder: 'sandbox', may: ['sandbox'] },
  // The page is another program: it has the description of the API, and nothing of the service.
  { folder: 'web/src', may: ['web/src'] },
];

/** Pure code: no clock, no random, no network, no environment, no terminal. */
const PURE = ['src/core', 'src/domains'];
const IMPURE = /\b(Date\.now|new Date\(\)|Math\.random|randomUUID|process\.|fetch\(|setTimeout|console\.)/u;

/** Things that happen in one place only. */
const ONE_PLACE: readonly { readonly what: RegExp; readonly name: string; readonly where: RegExp }[] = [
  { name: 'process.env', what: /process\.env/u, where: /^src\/(config\/|remote\/agent\.ts$)/ },
  { name: 'process.exit', what: /process\.(exit|exitCode)\b/u, where: /^src\/bin\.ts$/ },
  { name: 'console', what: /\bconsole\./u, where: /^src\/(cli\/|bin\.ts)/ },
  {
    name: 'undici',
    what: /from 'undici'/u,
    where: /^src\/((woocommerce\/http|odoo\/rpc|webhook)\/transport|remote\/agent)\.ts$/u,
  },
  { name: 'pg-boss', what: /from 'pg-boss'/u, where: /^src\/queue\/boss\.ts$/ },
  { name: 'hono', what: /from '(@hono\/.*|hono)'/u, where: /^src\/server\// },
  { name: 'pino', what: /from 'pino'/u, where: /^src\/log\// },
  { name: 'kysely', what: /from 'kysely'/u, where: /^src\/database\// },
];

const root = resolve(import.meta.dirname, '..');

/**
 * Files that may be long, with what makes them: nobody reads or edits them, and `npm run check` compares them with what
 * is made anew. The types of the API grow with its description, whose length is that of the API.
 */
const GENERATED: Readonly<Record<string, string>> = {
  'web/src/api/schema.ts': 'web/tools/generate-types.ts',
};

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/u.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const withoutComments = once((file) =>
  textOf(file)
    .replace(/\/\*[\s\S]*?\*\//gu, '')
    .replace(/^\s*\/\/.*$/gmu, ''),
);

const isTest = (file: string) => file.endsWith('.test.ts') || file.includes('/testing/');

/** Several rules look at the same files: each is read and parsed once. */
function once<Result>(make: (file: string) => Result): (file: string) => Result {
  const made = new Map<string, Result>();
  return (file) => {
    const found = made.get(file) ?? make(file);
    made.set(file, found);
    return found;
  };
}

const textOf = once((file) => readFileSync(join(root, file), 'utf8'));

const importsOf = once((file): readonly Import[] => {
  const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest);
  return [...dynamicImportsOf(file, source), ...staticImportsOf(file, source)];
});

/** `import('./x.ts')`, wherever it stands in the file. */
function dynamicImportsOf(file: string, source: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const [given] = ts.isCallExpression(node) ? node.arguments : [];
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      if (given && ts.isStringLiteral(given) && given.text.startsWith('.'))
        found.push({ file, target: targetOf(file, given.text), typeOnly: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const targetOf = (file: string, path: string) => relative(root, resolve(root, dirname(file), path));

function staticImportsOf(file: string, source: ts.SourceFile): Import[] {
  return source.statements.flatMap((statement) => {
    const isImport = ts.isImportDeclaration(statement);
    if (!isImport && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
    if (!moduleSpecifier.text.startsWith('.')) return [];
    const target = targetOf(file, moduleSpecifier.text);
    const typeOnly = isImport
      ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      : statement.isTypeOnly;
    return [{ file, target, typeOnly }];
  });
}

const within = (target: string, place: string) => target === place || target.startsWith(`${place}/`);

/** The rules of a layer that a file breaks, as sentences. */
function violations(layer: Layer, imports: readonly Import[]): string[] {
  return imports.flatMap(({ file, target, typeOnly }) => {
    if (layer.may.some((place) => within(target, place))) return [];
    const asType = (layer.types ?? []).some((place) => within(target, place));
    if (asType && typeOnly) return [];
    return [
      `${file} imports ${target}${asType ? ' for more than its types' : ''}, which ${layer.folder} may not`,
    ];
  });
}

/** The files that import each other, directly or through others, by circle (Tarjan's strongly connected components). */
function circles(imports: readonly Import[]): string[] {
  const targets = Map.groupBy(imports, ({ file }) => file);
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const found: string[] = [];
  const visit = (file: string): void => {
    const at = order.size;
    order.set(file, at);
    lowest.set(file, at);
    open.push(file);
    for (const { target } of targets.get(file) ?? []) {
      if (!order.has(target)) visit(target);
      if (open.includes(target)) lowest.set(file, Math.min(lowest.get(file) ?? at, lowest.get(target) ?? at));
    }
    if (lowest.get(file) !== at) return;
    const circle = open.splice(open.indexOf(file));
    const isOwn = (targets.get(file) ?? []).some(({ target }) => target === file);
    if (circle.length > 1 || isOwn) found.push(circle.sort().join(', '));
  };
  for (const file of targets.keys()) if (!order.has(file)) visit(file);
  return found.sort();
}

describe('layers', () => {
  it.each(LAYERS)('$folder imports only what it may', (layer) => {
    const files = sourceFiles(layer.folder).filter((file) => !isTest(file));
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((file) => violations(layer, importsOf(file)))).toEqual([]);
  });

  it('one domain does not know another: only what is in `shared`', () => {
    const domains = readdirSync(join(root, 'src/domains'));
    const found = sourceFiles('src/domains').flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => target.startsWith('src/domains/'))
        .filter(({ target }) => !['shared', file.split('/')[2]].includes(target.split('/')[2]))
        .map(({ target }) => `${file} imports ${target}`),
    );
    expect(domains).toEqual(expect.arrayContaining(['geography', 'shared']));
    expect(found).toEqual([]);
  });

  it('core and domains are pure', () => {
    const impure = PURE.flatMap(sourceFiles)
      .filter((file) => !isTest(file))
      .filter((file) => IMPURE.test(withoutComments(file)));
    expect(impure).toEqual([]);
  });

  it.each(ONE_PLACE)('$name has one place', ({ what, where }) => {
    const files = sourceFiles('src').filter((file) => !isTest(file));
    const users = files.filter((file) => what.test(withoutComments(file)));
    expect(users.filter((file) => !where.test(file))).toEqual([]);
    // A rule about something nobody does any more would never fail.
    if (what.source.includes('console')) return;
    expect(users.length).toBeGreaterThan(0);
  });

  it('names the file that breaks a rule', () => {
    const layer: Layer = { folder: 'src/core', may: ['src/core'], types: ['src/odoo/port.ts'] };
    const bad = { file: 'src/core/a.ts', target: 'src/odoo/client.ts', typeOnly: false };
    const typed = { file: 'src/core/a.ts', target: 'src/odoo/port.ts', typeOnly: false };
    expect(violations(layer, [bad])).toEqual([
      'src/core/a.ts imports src/odoo/client.ts, which src/core may not',
    ]);
    expect(violations(layer, [typed])).toHaveLength(1);
    expect(violations(layer, [{ ...typed, typeOnly: true }])).toEqual([]);
  });

  it.each(['src', 'sandbox', 'web/src'])('%s has no circle of imports, of types neither', (folder) => {
    const imports = sourceFiles(folder).flatMap(importsOf);
    expect(circles(imports)).toEqual([]);
  });

  it('finds a circle, however long, and names it once', () => {
    const edge = (file: string, target: string) => ({ file, target, typeOnly: true });
    const line = [edge('a', 'b'), edge('b', 'c'), edge('a', 'c')];
    expect(circles(line)).toEqual([]);
    expect(circles([...line, edge('c', 'a'), edge('d', 'd')])).toEqual(['a, b, c', 'd']);
  });

  it('keeps files small', () => {
    const long = ['src', 'sandbox', 'web/src']
      .flatMap(sourceFiles)
      .filter((file) => textOf(file).split('\n').length > 400);
    expect(long).toEqual(Object.keys(GENERATED));
  });

  it('takes a file for generated that names what made it', () => {
    for (const [file, generator] of Object.entries(GENERATED))
      expect(textOf(file).split('\n')[0]).toContain(`Made by ${generator} `);
  });

  it('keeps most files of the program under 90 lines', () => {
    const lengths = sourceFiles('src')
      .filter((file) => !isTest(file))
      .map((file) => textOf(file).split('\n').length)
      .toSorted((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(90);
  });
});
