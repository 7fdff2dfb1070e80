import { ConnectorError } from '../../core/errors.ts';
import type { DomainName } from '../../core/operation.ts';
import type { EngineDomain } from '../ports.ts';

/** The domains with these names, all when there are none. @throws ConnectorError `domain.unknown`. */
export function chooseDomains(
  domains: readonly EngineDomain[],
  names: readonly DomainName[] | undefined,
): readonly EngineDomain[] {
  if (names === undefined || names.length === 0) return domains;
  const known = domains.map((domain): string => domain.name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new ConnectorError({
      code: 'domain.unknown',
      message: `There is no domain "${unknown.join('", "')}".`,
      hint: `Known domains: ${known.join(', ')}.`,
    });
  }
  const chosen = new Set<string>(names);
  return domains.filter((domain) => chosen.has(domain.name));
}

/** The chosen domains and all that they build on, these first. */
export function withNeeded(all: readonly EngineDomain[], chosen: readonly EngineDomain[]): EngineDomain[] {
  const names = new Set<string>();
  const add = ({ name, after = [] }: EngineDomain) => {
    names.add(name);
    for (const domain of all) if (after.includes(domain.name)) add(domain);
  };
  chosen.forEach(add);
  return all.filter(({ name }) => names.has(name));
}
