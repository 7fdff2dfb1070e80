import type { Environment } from '../environment.ts';
import { OdooException } from '../faults-of-odoo.ts';
import { lineageOf } from '../lineage.ts';

/**
 * Refuses a record that points to one of a company that is neither its own nor above it (`_check_company` with
 * `check_company_domain_parent_of`): a branch uses what its root has, never the other way round.
 *
 * @param others the records it points to, by the name of the field, with its label
 */
export function checkCompany(
  env: Environment,
  record: { readonly name: string; readonly company: number },
  others: readonly {
    readonly field: string;
    readonly label: string;
    readonly model: string;
    readonly id: unknown;
  }[],
): void {
  const { database } = env;
  const lineage = lineageOf(database, record.company);
  const wrong = others.filter(({ id, model }) => {
    if (typeof id !== 'number') return false;
    const row = database.row(model, id) ?? {};
    const owners = Array.isArray(row['company_ids']) ? row['company_ids'] : [row['company_id']];
    const known = owners.filter((owner) => typeof owner === 'number');
    return known.length > 0 && !known.some((owner) => lineage.includes(owner));
  });
  if (wrong.length === 0) return;
  const company = env.displayName('res.company', record.company);
  const lines = wrong.map(({ field, id, label, model }) => {
    const value = env.displayName(model, Number(id));
    return env.database.series >= 19
      ? `- “${record.name}” belongs to company “${company}” while “${label}” (${field}: '${value}') belongs to another company.`
      : `- '${record.name}' belongs to company '${company}' and '${label}' (${field}: '${value}') belongs to another company.`;
  });
  throw new OdooException(
    'odoo.exceptions.UserError',
    [FIRST[env.database.series >= 19 ? 19 : 17], ...lines].join('\n'),
  );
}

const FIRST = {
  17: 'Incompatible companies on records:',
  19: 'Uh-oh! You’ve got some company inconsistencies here:',
} as const;
