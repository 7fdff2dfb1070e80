import { describe, it } from 'vitest';

/** The series of Odoo that the connector works with. */
export type Series = 17 | 18 | 19;

/** All of them, for stories in which the series makes a difference. */
export const ALL_SERIES: readonly Series[] = [17, 18, 19];

/**
 * The series on which a story runs that is the same on all of them: `npm test` tells it on 18, the project `series` of
 * `npm run test:all` on 17 and 19. A file that uses this belongs to both projects; what does not depend on the series
 * is registered by `once`.
 */
export const EACH_SERIES: readonly Series[] = readSeries(process.env['TEST_SERIES'] ?? '18');

const none = () => undefined;
const away = Object.assign(none, { each: () => none });

/** `describe` and `it` for what a file tests besides its stories on each series: collected only by the run on 18. */
export const once = (EACH_SERIES.includes(18) ? { describe, it } : { describe: away, it: away }) as {
  readonly describe: typeof describe;
  readonly it: typeof it;
};

function readSeries(text: string): Series[] {
  const asked = text.split(' ').map(Number);
  const found = ALL_SERIES.filter((series) => asked.includes(series));
  if (found.length !== asked.length) throw new Error(`TEST_SERIES names an unknown series: ${text}`);
  return found;
}
