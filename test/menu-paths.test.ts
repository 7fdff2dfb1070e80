import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { buildApp } from '../src/odoo/app/build.ts';
import { loaded } from '../src/odoo/app/testing/built-app.ts';
import { PARTS } from './testing/app-in-odoo.ts';

const root = resolve(import.meta.dirname, '..');

/** `WooCommerce > Taxes > Consistency`: every entry of the app's menu that opens a list, as a user finds it. */
function menuPaths(): string[] {
  const items = new Map(
    loaded(buildApp(PARTS, { series: 19 }))
      .filter(({ tag }) => tag === 'menuitem')
      .map(({ attributes }) => [attributes['id'] ?? '', attributes] as const),
  );
  const pathOf = (id: string): string => {
    const { name = '', parent } = items.get(id) ?? {};
    return parent === undefined ? name : `${pathOf(parent)} > ${name}`;
  };
  return [...items].filter(([, { action }]) => action !== undefined).map(([id]) => pathOf(id));
}

it('texts and guides lead to entries that the menu of the Odoo app has', () => {
  const paths = menuPaths();
  expect(paths).toContain('WooCommerce > To Review');
  const exists = (text: string) =>
    paths.some((path) => text.startsWith(path) && !/^(?: ?[A-Z]|\w)/u.test(text.slice(path.length)));
  const files = globSync(['src/**/*.ts', 'docs/**/*.md', 'README.md'], { cwd: root });
  const named = files
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/WooCommerce > .*/gu)].map(([text]) => ({
        file,
        text,
      })),
    );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter(({ text }) => !exists(text))).toEqual([]);
});
