import { pluralOf } from './nouns.ts';

/**
 * A count with its noun, thousands separated: `1 state`, `2 states`, `31 countries`, `7 taxes`, `50,059 rates`.
 *
 * @param plural where it is more than the ending of the noun: `counted(n, 'product has', 'products have')`
 */
export function counted(count: number, singular: string, plural = pluralOf(singular)): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? singular : plural}`;
}
