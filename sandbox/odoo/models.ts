import { taxModels } from './accounting/tax-models.ts';
import { bookModels } from './accounting/book-models.ts';
import { tradeModels } from './accounting/trade-models.ts';
import { appModels } from './app-models.ts';
import { currencyModels } from './currency/currency-models.ts';
import { deliveryModels } from './delivery/delivery-models.ts';
import { groupsField, usersField } from './group-membership.ts';
import type { AccessRule, FieldDefinition, ModelDefinition, Series } from './model.ts';

const EVERYBODY_READS: AccessRule = ['base.group_user', 'r'];
const SYSTEM: AccessRule = ['base.group_system', 'rwcu'];
const ACCESS_MANAGERS: AccessRule = ['base.group_erp_manager', 'rwcu'];

const char = (string: string, more: Partial<FieldDefinition> = {}): FieldDefinition => ({
  type: 'char',
  string,
  ...more,
});
const flag = (string: string, fallback = false): FieldDefinition => ({
  type: 'boolean',
  string,
  default: fallback,
});
const many2one = (string: string, relation: string, required = false): FieldDefinition => ({
  type: 'many2one',
  string,
  relation,
  required,
});

/** The models a fresh sandbox database has. Who may do what is as Odoo 18 ships it. */
export function baseModels(series: Series): readonly ModelDefinition[] {
  return [
    {
      name: 'res.country',
      title: 'Country',
      order: 'name',
      recName: 'name',
      fields: {
        name: char('Country Name', { required: true, translated: true }),
        code: char('Country Code', { required: true }),
        currency_id: many2one('Currency', 'res.currency'),
        phone_code: { type: 'integer', string: 'Country Calling Code', default: 0 },
        state_required: flag('State Required'),
        zip_required: flag('Zip Required', true),
        country_group_ids: {
          type: 'many2many',
          string: 'Country Groups',
          relation: 'res.country.group',
          mirrorOf: 'country_ids',
        },
        state_ids: {
          type: 'one2many',
          string: 'States',
          relation: 'res.country.state',
          inverse: 'country_id',
        },
      },
      unique: [
        { fields: ['name'], message: 'The name of the country must be unique!' },
        { fields: ['code'], message: 'The code of the country must be unique!' },
      ],
      access: [EVERYBODY_READS, ['base.group_partner_manager', 'r'], SYSTEM],
      upper: ['code'],
    },
    {
      name: 'res.country.state',
      title: 'Country state',
      order: 'code',
      recName: 'name',
      display: '{name} ({country_id.code})',
      fields: {
        country_id: many2one('Country', 'res.country', true),
        name: char('State Name', { required: true }),
        code: char('State Code', { required: true }),
      },
      unique: [
        { fields: ['country_id', 'code'], message: 'The code of the state must be unique by country!' },
      ],
      access: [EVERYBODY_READS, ['base.group_partner_manager', 'rwcu']],
    },
    ...currencyModels(series),
    {
      name: 'res.company',
      title: 'Companies',
      order: 'sequence, name',
      recName: 'name',
      fields: {
        name: char('Company Name', { required: true }),
        sequence: { type: 'integer', string: 'Sequence', default: 10 },
        active: flag('Active', true),
        parent_id: many2one('Parent Company', 'res.company'),
        parent_ids: {
          type: 'many2many',
          string: 'Parent',
          relation: 'res.company',
          computed: true,
          readonly: true,
          store: false,
        },
        root_id: {
          type: 'many2one',
          string: 'Root',
          relation: 'res.company',
          computed: true,
          readonly: true,
          store: false,
        },
        country_id: many2one('Country', 'res.country'),
        currency_id: many2one('Currency', 'res.currency', true),
        state_id: many2one('Fed. State', 'res.country.state'),
        zip: char('Zip'),
        city: char('City'),
        vat: char('Tax ID'),
        account_fiscal_country_id: many2one('Fiscal Country', 'res.country'),
        account_sale_tax_id: many2one('Default Sale Tax', 'account.tax'),
        account_purchase_tax_id: many2one('Default Purchase Tax', 'account.tax'),
        ...taxSettings(series),
      },
      unique: [{ fields: ['name'], message: 'The company name must be unique!' }],
      access: [EVERYBODY_READS, ACCESS_MANAGERS],
    },
    {
      name: 'res.users',
      title: 'User',
      order: 'name, login',
      recName: 'name',
      fields: {
        login: char('Login', { required: true }),
        name: char('Name', { required: true }),
        active: flag('Active', true),
        lang: char('Language', { default: 'en_US' }),
        tz: char('Timezone'),
        company_id: many2one('Company', 'res.company', true),
        company_ids: { type: 'many2many', string: 'Companies', relation: 'res.company', default: [] },
        [groupsField(series)]: {
          type: 'many2many',
          string: 'Groups',
          relation: 'res.groups',
          mirrorOf: usersField(series),
        },
      },
      unique: [{ fields: ['login'], message: 'You can not have two users with the same login!' }],
      access: [EVERYBODY_READS, ACCESS_MANAGERS],
    },
    {
      name: 'res.lang',
      title: 'Languages',
      order: 'active desc, name',
      recName: 'name',
      fields: {
        name: char('Name', { required: true }),
        code: char('Locale Code', { required: true }),
        active: flag('Active'),
      },
      unique: [{ fields: ['code'], message: 'The code of the language must be unique!' }],
      access: [EVERYBODY_READS, SYSTEM],
    },
    ...taxModels(series),
    ...tradeModels(series),
    ...bookModels(series),
    ...deliveryModels(series),
    ...technicalModels(series),
    ...appModels(series),
  ];
}

/** How a company computes taxes: 19 rounds over the whole document by default, 18 knows a default inclusion. */
function taxSettings(series: Series): Readonly<Record<string, FieldDefinition>> {
  const perLine = ['round_per_line', 'Round per Line'] as const;
  const rounding: FieldDefinition = {
    type: 'selection',
    string: 'Tax Calculation Rounding Method',
    selection:
      series >= 19
        ? [['round_globally', 'Round per Tax'], perLine]
        : [perLine, ['round_globally', 'Round Globally']],
    default: series >= 19 ? 'round_globally' : 'round_per_line',
  };
  if (series === 17) return { tax_calculation_rounding_method: rounding };
  return {
    tax_calculation_rounding_method: rounding,
    account_price_include: {
      type: 'selection',
      string: 'Default Sales Price Include',
      selection: [
        ['tax_included', 'Tax Included'],
        ['tax_excluded', 'Tax Excluded'],
      ],
      required: true,
      default: 'tax_excluded',
    },
    ...(series >= 19
      ? {
          domestic_fiscal_position_id: {
            type: 'many2one',
            string: 'Domestic Fiscal Position',
            relation: 'account.fiscal.position',
            computed: true,
            readonly: true,
            store: true,
          } as const,
        }
      : {}),
  };
}

function technicalModels(series: Series): readonly ModelDefinition[] {
  return [
    {
      name: 'ir.config_parameter',
      title: 'System Parameter',
      order: 'key',
      recName: 'key',
      fields: {
        key: char('Key', { required: true }),
        value: { type: 'text', string: 'Value', required: true },
      },
      unique: [{ fields: ['key'], message: 'Key must be unique.' }],
      access: [SYSTEM],
    },
    {
      name: 'ir.sequence',
      title: 'Sequence',
      order: 'name',
      recName: 'name',
      fields: {
        name: char('Name', { required: true }),
        code: char('Sequence Code'),
        prefix: char('Prefix'),
        padding: { type: 'integer', string: 'Sequence Size', default: 0 },
        number_next: { type: 'integer', string: 'Next Number', default: 1 },
      },
      access: [EVERYBODY_READS, SYSTEM],
    },
    {
      name: 'ir.model',
      title: 'Models',
      order: 'model',
      recName: 'name',
      fields: {
        name: char('Model Description', { required: true }),
        model: char('Model', { required: true, default: 'x_' }),
        order: char('Order', { required: true, default: 'id' }),
        info: { type: 'text', string: 'Information' },
        state: {
          type: 'selection',
          string: 'Type',
          selection: [
            ['manual', 'Custom Object'],
            ['base', 'Base Object'],
          ],
          default: 'manual',
        },
      },
      unique: [{ fields: ['model'], message: 'Each model must have a unique name.' }],
      access: [ACCESS_MANAGERS],
    },
    {
      name: 'ir.model.data',
      title: 'Model Data',
      order: 'module, model, name',
      recName: 'name',
      fields: {
        name: char('External Identifier', { required: true }),
        module: char('Module', { required: true, default: '' }),
        model: char('Model Name', { required: true }),
        res_id: { type: 'many2one_reference', string: 'Record ID', default: 0 },
        noupdate: flag('Non Updatable'),
      },
      unique: [
        {
          fields: ['module', 'name'],
          message: 'duplicate key value violates unique constraint "ir_model_data_module_name_uniq_index"',
        },
      ],
      access: [ACCESS_MANAGERS],
    },
    {
      name: 'ir.module.module',
      title: 'Module',
      order: 'application desc, sequence, name',
      recName: 'name',
      fields: {
        name: char('Technical Name', { required: true }),
        state: {
          type: 'selection',
          string: 'Status',
          selection: [
            ['uninstallable', 'Uninstallable'],
            ['uninstalled', 'Not Installed'],
            ['installed', 'Installed'],
          ],
          default: 'uninstalled',
        },
        // Odoo's name for what the manifest says, which is what an installed module shows.
        installed_version: char('Latest Version', { default: `${series}.0.1.0` }),
        latest_version: char('Installed Version'),
        shortdesc: char('Module Name'),
        imported: flag('Imported Module'),
        application: flag('Application'),
        sequence: { type: 'integer', string: 'Sequence', default: 100 },
      },
      unique: [{ fields: ['name'], message: 'The name of the module must be unique!' }],
      access: [SYSTEM],
    },
    {
      name: 'iap.account',
      title: 'IAP Account',
      order: 'id',
      recName: 'name',
      fields: { name: char('Name'), account_token: char('Account Token') },
      access: [['base.group_user', 'rc'], SYSTEM],
    },
  ];
}
