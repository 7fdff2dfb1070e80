import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { softwareBill } from '../../scripts/build/sbom.ts';

const ROOT = join(import.meta.dirname, '../..');
const assets = join(ROOT, 'dist/web/assets');
afterEach(() => {
  vi.unstubAllEnvs();
});

it('the page that the tests build is the one of users: no library is the one for developers', () => {
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(10);
  // The first thing that React writes to the console where it is built for developers.
  const odd = scripts.filter((name) =>
    readFileSync(join(assets, name), 'utf8').includes('React DevTools for'),
  );
  expect(odd).toEqual([]);
});

it.each(['production', 'test'])('what became part of the page is listed, built for %s', (mode) => {
  vi.stubEnv('NODE_ENV', mode);
  const { components } = JSON.parse(softwareBill(ROOT, ['react'])) as { components: { name: string }[] };
  const names = components.map(({ name }) => name);
  expect(names).toContain('react');
  expect(names).toContain('hono');
  expect(names).not.toContain('vitest');
});
