import { X_ROW } from '../../../core/app-names.ts';
import type { AppRowsInput, AppRowModel, AppRow } from '../../../core/app-rows.ts';
import type { Operation } from '../../../core/operation.ts';
import { compareText } from '../../../core/plan.ts';
import type { StorePaymentGateways } from '../../../woocommerce/port.ts';
import { MONEY_JOURNALS } from '../facts.ts';
import { JOURNAL_MODEL } from '../models.ts';
import { X_GATEWAY } from './names.ts';

/** The payment term that a user chose, in the app's rows. */
export const TERM_FIELD = X_GATEWAY.paymentTerm;

/**
 * The app's model of payment gateways. Journal (`x_choice_id`) and payment term (`x_payment_term_id`) are chosen by users:
 * neither is among the columns, so no sync writes them.
 */
export const GATEWAY_MODEL: AppRowModel = {
  model: X_GATEWAY.model,
  type: 'payment_gateway',
  columns: [
    X_ROW.name,
    X_GATEWAY.key,
    X_GATEWAY.description,
    X_GATEWAY.enabled,
    X_GATEWAY.order,
    X_GATEWAY.features,
    X_GATEWAY.journal,
    X_ROW.status,
    X_ROW.rule,
    X_ROW.reason,
  ],
  keyFields: [X_GATEWAY.key],
  key: (values) => values[X_GATEWAY.key] ?? '',
  filters: [X_GATEWAY.enabled],
  binding: {
    ...{ model: JOURNAL_MODEL, field: X_GATEWAY.journal, written: false, beside: [TERM_FIELD] },
    among: [
      ['type', 'in', MONEY_JOURNALS],
      ['active', '=', true],
    ],
  },
};

/** Gateways that a merchant never ordered come after all others: WooCommerce numbers them from here. */
const UNORDERED = 999;

/** The rows of the app that show the store's payment gateways and where they are booked. */
export function gatewayRows(input: AppRowsInput<StorePaymentGateways>): AppRow[] {
  const operations = new Map(input.operations.map((operation) => [operation.subject.key, operation]));
  return input.store.gateways.map((gateway) => ({
    model: GATEWAY_MODEL.model,
    key: gateway.id,
    values: {
      [X_ROW.name]: gateway.title || gateway.id,
      [X_GATEWAY.key]: gateway.id,
      [X_GATEWAY.description]: gateway.description,
      [X_GATEWAY.enabled]: gateway.enabled ? '1' : '',
      [X_GATEWAY.order]: String(gateway.order ?? UNORDERED),
      [X_GATEWAY.features]: [...new Set(gateway.supports)].sort(compareText).join(', '),
      ...bindingValues(gateway.id, operations.get(gateway.id), input),
    },
    placement: {},
  }));
}

/** One without a number that could be read may be any of them. */
export function isUnavailableGateway({ faults }: StorePaymentGateways, _model: string, key: string): boolean {
  return faults.some(({ id }) => id === null || id === key);
}

function bindingValues(
  key: string,
  operation: Operation | undefined,
  { recordId }: Pick<AppRowsInput<unknown>, 'recordId'>,
) {
  const id = recordId(GATEWAY_MODEL.type, key);
  const status = operation?.kind === 'conflict' ? 'conflict' : id === null ? 'pending' : 'bound';
  return {
    [X_GATEWAY.journal]: id === null ? '' : String(id),
    [X_ROW.status]: status,
    [X_ROW.rule]: operation?.rule ?? '',
    [X_ROW.reason]: status === 'bound' ? '' : (operation?.reason ?? ''),
  };
}
