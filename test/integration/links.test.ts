import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: root });

/** A heading as GitHub names it in an address. */
const anchorOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[`*]|\[|\]\([^)]*\)/gu, '')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/gu, '-');

const anchorsOf = (file: string) =>
  new Set(
    [...readFileSync(file, 'utf8').matchAll(/^#{1,6} (.+)$/gmu)].map(([, text = '']) => anchorOf(text)),
  );

it('every link between the documents leads to a file, and to a heading that is in it', () => {
  const links = pages.flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8').replace(/```.*?```/gsu, '');
    return [...text.matchAll(/\]\(([^)\s]+)\)/gu)].map(([, link = '']) => ({ page, link }));
  });
  const dead = links.filter(({ page, link }) => {
    if (/^[a-z]+:/u.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const file = path === '' ? join(root, page) : resolve(root, dirname(page), path);
    if (!existsSync(file)) return true;
    return anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).has(anchor);
  });
  expect(links.length).toBeGreaterThan(150);
  expect(dead).toEqual([]);
});

it('every document is reached from another one', () => {
  const all = new Map(pages.map((page) => [page, readFileSync(join(root, page), 'utf8')]));
  const linked = new Set(
    [...all].flatMap(([page, text]) =>
      [...text.matchAll(/\]\(([^)#\s]+)/gu)].map(([, link = '']) => resolve(root, dirname(page), link)),
    ),
  );
  const lone = pages.filter((page) => page.startsWith('docs/') && !linked.has(join(root, page)));
  expect(lone).toEqual([]);
});
