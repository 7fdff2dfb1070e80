import {
  char,
  choice,
  flag,
  float,
  many2many,
  many2one,
  monetary,
  one2many,
  whole,
} from '../field-makers.ts';
import { priceDecimals } from '../delivery/delivery-models.ts';
import type { AccessRule, FieldDefinition, ModelDefinition, Series } from '../model.ts';

const EVERYBODY_READS: AccessRule = ['base.group_user', 'r'];
const SHARED = { field: 'company_id', shared: true };

/** Partners, products, and as much of quotations and invoices as decides taxes. */
export function tradeModels(series: Series): readonly ModelDefinition[] {
  return [
    countryGroups(series),
    partners(),
    categories(series),
    tags(series),
    templates(series),
    products(series),
    orders(),
    orderLines(series),
    invoices(),
    invoiceLines(),
  ];
}

function countryGroups(series: Series): ModelDefinition {
  const more: Readonly<Record<string, FieldDefinition>> = {
    code: char('Code'),
    exclude_state_ids: many2many('Fiscal Exceptions', 'res.country.state'),
  };
  return {
    name: 'res.country.group',
    title: 'Country Group',
    order: 'id',
    recName: 'name',
    fields: {
      name: char('Name', { required: true, translated: true }),
      country_ids: many2many('Countries', 'res.country'),
      ...(series >= 19 ? more : {}),
    },
    access: [EVERYBODY_READS, ['base.group_partner_manager', 'rwcu']],
  };
}

function partners(): ModelDefinition {
  return {
    name: 'res.partner',
    title: 'Contact',
    order: 'name, id desc',
    recName: 'name',
    fields: {
      name: char('Name'),
      active: flag('Active', true),
      is_company: flag('Is a Company'),
      parent_id: many2one('Related Company', 'res.partner'),
      street: char('Street'),
      street2: char('Street2'),
      zip: char('Zip'),
      city: char('City'),
      state_id: many2one('State', 'res.country.state', { onDelete: 'restrict' }),
      country_id: many2one('Country', 'res.country', { onDelete: 'restrict' }),
      vat: char('Tax ID'),
      email: char('Email'),
      phone: char('Phone'),
      company_id: many2one('Company', 'res.company'),
      property_account_position_id: many2one('Fiscal Position', 'account.fiscal.position'),
    },
    access: [
      EVERYBODY_READS,
      ['base.group_partner_manager', 'rwcu'],
      ['sales_team.group_sale_manager', 'rwc'],
      ['stock.group_stock_manager', 'rwc'],
    ],
    companies: SHARED,
  };
}

function categories(series: Series): ModelDefinition {
  return {
    name: 'product.category',
    title: 'Product Category',
    order: 'name, id',
    recName: 'name',
    fields: { name: char('Name', { required: true }) },
    access: catalogue(series, SALES_AND_STOCK),
  };
}

function tags(series: Series): ModelDefinition {
  return {
    name: 'product.tag',
    title: 'Product Tag',
    order: series === 17 ? 'id' : 'sequence, id',
    recName: 'name',
    fields: {
      name: char('Name', { required: true, translated: true }),
      ...(series === 17 ? {} : { sequence: whole('Sequence', { default: 10 }) }),
      color: char('Color', { default: '#3C3C3C' }),
    },
    unique: [{ fields: ['name'], message: 'Tag name already exists!' }],
    access: catalogue(series, SALES_AND_STOCK),
  };
}

const label = (series: Series, old: string, since18: string): string => (series === 17 ? old : since18);

/** The fields of a product that its template keeps. */
function sharedFields(series: Series): Readonly<Record<string, FieldDefinition>> {
  const kinds: Readonly<Record<string, FieldDefinition>> =
    series === 17
      ? {
          detailed_type: choice(
            'Product Type',
            [
              ['consu', 'Consumable'],
              ['service', 'Service'],
              ['product', 'Storable Product'],
            ],
            { required: true, default: 'consu' },
          ),
          type: choice('Type', [
            ['consu', 'Consumable'],
            ['service', 'Service'],
            ['product', 'Storable Product'],
          ]),
        }
      : {
          type: choice(
            'Product Type',
            [
              ['consu', 'Goods'],
              ['service', 'Service'],
              ['combo', 'Combo'],
            ],
            { required: true, default: 'consu' },
          ),
        };
  return {
    name: char('Name', { required: true, translated: true }),
    sale_ok: flag(label(series, 'Can be Sold', 'Sales'), true),
    purchase_ok: flag(label(series, 'Can be Purchased', 'Purchase'), true),
    list_price: float('Sales Price', { default: 1, ...priceDecimals(series) }),
    categ_id: many2one('Product Category', 'product.category', { required: series < 19 }),
    ...kinds,
    taxes_id: many2many(label(series, 'Customer Taxes', 'Sales Taxes'), 'account.tax'),
    supplier_taxes_id: many2many(label(series, 'Vendor Taxes', 'Purchase Taxes'), 'account.tax'),
    company_id: many2one('Company', 'res.company'),
    default_code: char('Internal Reference'),
    invoice_policy: choice(
      'Invoicing Policy',
      [
        ['order', 'Ordered quantities'],
        ['delivery', 'Delivered quantities'],
      ],
      { default: 'order' },
    ),
    weight: float('Weight'),
    volume: float('Volume'),
    product_tag_ids: many2many('Tags', 'product.tag'),
  };
}

const unit = (string: string): FieldDefinition =>
  char(string, { computed: true, readonly: true, store: false });

/** Of the product's company, else of the first one. */
const currency = (): FieldDefinition =>
  many2one('Currency', 'res.currency', { computed: true, readonly: true, store: false });

function templates(series: Series): ModelDefinition {
  return {
    name: 'product.template',
    title: 'Product',
    order: 'name',
    recName: 'name',
    fields: {
      ...sharedFields(series),
      active: flag('Active', true),
      currency_id: currency(),
      weight_uom_name: unit('Weight unit of measure label'),
      volume_uom_name: unit('Volume unit of measure label'),
      product_variant_ids: { ...one2many('Products', 'product.product', 'product_tmpl_id'), required: true },
    },
    access: catalogue(series, SALES_AND_STOCK),
    companies: { ...SHARED, inherited: true },
  };
}

function products(series: Series): ModelDefinition {
  const behind = Object.entries(sharedFields(series)).map(
    ([name, field]) => [name, { ...field, related: `product_tmpl_id.${name}` }] as const,
  );
  return {
    name: 'product.product',
    title: 'Product Variant',
    order: 'id',
    recName: 'name',
    fields: {
      product_tmpl_id: many2one('Product Template', 'product.template', {
        required: true,
        onDelete: 'cascade',
      }),
      active: flag('Active', true),
      currency_id: currency(),
      barcode: char('Barcode'),
      weight_uom_name: unit('Weight unit of measure label'),
      volume_uom_name: unit('Volume unit of measure label'),
      additional_product_tag_ids: many2many('Variant Tags', 'product.tag'),
      all_product_tag_ids: many2many('Tags', 'product.tag', { computed: true, readonly: true, store: false }),
      ...Object.fromEntries(behind),
    },
    access: catalogue(series, [['account.group_account_manager', 'rwcu'], ...SALES_AND_STOCK]),
    inherits: { model: 'product.template', field: 'product_tmpl_id' },
    companies: { ...SHARED, inherited: true },
  };
}

/** Who may change the catalogue: on 19 a group of its own, and no administrator of Sales, Inventory or Accounting. */
function catalogue(series: Series, before19: readonly AccessRule[]): readonly AccessRule[] {
  return [EVERYBODY_READS, ...(series >= 19 ? [CATALOGUE_19] : before19)];
}

const CATALOGUE_19: AccessRule = ['product.group_product_manager', 'rwcu'];
const SALES_AND_STOCK: readonly AccessRule[] = [
  ['sales_team.group_sale_manager', 'rwcu'],
  ['stock.group_stock_manager', 'rwcu'],
];

const SELLERS: AccessRule = ['sales_team.group_sale_manager', 'rwcu'];

/** What a quotation answers while it is typed, and what is kept of one that is saved: a draft. */
function orders(): ModelDefinition {
  return {
    name: 'sale.order',
    title: 'Sales Order',
    order: 'id desc',
    recName: 'name',
    fields: {
      name: char('Order Reference', { required: true }),
      state: choice(
        'Status',
        [
          ['draft', 'Quotation'],
          ['sent', 'Quotation Sent'],
          ['sale', 'Sales Order'],
          ['cancel', 'Cancelled'],
        ],
        { default: 'draft' },
      ),
      partner_id: many2one('Customer', 'res.partner', { required: true, onDelete: 'restrict' }),
      partner_shipping_id: many2one('Delivery Address', 'res.partner', {
        required: true,
        onDelete: 'restrict',
      }),
      fiscal_position_id: many2one('Fiscal Position', 'account.fiscal.position'),
      company_id: many2one('Company', 'res.company', { required: true }),
      order_line: one2many('Order Lines', 'sale.order.line', 'order_id'),
      carrier_id: many2one('Delivery Method', 'delivery.carrier'),
      amount_untaxed: monetary('Untaxed Amount', { readonly: true }),
      amount_tax: monetary('Taxes', { readonly: true }),
      amount_total: monetary('Total', { readonly: true }),
    },
    access: [SELLERS],
    companies: { field: 'company_id', shared: false },
  };
}

/** The field that lists the taxes of an order line, renamed in 19. */
export function lineTaxesField(series: Series): 'tax_id' | 'tax_ids' {
  return series >= 19 ? 'tax_ids' : 'tax_id';
}

function orderLines(series: Series): ModelDefinition {
  return {
    name: 'sale.order.line',
    title: 'Sales Order Line',
    order: 'id',
    recName: 'id',
    fields: {
      order_id: many2one('Order Reference', 'sale.order', { required: true, onDelete: 'cascade' }),
      product_id: many2one('Product', 'product.product', { onDelete: 'restrict' }),
      product_uom_qty: float('Quantity', { required: true, default: 1 }),
      price_unit: float('Unit Price', { required: true }),
      [lineTaxesField(series)]: many2many('Taxes', 'account.tax'),
      price_subtotal: monetary('Subtotal', { readonly: true }),
      price_tax: float('Total Tax', { readonly: true }),
      price_total: monetary('Total', { readonly: true }),
    },
    access: [SELLERS],
  };
}

/** Posted through the control only; clients may read. */
function invoices(): ModelDefinition {
  return {
    name: 'account.move',
    title: 'Journal Entry',
    order: 'id desc',
    recName: 'name',
    fields: {
      name: char('Number'),
      move_type: choice('Type', [['out_invoice', 'Customer Invoice']], {
        required: true,
        default: 'out_invoice',
      }),
      state: choice('Status', [['posted', 'Posted']], { required: true, default: 'posted' }),
      partner_id: many2one('Partner', 'res.partner', { onDelete: 'restrict' }),
      fiscal_position_id: many2one('Fiscal Position', 'account.fiscal.position', { onDelete: 'restrict' }),
      company_id: many2one('Company', 'res.company', { required: true }),
      line_ids: one2many('Journal Items', 'account.move.line', 'move_id'),
    },
    access: [['account.group_account_manager', 'r']],
    companies: { field: 'company_id', shared: false },
  };
}

function invoiceLines(): ModelDefinition {
  return {
    name: 'account.move.line',
    title: 'Journal Item',
    order: 'id',
    recName: 'name',
    fields: {
      move_id: many2one('Journal Entry', 'account.move', { required: true, onDelete: 'cascade' }),
      name: char('Label'),
      account_id: many2one('Account', 'account.account', { onDelete: 'restrict' }),
      tax_ids: many2many('Taxes', 'account.tax'),
      tax_line_id: many2one('Originator Tax', 'account.tax', { onDelete: 'restrict' }),
      credit: monetary('Credit'),
      sequence: whole('Sequence', { default: 10 }),
    },
    access: [['account.group_account_manager', 'r']],
  };
}
