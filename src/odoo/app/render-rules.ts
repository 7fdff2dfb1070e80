import type { ModelDescription } from './description.ts';
import { X_BACKEND } from './fields.ts';
import { GROUP, xmlId, type WholeApp } from './names.ts';
import { record } from './render-models.ts';
import type { XmlElement } from './xml.ts';

/**
 * Record rules: users see the backends of the companies they have selected, and what belongs to these; a backend without a
 * company is everybody's. The connector's own user sees all, since what it may archive depends on every backend. The
 * rules are of groups, which Odoo joins by "or"; whoever reads such rows has one of the groups.
 */
export function renderRules(app: WholeApp): XmlElement[] {
  const models = new Map(app.models.map((model) => [model.model as string, model]));
  return app.models.flatMap(({ model }) => {
    const company = companyPath(model, models);
    if (company === undefined) return [];
    const own = `['|', ('${company}', '=', False), ('${company}', 'in', company_ids)]`;
    return [
      rule(model, 'company', own, [GROUP.user, 'base.group_user']),
      rule(model, 'connector', "[(1, '=', 1)]", [GROUP.connector]),
    ];
  });
}

function rule(model: string, name: string, domain: string, groups: readonly string[]): XmlElement {
  return record(xmlId.rule(model, name), 'ir.rule', {
    name: `${model} ${name}`,
    model_id: { ref: xmlId.model(model) },
    domain_force: domain,
    groups: { eval: `[(6, 0, [${groups.map((group) => `ref('${group}')`).join(', ')}])]` },
  });
}

/** From a row to its company: through its backend, or what it belongs to; undefined for rows of no backend. */
function companyPath(
  model: string,
  models: ReadonlyMap<string, Pick<ModelDescription, 'fields'>>,
): string | undefined {
  if (model === X_BACKEND.model) return X_BACKEND.company;
  for (const field of models.get(model)?.fields ?? []) {
    if (field.type !== 'many2one' || field.onDelete !== 'cascade') continue;
    const path = companyPath(field.relation, models);
    if (path !== undefined) return `${field.name}.${path}`;
  }
  return undefined;
}
