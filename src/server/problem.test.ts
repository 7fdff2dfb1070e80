import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { statusOf } from './problem.ts';

/** The codes of the connector, as docs/troubleshooting.md lists them; the list is made from the source and checked. */
const CODES = [
  ...readFileSync(path.join(import.meta.dirname, '../../docs/troubleshooting.md'), 'utf8').matchAll(
    /^\| `([a-z_]+\.[a-z_]+)`/gmu,
  ),
].map(([, code = '']) => code);

it('what nobody knows is not found, what is in the way is a conflict, and other servers are to blame for themselves alone', () => {
  expect(CODES.length).toBeGreaterThan(100);
  const wrong = CODES.filter((code) => {
    const status = statusOf(code);
    const [group = '', what = ''] = code.split('.');
    if (what === 'unknown' && ['backend', 'run', 'user', 'token'].includes(group)) return status !== 404;
    if (what === 'exists') return status !== 409 && group !== 'backup';
    if (group === 'data' || group === 'secret_key') return status !== 500;
    // What a user typed is no failure of the other server.
    if (/address|ca_file|company/u.test(what)) return status === 502;
    return status < 400;
  });
  expect(wrong).toEqual([]);
});
