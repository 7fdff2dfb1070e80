import type { AppRowsInput, AppRowModel, AppRow } from '../../../core/app-rows.ts';
import type { Operation } from '../../../core/operation.ts';
import { compareText } from '../../../core/plan.ts';
import type { StorePaymentGateways } from '../../../woocommerce/port.ts';
import { JOURNAL_MODEL } from '../models.ts';

/** The payment term that a user chose, in the app's rows. */
export const TERM_FIELD = 'x_payment_term_id';

/**
 * The app's model of payment gateways. Journal (`x_choice_id`) and payment term (`x_payment_term_id`) are chosen by users:
 * neither is among the columns, so no sync writes them.
 */
export const GATEWAY_MODEL: AppRowModel = {
  model: 'x_woo_payment_gateway',
  type: 'payment_gateway',
  columns: [
    'x_name',
    'x_key',
    'x_description',
    'x_enabled',
    'x_order',
    'x_features',
    'x_journal_id',
    'x_status',
    'x_rule',
    'x_reason',
  ],
  keyFields: ['x_key'],
  key: (values) => values['x_key'] ?? '',
  binding: { model: JOURNAL_MODEL, field: 'x_journal_id', written: false, beside: [TERM_FIELD] },
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
      x_name: gateway.title || gateway.id,
      x_key: gateway.id,
      x_description: gateway.description,
      x_enabled: gateway.enabled ? '1' : '',
      x_order: String(gateway.order ?? UNORDERED),
      x_features: [...new Set(gateway.supports)].sort(compareText).join(', '),
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
    x_journal_id: id === null ? '' : String(id),
    x_status: status,
    x_rule: operation?.rule ?? '',
    x_reason: status === 'bound' ? '' : (operation?.reason ?? ''),
  };
}
