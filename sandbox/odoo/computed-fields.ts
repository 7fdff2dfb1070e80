import type { Json } from '../json.ts';
import { computedTaxFields } from './accounting/tax-fields.ts';
import { CONNECTOR_FIELDS } from './apps/connector-state.ts';
import { CURRENCY_FIELDS } from './currency/currency-fields.ts';
import { DELIVERY_FIELDS } from './delivery/delivery-fields.ts';
import type { Environment } from './environment.ts';

/** Works a value out from others. */
export type Computation = (env: Environment, id: number) => Json;

/** The value of a field that a model declares as computed. */
export function computeField(env: Environment, model: string, id: number, field: string): Json {
  const fields = computedTaxFields(model) ?? CURRENCY_FIELDS[model] ?? DELIVERY_FIELDS[model];
  const compute = (fields ?? CONNECTOR_FIELDS[model])?.[field];
  if (compute === undefined) throw new Error(`the sandbox cannot compute ${model}.${field}`);
  return compute(env, id);
}
