/** Payment gateways of the store. */
export const X_GATEWAY = {
  model: 'x_woo_payment_gateway',
  key: 'x_key',
  description: 'x_description',
  enabled: 'x_enabled',
  order: 'x_order',
  features: 'x_features',
  /** A user's choice, like `x_choice_id`. */
  paymentTerm: 'x_payment_term_id',
  /** The record in Odoo. */
  journal: 'x_journal_id',
} as const;

/** What this domain adds to a backend. */
export const X_ON_BACKEND = { gatewayCount: 'x_payment_gateway_count' } as const;
