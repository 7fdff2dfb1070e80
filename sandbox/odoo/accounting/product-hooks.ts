import type { RecordHooks } from '../apps/record-hooks.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Environment } from '../environment.ts';
import type { Row } from '../model.ts';
import { createRecords, FROM_PART, unlinkRecords, writeRecords } from '../write.ts';

/** A template brings its one variant along, a variant its template; both carry the company's default taxes. */
export function productHooks(model: string): RecordHooks | undefined {
  if (model === 'product.template') return TEMPLATE;
  return model === 'product.product' ? VARIANT : undefined;
}

/** The last variant takes its template along. */
const VARIANT: RecordHooks = {
  removed: (env, row) => {
    const template = Number(row['product_tmpl_id']);
    if (env.database.row('product.template', template) === undefined) return;
    if (env.database.holders('product.product', 'product_tmpl_id', template).length > 0) return;
    unlinkRecords(env, env.model('product.template'), [template]);
  },
};

const TEMPLATE: RecordHooks = {
  prepare: (env, row, before, _id, values) => {
    const kinds = env.database.series === 17 ? agreeOnKind(row, values) : row;
    return before === undefined ? withDefaults(env, kinds, values) : kinds;
  },
  settled: (env, id, before, values) => {
    const variants = env.database.holders('product.product', 'product_tmpl_id', id);
    const model = env.model('product.product');
    if (before !== undefined) {
      if ('active' in values) writeRecords(env, model, variants, { active: values['active'] ?? false });
    } else if (variants.length === 0 && env.context[FROM_PART] === undefined) {
      createRecords(env, model, [{ product_tmpl_id: id }]);
    }
  },
};

/** 17 keeps what a product is in two fields; either may be given, and the detailed one wins. */
function agreeOnKind(row: Row, values: JsonObject): Row {
  const kind = 'type' in values && !('detailed_type' in values) ? row['type'] : row['detailed_type'];
  return { ...row, type: kind ?? false, detailed_type: kind ?? false };
}

function withDefaults(env: Environment, row: Row, values: JsonObject): Row {
  const taxes = (field: string): Json => {
    const found = env.companies.map((id) => env.database.row('res.company', id)?.[field] ?? false);
    return found.filter((id) => id !== false);
  };
  const [category] = env.database.rows('product.category');
  return {
    ...row,
    ...('taxes_id' in values ? {} : { taxes_id: taxes('account_sale_tax_id') }),
    ...('supplier_taxes_id' in values ? {} : { supplier_taxes_id: taxes('account_purchase_tax_id') }),
    ...('categ_id' in values ? {} : { categ_id: category?.[0] ?? false }),
  };
}
