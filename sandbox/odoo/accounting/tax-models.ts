import { char, choice, flag, float, many2many, many2one, one2many, whole } from '../field-makers.ts';
import type { AccessRule, FieldDefinition, ModelDefinition, Series } from '../model.ts';

const EVERYBODY_READS: AccessRule = ['base.group_user', 'r'];
const ACCOUNT_MANAGERS: AccessRule = ['account.group_account_manager', 'rwcu'];
const ACCESS = [EVERYBODY_READS, ACCOUNT_MANAGERS];
const OWN = { field: 'company_id', shared: false, inherited: true };

type Fields = Readonly<Record<string, FieldDefinition>>;

const company = (more: Partial<FieldDefinition> = { required: true }): FieldDefinition =>
  many2one('Company', 'res.company', more);

/** The models of taxes and accounts. Names, types and labels are those that `fields_get` of each series answers. */
export function taxModels(series: Series): readonly ModelDefinition[] {
  return [
    accounts(series),
    taxGroups(series),
    taxes(series),
    accountTags(series),
    repartitionLines(),
    positions(series),
    ...(series >= 19 ? [] : [positionLines()]),
    accountLines(),
  ];
}

/** The kinds of accounts that the sandbox's charts use. */
const ACCOUNT_TYPES = [
  ['asset_receivable', 'Receivable'],
  ['asset_current', 'Current Assets'],
  ['liability_payable', 'Payable'],
  ['liability_current', 'Current Liabilities'],
  ['income', 'Income'],
  ['income_other', 'Other Income'],
  ['expense', 'Expenses'],
] as const;

function accounts(series: Series): ModelDefinition {
  const owner: Fields =
    series >= 18
      ? { company_ids: many2many('Companies', 'res.company') }
      : { company_id: company({ required: true, readonly: true }) };
  return {
    name: 'account.account',
    title: 'Account',
    order: 'code',
    recName: 'name',
    display: series >= 19 ? '{name}' : '{code} {name}',
    fields: {
      name: char('Account Name', { required: true, translated: true }),
      code: char('Code', { required: series === 17 }),
      account_type: choice('Type', ACCOUNT_TYPES, { required: true }),
      reconcile: flag('Allow Reconciliation'),
      ...(series >= 19 ? { active: flag('Active', true) } : { deprecated: flag('Deprecated') }),
      ...owner,
    },
    access: [EVERYBODY_READS, ['base.group_partner_manager', 'r'], ACCOUNT_MANAGERS],
    companies: { field: series >= 18 ? 'company_ids' : 'company_id', shared: false, inherited: true },
  };
}

function taxGroups(series: Series): ModelDefinition {
  return {
    name: 'account.tax.group',
    title: 'Tax Group',
    order: 'sequence, id',
    recName: 'name',
    fields: {
      name: char('Name', { required: true, translated: true }),
      sequence: whole('Sequence', { default: 10 }),
      company_id: company(),
      country_id: many2one('Country', 'res.country'),
      country_code: char('Country Code', { related: 'country_id.code', readonly: true, store: false }),
      tax_payable_account_id: many2one('Tax Payable Account', 'account.account'),
      tax_receivable_account_id: many2one('Tax Receivable Account', 'account.account'),
      advance_tax_payment_account_id: many2one('Tax Advance Account', 'account.account'),
      preceding_subtotal: char('Preceding Subtotal', { translated: true }),
      ...(series >= 18 ? { pos_receipt_label: char('PoS receipt label') } : {}),
    },
    access: ACCESS,
    companies: OWN,
  };
}

const INCLUDED = [
  ['tax_included', 'Tax Included'],
  ['tax_excluded', 'Tax Excluded'],
] as const;

function taxes(series: Series): ModelDefinition {
  const readonly = { readonly: true, store: false } as const;
  const inclusion: Fields =
    series === 17
      ? { price_include: flag('Included in Price') }
      : {
          price_include: { type: 'boolean', string: 'Price Include', computed: true, ...readonly },
          price_include_override: choice('Included in Price', INCLUDED),
          company_price_include: choice('Default Sales Price Include', INCLUDED, {
            related: 'company_id.account_price_include',
            ...readonly,
          }),
        };
  const mapping: Fields =
    series >= 19
      ? {
          fiscal_position_ids: many2many('Fiscal Position', 'account.fiscal.position'),
          original_tax_ids: many2many('Replaces', 'account.tax'),
          replacing_tax_ids: many2many('Replaced by', 'account.tax', {
            mirrorOf: 'original_tax_ids',
            readonly: true,
          }),
          is_domestic: {
            type: 'boolean',
            string: 'Is Domestic',
            computed: true,
            readonly: true,
            store: true,
          },
        }
      : {};
  return {
    name: 'account.tax',
    title: 'Tax',
    order: 'sequence, id',
    recName: 'name',
    fields: {
      name: char('Tax Name', { required: true, translated: true }),
      type_tax_use: choice('Tax Type', TAX_USES, { required: true, default: 'sale' }),
      tax_scope: choice('Tax Scope', [
        ['service', 'Services'],
        ['consu', 'Goods'],
      ]),
      amount_type: choice('Tax Computation', amountTypes(series), { required: true, default: 'percent' }),
      active: flag('Active', true),
      company_id: company({ required: true, readonly: true }),
      children_tax_ids: many2many('Children Taxes', 'account.tax'),
      sequence: whole('Sequence', { required: true, default: 1 }),
      amount: float('Amount', { required: true, decimals: 4 }),
      invoice_label: char('Label on Invoices', { translated: true }),
      ...inclusion,
      include_base_amount: flag('Affect Base of Subsequent Taxes'),
      is_base_affected: flag('Base Affected by Previous Taxes', true),
      analytic: flag('Include in Analytic Cost'),
      tax_group_id: many2one('Tax Group', 'account.tax.group', { required: true, onDelete: 'restrict' }),
      tax_exigibility: choice(
        'Tax Exigibility',
        [
          ['on_invoice', 'Based on Invoice'],
          ['on_payment', 'Based on Payment'],
        ],
        { default: 'on_invoice' },
      ),
      invoice_repartition_line_ids: one2many('Distribution for Invoices', LINE, 'tax_id', [
        'document_type',
        'invoice',
      ]),
      refund_repartition_line_ids: one2many('Distribution for Refund Invoices', LINE, 'tax_id', [
        'document_type',
        'refund',
      ]),
      repartition_line_ids: one2many('Distribution', LINE, 'tax_id'),
      country_id: many2one('Country', 'res.country', { required: true, onDelete: 'restrict' }),
      country_code: char('Country Code', { related: 'country_id.code', ...readonly }),
      is_used: { type: 'boolean', string: 'Tax used', computed: true, ...readonly },
      ...mapping,
    },
    access: ACCESS,
    companies: OWN,
  };
}

const LINE = 'account.tax.repartition.line';

const TAX_USES = [
  ['sale', 'Sales'],
  ['purchase', 'Purchases'],
  ['none', 'None'],
] as const;

function amountTypes(series: Series): readonly (readonly [string, string])[] {
  return [
    ['group', 'Group of Taxes'],
    ['fixed', 'Fixed'],
    ['percent', series === 17 ? 'Percentage of Price' : 'Percentage'],
    ['division', series === 17 ? 'Percentage of Price Tax Included' : 'Percentage Tax Included'],
  ];
}

/** The lines of the tax report that amounts are added to. */
function accountTags(series: Series): ModelDefinition {
  return {
    name: 'account.account.tag',
    title: 'Account Tag',
    order: 'id',
    recName: 'name',
    fields: {
      name: char('Tag Name', { required: true, translated: true }),
      applicability: choice(
        'Applicability',
        [
          ['accounts', 'Accounts'],
          ['taxes', 'Taxes'],
          ['products', 'Products'],
        ],
        { required: true, default: 'accounts' },
      ),
      color: whole('Color Index'),
      active: flag('Active', true),
      ...(series >= 19 ? {} : { tax_negate: flag('Negate Tax Balance') }),
      country_id: many2one('Country', 'res.country'),
    },
    access: ACCESS,
  };
}

function repartitionLines(): ModelDefinition {
  return {
    name: LINE,
    title: 'Tax Repartition Line',
    order: 'document_type, repartition_type, sequence, id',
    recName: 'id',
    fields: {
      factor_percent: float('%', { required: true, default: 100 }),
      repartition_type: choice(
        'Based On',
        [
          ['base', 'Base'],
          ['tax', 'of tax'],
        ],
        { required: true, default: 'tax' },
      ),
      document_type: choice(
        'Related to',
        [
          ['invoice', 'Invoice'],
          ['refund', 'Refund'],
        ],
        { required: true },
      ),
      account_id: many2one('Account', 'account.account', { onDelete: 'restrict' }),
      tag_ids: many2many('Tax Grids', 'account.account.tag'),
      tax_id: many2one('Tax', 'account.tax', { onDelete: 'cascade' }),
      company_id: company({ related: 'tax_id.company_id', readonly: true, store: true }),
      sequence: whole('Sequence', { default: 1 }),
      use_in_tax_closing: flag('Tax Closing Entry'),
    },
    access: ACCESS,
    companies: { field: 'company_id', shared: true, inherited: true },
  };
}

function positions(series: Series): ModelDefinition {
  const readonly = { readonly: true, store: false } as const;
  const mapping: Fields =
    series >= 19
      ? {
          tax_ids: many2many('Taxes', 'account.tax', { mirrorOf: 'fiscal_position_ids' }),
          is_domestic: {
            type: 'boolean',
            string: 'Is Domestic',
            computed: true,
            readonly: true,
            store: true,
          },
        }
      : { tax_ids: one2many('Tax Mapping', 'account.fiscal.position.tax', 'position_id') };
  return {
    name: 'account.fiscal.position',
    title: 'Fiscal Position',
    order: 'sequence',
    recName: 'name',
    fields: {
      sequence: whole('Sequence'),
      name: char('Fiscal Position', { required: true, translated: true }),
      active: flag('Active', true),
      company_id: company({ required: true, readonly: true }),
      account_ids: one2many('Account Mapping', 'account.fiscal.position.account', 'position_id'),
      ...mapping,
      note: { type: 'html', string: 'Notes', translated: true },
      ...(series >= 18
        ? {
            account_map: { type: 'binary', string: 'Account Map', computed: true, ...readonly } as const,
            tax_map: { type: 'binary', string: 'Tax Map', computed: true, ...readonly } as const,
          }
        : {}),
      auto_apply: flag('Detect Automatically'),
      vat_required: flag('VAT required'),
      company_country_id: many2one('Company Country', 'res.country', {
        related: 'company_id.account_fiscal_country_id',
        ...readonly,
      }),
      fiscal_country_codes: char('Company Fiscal Country Code', {
        related: 'company_id.account_fiscal_country_id.code',
        ...readonly,
      }),
      country_id: many2one('Country', 'res.country'),
      country_group_id: many2one('Country Group', 'res.country.group'),
      state_ids: many2many('Federal States', 'res.country.state'),
      zip_from: char('Zip Range From'),
      zip_to: char('Zip Range To'),
      states_count: { type: 'integer', string: 'States Count', computed: true, ...readonly },
      foreign_vat: char('Foreign Tax ID'),
      foreign_vat_header_mode: choice(
        'Foreign Vat Header Mode',
        [
          ['templates_found', 'Templates Found'],
          ['no_template', 'No Template'],
        ],
        { computed: true, ...readonly },
      ),
    },
    access: ACCESS,
    companies: OWN,
  };
}

function positionLines(): ModelDefinition {
  return {
    name: 'account.fiscal.position.tax',
    title: 'Tax Mapping of Fiscal Position',
    order: 'id',
    recName: 'position_id',
    display: '{position_id.name}',
    fields: {
      position_id: many2one('Fiscal Position', 'account.fiscal.position', {
        required: true,
        onDelete: 'cascade',
      }),
      company_id: company({ related: 'position_id.company_id', readonly: true, store: true }),
      tax_src_id: many2one('Tax on Product', 'account.tax', { required: true }),
      tax_dest_id: many2one('Tax to Apply', 'account.tax'),
      tax_dest_active: {
        type: 'boolean',
        string: 'Active',
        related: 'tax_dest_id.active',
        readonly: true,
        store: false,
      },
    },
    unique: [
      {
        fields: ['position_id', 'tax_src_id', 'tax_dest_id'],
        message: 'A tax fiscal position could be defined only one time on same taxes.',
      },
    ],
    access: ACCESS,
  };
}

function accountLines(): ModelDefinition {
  return {
    name: 'account.fiscal.position.account',
    title: 'Accounts Mapping of Fiscal Position',
    order: 'id',
    recName: 'position_id',
    display: '{position_id.name}',
    fields: {
      position_id: many2one('Fiscal Position', 'account.fiscal.position', {
        required: true,
        onDelete: 'cascade',
      }),
      company_id: company({ related: 'position_id.company_id', readonly: true, store: true }),
      account_src_id: many2one('Account on Product', 'account.account', { required: true }),
      account_dest_id: many2one('Account to Use Instead', 'account.account', { required: true }),
    },
    unique: [
      {
        fields: ['position_id', 'account_src_id', 'account_dest_id'],
        message: 'An account fiscal position could be defined only one time on same accounts.',
      },
    ],
    access: ACCESS,
  };
}
