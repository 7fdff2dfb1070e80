import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
const section = page.split('\n## Where to change what\n')[1]?.split('\n## ')[0] ?? '';

it('the table "Where to change what" names files that exist, and functions that are in them', () => {
  const paths = [...section.matchAll(/`((?:src|docs)\/[\w./-]+)`/gu)].map(([, path = '']) => path);
  expect(paths.length).toBeGreaterThan(8);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  const named = [...section.matchAll(/`(\w+)` in `([\w./-]+)`/gu)];
  expect(named.length).toBeGreaterThan(3);
  const missing = named.filter(([, name = '', path = '']) => {
    const source = readFileSync(join(root, path), 'utf8');
    return !new RegExp(`function ${name}\\b`, 'u').test(source);
  });
  expect(missing.map(([text]) => text)).toEqual([]);
});
