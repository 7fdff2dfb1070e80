import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

it('every picture that a document shows is there, and no other', () => {
  const texts = globSync(['*.md', 'docs/*.md'], { cwd: root }).map((file) =>
    readFileSync(join(root, file), 'utf8'),
  );
  const shown = texts.flatMap((text) =>
    [...text.matchAll(/\]\((?:docs\/)?pictures\/([^)]+)\)/gu)].map(([, name = '']) => name),
  );
  expect(globSync('*.png', { cwd: join(root, 'docs/pictures') }).toSorted()).toEqual(
    [...new Set(shown)].sort(),
  );
});
