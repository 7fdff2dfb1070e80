import type { EngineDomain } from '../ports.ts';

/** The names of the domains that answer a question: `taxes, shipping`. */
export function answering(
  domains: readonly Pick<EngineDomain, 'answers' | 'name'>[],
  question: EngineDomain['answers'][number],
): string {
  return domains
    .filter(({ answers }) => answers.includes(question))
    .map(({ name }) => name)
    .join(', ');
}
