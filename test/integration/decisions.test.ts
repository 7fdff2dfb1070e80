import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const page = readFileSync(join(resolve(import.meta.dirname, '../..'), 'docs/decisions.md'), 'utf8');

it('the index lists every decision once, with its date and status', () => {
  const decisions = [...page.matchAll(/^## (\d+)\. (.+)$/gmu)].map(([, number]) => Number(number));
  const rows = /^\| (\d+) +\| \[.+\]\(#\d+-.+\) +\| \d{4}-\d\d-\d\d \| \S[^|]*\|$/gmu;
  const listed = [...page.matchAll(rows)].map(([, number]) => Number(number));
  expect(new Set(decisions).size).toBe(decisions.length);
  expect(listed.toSorted((a, b) => a - b)).toEqual(decisions.toSorted((a, b) => a - b));
});
