import { expect, test } from 'vitest';
import { indexSchema, versionSchema } from './schemas.ts';

test('index and version', () => {
  expect(
    indexSchema.parse({ name: ' Tom &amp;\nJerry ', home: 'https://x', namespaces: ['wc/v3'], url: 1 }),
  ).toEqual({ name: 'Tom & Jerry', home: 'https://x', namespaces: ['wc/v3'] });
  for (const version of ['11.0.1', '7.0', '9.5.0-beta.2']) {
    expect(versionSchema.safeParse({ environment: { version } }).success).toBe(true);
  }
  for (const version of ['', 11, '1'.repeat(50), '11.0.1 <script>', '\u001b[31m']) {
    expect(versionSchema.safeParse({ environment: { version } }).success).toBe(false);
  }
});
