import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const LIBRARY = join(ROOT, 'node_modules/@mantine/core');
/** What the page needs whatever is on it. */
const ALWAYS = ['baseline', 'default-css-variables', 'global'];

const read = (file: string) => readFileSync(file, 'utf8');
const codeBelow = (folder: string) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((name) => /\.(?:mjs|tsx?)$/u.test(name));

/** The file of each part that the library exports. */
function exported(): Map<string, string> {
  const index = join(LIBRARY, 'esm/index.mjs');
  const found = read(index).matchAll(/import\s*\{([^}]*)\}\s*from\s*"([^"]+)"/gu);
  return new Map(
    [...found].flatMap(([, names = '', from = '']) =>
      names.split(',').map((name) => [name.trim(), resolve(index, '..', from)] as const),
    ),
  );
}

/** The styles of all parts that the page imports, with those that these are made of. */
function needed(): Set<string> {
  const files = exported();
  const styles = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file) || !existsSync(file)) return;
    seen.add(file);
    const [, style] = /([A-Za-z]+)\.module(?:\.css)?\.mjs$/u.exec(file) ?? [];
    if (style !== undefined) styles.add(style);
    for (const [, from = ''] of read(file).matchAll(/from\s*"(\.[^"]+)"/gu)) visit(resolve(file, '..', from));
  };
  const users = [join(ROOT, 'web/src'), join(ROOT, 'node_modules/@mantine/notifications/esm')];
  for (const file of users.flatMap(codeBelow)) {
    const imports = read(file).matchAll(/import\s*\{([^}]*)\}\s*from\s*['"]@mantine\/core['"]/gu);
    for (const [, names = ''] of imports)
      for (const name of names.split(',')) visit(files.get(name.trim()) ?? '');
  }
  return styles;
}

const listed = [...read(join(ROOT, 'web/src/app/mantine-styles.ts')).matchAll(/styles\/([\w-]+)\.css/gu)].map(
  ([, name = '']) => name,
);

it('the page has the styles of all parts of the library that it uses, and no others', () => {
  const styles = needed();
  expect(styles.size).toBeGreaterThan(30);
  expect(listed.toSorted()).toEqual([...styles, ...ALWAYS].sort());
});

it('they are in the order of the library, in which later ones override earlier ones', () => {
  const all = read(join(LIBRARY, 'styles.css'));
  const places = listed.map((name) =>
    all.indexOf(
      read(join(LIBRARY, `styles/${name}.css`))
        .trim()
        .slice(0, 200),
    ),
  );
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});
