import { textOf } from '../../json.ts';
import type { Json } from '../../json.ts';
import type { OdooDatabase } from '../database.ts';
import { groupKey } from '../group-membership.ts';
import type { RecordRule, Row, WriteGuard } from '../model.ts';
import { readPython } from './python-literal.ts';

/** The record rules that apps brought for a model. */
export function addedRules(database: OdooDatabase, modelId: number): RecordRule[] {
  return database
    .rows('ir.rule')
    .filter(([, row]) => row['model_id'] === modelId && row['active'] === true)
    .map(([, row]) => ({
      groups: (Array.isArray(row['groups']) ? row['groups'] : []).map((id) => groupKey(Number(id))),
      domain: textOf(row['domain_force']),
    }));
}

/** One domain of the rules that count for a user: all without groups, and one of those with groups. */
export function ruleDomain(rules: readonly RecordRule[], companies: readonly number[]): Json[] {
  const everybodys = rules.filter(({ groups }) => groups.length === 0);
  const ofGroups = rules.filter(({ groups }) => groups.length > 0);
  const joined = ofGroups.flatMap((rule, index) => [
    ...(index === ofGroups.length - 1 ? [] : ['|']),
    ...domainOf(rule, companies),
  ]);
  return [...everybodys.flatMap((rule) => domainOf(rule, companies)), ...joined];
}

/** A domain is one expression: terms that stand beside each other would need an operator before them. */
function domainOf({ domain }: RecordRule, companies: readonly number[]): readonly Json[] {
  const terms = readPython(domain.replaceAll(/\bcompany_ids\b/gu, `[${companies.join(', ')}]`));
  if (!Array.isArray(terms)) throw new SyntaxError(`no domain: ${domain}`);
  return terms.map((term: Json) => (Array.isArray(term) && term[0] === 1 ? ['id', '!=', false] : term));
}

/** The fields that a computed one depends on. */
export function dependenciesOf(row: Row): readonly string[] {
  const { depends } = row;
  return typeof depends !== 'string' || depends === '' ? [] : depends.split(',').map((name) => name.trim());
}

/** The stored field of a model that refuses writes; its groups are those that its code asks for. */
export function guardOf(database: OdooDatabase, model: string): { readonly guard?: WriteGuard } {
  for (const [, row] of database.rows('ir.model.fields')) {
    const code = textOf(row['compute']);
    if (row['model'] !== model || row['store'] !== true || !code.includes('.check_access')) continue;
    const groups = [...code.matchAll(/has_group\('([^']+)'\)/gu)].flatMap(([, group = '']) => group);
    return { guard: { field: textOf(row['name']), dependsOn: new Set(dependenciesOf(row)), groups } };
  }
  return {};
}
