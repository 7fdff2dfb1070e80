import { char, choice, flag, float, many2many, many2one, one2many, whole } from '../field-makers.ts';
import type { AccessRule, FieldDefinition, ModelDefinition, Series } from '../model.ts';

/** The models that the `delivery` module brings; a database without it has none of them. */
export function deliveryModels(series: Series): readonly ModelDefinition[] {
  return [carriers(series), priceRules(series), zipPrefixes(), wizard()];
}

/** Salesmen may read, which managers are too; an ordinary employee may not even see carriers. */
const MANAGERS: readonly AccessRule[] = [
  ['sales_team.group_sale_manager', 'rwcu'],
  ['stock.group_stock_manager', 'rwcu'],
];

/** What a carrier reads from its delivery product, and writes there. */
const ofProduct = (name: string): Partial<FieldDefinition> => ({
  related: `product_id.${name}`,
  store: true,
});

const VARIABLES = [
  ['weight', 'Weight'],
  ['volume', 'Volume'],
  ['wv', 'Weight * Volume'],
  ['price', 'Price'],
  ['quantity', 'Quantity'],
] as const;

function carriers(series: Series): ModelDefinition {
  return {
    name: 'delivery.carrier',
    title: 'Shipping Methods',
    order: 'sequence, id',
    recName: 'name',
    fields: {
      name: char('Delivery Method', { required: true, translated: true }),
      active: flag('Active', true),
      sequence: whole('Sequence', { default: 10 }),
      delivery_type: choice(
        'Provider',
        [
          ['base_on_rule', 'Based on Rules'],
          ['fixed', 'Fixed Price'],
        ],
        { required: true, default: 'fixed' },
      ),
      integration_level: choice(
        'Integration Level',
        [
          ['rate', 'Get Rate'],
          ['rate_and_ship', 'Get Rate and Create Shipment'],
        ],
        { default: 'rate_and_ship' },
      ),
      prod_environment: flag('Environment'),
      debug_logging: flag('Debug logging'),
      company_id: many2one('Company', 'res.company', ofProduct('company_id')),
      product_id: many2one('Delivery Product', 'product.product', { required: true, onDelete: 'restrict' }),
      currency_id: many2one('Currency', 'res.currency', {
        related: 'product_id.currency_id',
        readonly: true,
        store: false,
      }),
      invoice_policy: choice(
        'Invoicing Policy',
        [
          ['estimated', 'Estimated cost'],
          ['real', 'Real cost'],
        ],
        { required: true, default: 'estimated' },
      ),
      country_ids: many2many('Countries', 'res.country'),
      state_ids: many2many('States', 'res.country.state'),
      zip_prefix_ids: many2many('Zip Prefixes', 'delivery.zip.prefix'),
      carrier_description: { type: 'text', string: 'Carrier Description', translated: true },
      margin: float('Margin'),
      fixed_margin: float('Fixed Margin'),
      free_over: flag('Free if order amount is above'),
      amount: float('Amount', { default: 1000 }),
      can_generate_return: flag('Can Generate Return', false, PROVIDER),
      return_label_on_delivery: flag('Generate Return Label'),
      get_return_label_from_portal: flag('Return Label Accessible from Customer Portal'),
      supports_shipping_insurance: flag('Supports Shipping Insurance', false, PROVIDER),
      shipping_insurance: whole('Insurance Percentage', { default: 0 }),
      price_rule_ids: one2many('Pricing Rules', 'delivery.price.rule', 'carrier_id'),
      fixed_price: float('Fixed Price', ofProduct('list_price')),
      ...(series === 17 ? {} : limits()),
      ...(series >= 19 ? { allow_cash_on_delivery: flag('Cash on Delivery') } : {}),
    },
    access: [...MANAGERS, ['base.group_partner_manager', 'r'], ['base.group_system', 'r']],
    companies: { field: 'company_id', shared: true },
  };
}

/** True only for providers that come with modules of their own. */
const PROVIDER: Partial<FieldDefinition> = { computed: true, readonly: true, store: false };

const unit = (string: string): FieldDefinition => char(string, PROVIDER);

/** From 18 on a carrier may refuse orders that are too heavy or too big, or for what they hold. */
function limits(): Readonly<Record<string, FieldDefinition>> {
  return {
    tracking_url: char('Tracking Link'),
    max_weight: float('Max Weight'),
    weight_uom_name: unit('Weight unit of measure label'),
    max_volume: float('Max Volume'),
    volume_uom_name: unit('Volume unit of measure label'),
    must_have_tag_ids: many2many('Must Have Tags', 'product.tag'),
    excluded_tag_ids: many2many('Excluded Tags', 'product.tag'),
  };
}

/** 17 and 18 keep prices with the two decimals of *Product Price*; 19 keeps them as they are given. */
export function priceDecimals(series: Series): Partial<FieldDefinition> {
  return series >= 19 ? {} : { decimals: 2 };
}

function priceRules(series: Series): ModelDefinition {
  const price = (string: string) => float(string, { required: true, ...priceDecimals(series) });
  return {
    name: 'delivery.price.rule',
    title: 'Delivery Price Rules',
    order: 'sequence, list_price, id',
    recName: 'name',
    fields: {
      name: char('Name', { computed: true, readonly: true, store: false }),
      sequence: whole('Sequence', { required: true, default: 10 }),
      carrier_id: many2one('Carrier', 'delivery.carrier', { required: true, onDelete: 'cascade' }),
      currency_id: many2one('Currency', 'res.currency', {
        related: 'carrier_id.currency_id',
        readonly: true,
        store: false,
      }),
      variable: choice('Variable', VARIABLES, { required: true, default: 'quantity' }),
      operator: choice(
        'Operator',
        [
          ['==', '='],
          ['<=', '<='],
          ['<', '<'],
          ['>=', '>='],
          ['>', '>'],
        ],
        { required: true, default: '<=' },
      ),
      // Not even 0 is taken for granted: a rule without it is refused.
      max_value: float('Maximum Value', { required: true, default: false }),
      list_base_price: price('Sale Base Price'),
      list_price: price('Sale Price'),
      variable_factor: choice('Variable Factor', VARIABLES, { required: true, default: 'weight' }),
    },
    access: MANAGERS,
  };
}

function zipPrefixes(): ModelDefinition {
  return {
    name: 'delivery.zip.prefix',
    title: 'Delivery Zip Prefix',
    order: 'name, id',
    recName: 'name',
    fields: { name: char('Prefix', { required: true }) },
    unique: [{ fields: ['name'], message: 'Prefix already exists!' }],
    access: [
      ['base.group_partner_manager', 'rwcu'],
      ['stock.group_stock_manager', 'rwcu'],
      ['sales_team.group_sale_manager', 'r'],
    ],
    upper: ['name'],
  };
}

/** The form that adds a delivery to a quotation. What it computes is in `delivery-wizard.ts`. */
function wizard(): ModelDefinition {
  return {
    name: 'choose.delivery.carrier',
    title: 'Delivery Carrier Selection Wizard',
    order: 'id',
    recName: 'id',
    fields: {
      order_id: many2one('Order', 'sale.order', { required: true, onDelete: 'cascade' }),
      carrier_id: many2one('Shipping Method', 'delivery.carrier', { required: true }),
      delivery_price: float('Delivery Price'),
      display_price: float('Cost', { readonly: true }),
      total_weight: float('Total Order Weight'),
      available_carrier_ids: many2many('Available Carriers', 'delivery.carrier', {
        computed: true,
        readonly: true,
        store: false,
      }),
    },
    access: [['sales_team.group_sale_manager', 'rwc']],
  };
}
