import { groupsField, usersField } from './group-membership.ts';
import type { AccessRule, FieldDefinition, ModelDefinition, Series } from './model.ts';

const EVERYBODY_READS: AccessRule = ['base.group_user', 'r'];
const SYSTEM: AccessRule = ['base.group_system', 'rwcu'];
const ACCESS_MANAGERS: AccessRule = ['base.group_erp_manager', 'rwcu'];

const char = (string: string, required = false): FieldDefinition => ({ type: 'char', string, required });
/** A text with a value for each language. */
const words = (string: string, required = false): FieldDefinition => ({
  ...char(string, required),
  translated: true,
});
const text = (string: string): FieldDefinition => ({ type: 'text', string });
const whole = (string: string, fallback = 0): FieldDefinition => ({
  type: 'integer',
  string,
  default: fallback,
});
const flag = (string: string, fallback = false): FieldDefinition => ({
  type: 'boolean',
  string,
  default: fallback,
});
const groupsOf = (string: string): FieldDefinition => ({
  type: 'many2many',
  string,
  relation: 'res.groups',
  default: [],
});
const many2one = (
  string: string,
  relation: string,
  more: Partial<FieldDefinition> = {},
): FieldDefinition => ({ type: 'many2one', string, relation, ...more });

/** The models in which Odoo keeps what a module of data brings. Names of fields are those of the series. */
export function appModels(series: Series): readonly ModelDefinition[] {
  return [
    ...groupModels(series),
    ...reflection(series),
    ...interfaceModels(series),
    ...assetModels(),
    importModel(),
  ];
}

function groupModels(series: Series): ModelDefinition[] {
  const category: ModelDefinition = {
    name: 'ir.module.category',
    title: 'Application',
    order: 'name',
    recName: 'name',
    fields: { name: words('Name', true), description: words('Description'), sequence: whole('Sequence') },
    access: [EVERYBODY_READS, SYSTEM],
  };
  const privilege: ModelDefinition = {
    name: 'res.groups.privilege',
    title: 'Privileges',
    order: 'sequence, name, id',
    recName: 'name',
    fields: {
      name: char('Name', true),
      description: text('Description'),
      placeholder: char('Placeholder'),
      sequence: whole('Sequence', 100),
      category_id: many2one('Category', 'ir.module.category'),
    },
    access: [EVERYBODY_READS, ACCESS_MANAGERS],
  };
  const above: Readonly<Record<string, FieldDefinition>> =
    series >= 19
      ? { privilege_id: many2one('Privilege', 'res.groups.privilege') }
      : { category_id: many2one('Application', 'ir.module.category') };
  const groups: ModelDefinition = {
    name: 'res.groups',
    title: 'Access Groups',
    order: 'name',
    recName: 'name',
    fields: {
      name: char('Name', true),
      [usersField(series)]: { type: 'many2many', string: 'Users', relation: 'res.users', default: [] },
      ...above,
      ...(series >= 19 ? { sequence: whole('Sequence') } : {}),
      implied_ids: groupsOf('Inherits'),
      comment: text('Comment'),
      share: flag('Share Group'),
    },
    access: [EVERYBODY_READS, ACCESS_MANAGERS],
  };
  return [category, ...(series >= 19 ? [privilege] : []), groups];
}

/** 19 shows whether a text is translated as a whole or part by part. */
const TRANSLATION: FieldDefinition = {
  type: 'selection',
  string: 'Translatable',
  selection: [
    ['standard', 'Translate as a whole'],
    ['html_translate', 'Translate HTML'],
    ['xml_translate', 'Translate XML'],
  ],
};

function reflection(series: Series): ModelDefinition[] {
  const model = many2one('Model', 'ir.model', { required: true, onDelete: 'cascade' });
  return [
    {
      name: 'ir.model.fields',
      title: 'Fields',
      order: 'name, id',
      recName: 'field_description',
      fields: {
        name: { ...char('Field Name', true), default: 'x_' },
        model_id: model,
        model: char('Model Name', true),
        field_description: { ...words('Field Label', true), default: '' },
        help: { ...text('Field Help'), translated: true },
        ttype: {
          type: 'selection',
          string: 'Field Type',
          required: true,
          selection: FIELD_TYPES.map((type) => [type, type] as const),
        },
        selection: char('Selection Options (Deprecated)'),
        relation: char('Related Model'),
        relation_field: char('Relation Field'),
        required: flag('Required'),
        readonly: flag('Readonly'),
        index: flag('Indexed'),
        copied: flag('Copied'),
        store: flag('Stored', true),
        compute: text('Compute'),
        depends: char('Dependencies'),
        translate: series >= 19 ? TRANSLATION : flag('Translatable'),
        domain: { ...char('Domain'), default: '[]' },
        on_delete: {
          type: 'selection',
          string: 'On Delete',
          selection: [
            ['cascade', 'Cascade'],
            ['set null', 'Set NULL'],
            ['restrict', 'Restrict'],
          ],
        },
        state: {
          type: 'selection',
          string: 'Type',
          selection: [
            ['manual', 'Custom Field'],
            ['base', 'Base Field'],
          ],
          required: true,
          default: 'manual',
        },
      },
      unique: [{ fields: ['model', 'name'], message: 'Field names must be unique per model.' }],
      access: [ACCESS_MANAGERS],
    },
    {
      name: 'ir.model.access',
      title: 'Model Access',
      order: 'model_id, group_id, name, id',
      recName: 'name',
      fields: {
        name: char('Name', true),
        active: flag('Active', true),
        model_id: model,
        group_id: many2one('Group', 'res.groups', { onDelete: 'restrict' }),
        perm_read: flag('Read Access'),
        perm_write: flag('Write Access'),
        perm_create: flag('Create Access'),
        perm_unlink: flag('Delete Access'),
      },
      access: [ACCESS_MANAGERS],
    },
    {
      name: 'ir.rule',
      title: 'Record Rule',
      order: 'model_id DESC, id',
      recName: 'name',
      fields: {
        name: char('Name'),
        active: flag('Active', true),
        model_id: model,
        groups: groupsOf('Groups'),
        domain_force: text('Domain'),
        perm_read: flag('Read', true),
        perm_write: flag('Write', true),
        perm_create: flag('Create', true),
        perm_unlink: flag('Delete', true),
      },
      access: [ACCESS_MANAGERS],
    },
    {
      name: 'ir.default',
      title: 'Default Values',
      order: 'id',
      recName: 'json_value',
      fields: {
        field_id: many2one('Field', 'ir.model.fields', { required: true, onDelete: 'cascade' }),
        user_id: many2one('User', 'res.users', { onDelete: 'cascade' }),
        company_id: many2one('Company', 'res.company', { onDelete: 'cascade' }),
        condition: char('Condition'),
        json_value: char('Default Value (JSON format)', true),
      },
      access: [SYSTEM],
    },
  ];
}

/** The types a field of an app may have. */
export const FIELD_TYPES = [
  'char',
  'text',
  'integer',
  'float',
  'boolean',
  'date',
  'datetime',
  'selection',
  'many2one',
  'one2many',
  'many2many',
] as const;

function interfaceModels(series: Series): ModelDefinition[] {
  const groups = { [groupsField(series)]: groupsOf('Groups') };
  const action = {
    name: char('Action Name', true),
    help: text('Action Description'),
    binding_model_id: many2one('Binding Model', 'ir.model', { onDelete: 'cascade' }),
    ...groups,
  };
  return [
    {
      name: 'ir.ui.view',
      title: 'View',
      order: 'priority, name, id',
      recName: 'name',
      fields: {
        name: char('View Name', true),
        model: char('Model'),
        type: char('View Type'),
        priority: whole('Sequence', 16),
        mode: { ...char('View inheritance mode'), default: 'primary' },
        inherit_id: many2one('Inherited View', 'ir.ui.view', { onDelete: 'restrict' }),
        arch: text('View Architecture'),
        active: flag('Active', true),
        ...groups,
      },
      access: [SYSTEM],
    },
    {
      name: 'ir.ui.menu',
      title: 'Menu',
      order: 'sequence, id',
      recName: 'name',
      fields: {
        name: words('Menu', true),
        active: flag('Active', true),
        sequence: whole('Sequence', 10),
        parent_id: many2one('Parent Menu', 'ir.ui.menu', { onDelete: 'restrict' }),
        action: char('Action'),
        web_icon: char('Web Icon File'),
        ...groups,
      },
      access: [EVERYBODY_READS, SYSTEM],
    },
    {
      name: 'ir.actions.server',
      title: series === 17 ? 'Server Actions' : 'Server Action',
      order: 'sequence, name, id',
      recName: 'name',
      fields: {
        ...action,
        type: { ...char('Action Type'), default: 'ir.actions.server' },
        sequence: whole('Sequence', 5),
        model_id: many2one('Model', 'ir.model', { required: true, onDelete: 'cascade' }),
        state: { ...char('Type', true), default: 'object_write' },
        code: text('Python Code'),
      },
      access: [SYSTEM],
    },
    {
      name: 'ir.actions.act_window',
      title: 'Action Window',
      order: 'name, id',
      recName: 'name',
      fields: {
        ...action,
        type: { ...char('Action Type'), default: 'ir.actions.act_window' },
        res_model: char('Destination Model', true),
        view_mode: { ...char('View Mode', true), default: series === 17 ? 'tree,form' : 'list,form' },
        view_id: many2one('View Ref.', 'ir.ui.view'),
        search_view_id: many2one('Search View Ref.', 'ir.ui.view'),
        domain: char('Domain Value'),
        context: { ...char('Context Value', true), default: '{}' },
        target: { ...char('Target Window'), default: 'current' },
        limit: whole('Limit', 80),
      },
      access: [SYSTEM],
    },
  ];
}

/** Scripts and styles that modules add to pages. */
function assetModels(): ModelDefinition[] {
  return [
    {
      name: 'ir.asset',
      title: 'Asset',
      order: 'id',
      recName: 'name',
      fields: {
        name: char('Name', true),
        bundle: char('Bundle name', true),
        directive: { ...char('Directive'), default: 'append' },
        path: char('Path (or glob pattern)', true),
        active: flag('active', true),
      },
      access: [SYSTEM],
    },
    {
      name: 'ir.attachment',
      title: 'Attachment',
      order: 'id desc',
      recName: 'name',
      fields: {
        name: char('Name', true),
        url: char('Url'),
        type: { ...char('Type', true), default: 'binary' },
      },
      access: [SYSTEM],
    },
  ];
}

function importModel(): ModelDefinition {
  return {
    name: 'base.import.module',
    title: 'Import Module',
    order: 'id',
    recName: 'id',
    fields: {
      module_file: { type: 'binary', string: 'Module .ZIP file', required: true },
      state: { ...char('Status'), default: 'init' },
      import_message: text('Import Message'),
      force: flag('Force init'),
    },
    access: [SYSTEM],
  };
}
