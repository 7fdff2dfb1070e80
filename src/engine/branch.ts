import type { OdooCompany } from '../odoo/port.ts';

/** That a company is a branch, and what it means for a store; null for a company of its own. */
export function describeBranch({ above = [], id, name }: OdooCompany): string | null {
  const parent = above.at(-1);
  if (parent === undefined) return null;
  const whose = above.map((each) => each.name).join(' and ');
  return (
    `${name} (${id}) is a branch of ${parent.name} (${parent.id}): the taxes, tax groups, accounts, fiscal positions and ` +
    `journals of ${whose} are used, and what the connector creates belongs to ${name} alone`
  );
}
