import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCodes } from '../../scripts/docs/error-codes.ts';

const root = resolve(import.meta.dirname, '../..');
const codes = readCodes(root);

/** The table of `docs/troubleshooting.md`; that the file is not stale is checked by `npm run docs -- --check` in `npm run check`. */
describe('the table of error codes', () => {
  it('has every code that the source spells', () => {
    const known = new Set(codes.map(({ code }) => code));
    const files = globSync('src/**/*.ts', { cwd: root }).filter(
      (file) => !/\.test\.ts$|\/testing\//u.test(file),
    );
    const spelled = files.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/\bcode: '([a-z0-9_]+\.[a-z0-9_]+)'/gu)].map(
        ([, code = '']) => code,
      ),
    );
    expect(spelled.length).toBeGreaterThan(150);
    expect(spelled.filter((code) => !known.has(code))).toEqual([]);
  });

  it('shows what each code reports', () => {
    expect(codes.filter(({ messages }) => messages.length === 0).map(({ code }) => code)).toEqual([]);
  });

  it('writes out what parameters, constants and counts are', () => {
    const messagesOf = (code: string) => codes.find((each) => each.code === code)?.messages.join(' ');
    expect(messagesOf('tax.question')).toContain('"…" is no code of a country.');
    expect(messagesOf('products_former_tax')).toContain('still the former tax');
    expect(messagesOf('rate_repeated')).toContain('… tax rates come more than once');
    expect(messagesOf('settings_hidden')).toContain('… settings may contain secrets');
  });
});
