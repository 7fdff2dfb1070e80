import { X_ROW } from '../../core/app-names.ts';
import type {
  BindingDescription,
  FieldDescription,
  Filter,
  FormDescription,
  FormField,
  ModelDescription,
  SearchDescription,
} from './description.ts';
import { X_BACKEND } from './fields.ts';
import { rowFieldsOf } from './xml.ts';

/** Adds to a model that shows the store what all of those have (see `MirrorDescription`); others stay as they are. */
export function completeMirror(model: ModelDescription): ModelDescription {
  if (model.mirror === undefined) return model;
  const { binding } = model.mirror;
  const own = [...model.fields, ...OF_A_STORE, ...(binding === undefined ? [] : bindingFields(binding))];
  const fields = own.some(dependsOnCompany) ? [...own, COMPANY] : own;
  if (model.views === undefined) return { ...model, fields };
  const { list, form, search } = model.views;
  return {
    ...model,
    fields,
    views: { list, form: completeForm(form, binding), search: completeSearch(search, binding) },
  };
}

/** The backend that a row belongs to, and goes with. */
export const BACKEND_FIELD: FieldDescription = {
  name: X_ROW.backend,
  label: 'Backend',
  type: 'many2one',
  relation: X_BACKEND.model,
  onDelete: 'cascade',
  required: true,
  index: true,
};

const OF_A_STORE: readonly FieldDescription[] = [
  BACKEND_FIELD,
  { name: X_ROW.active, label: 'Active', type: 'boolean', byDefault: true },
  { name: X_ROW.vanishedOn, label: 'Removed On', type: 'datetime' },
];

/** The company of the row's backend: what records are offered depends on it. */
const COMPANY: FieldDescription = {
  name: X_ROW.company,
  label: 'Company',
  type: 'many2one',
  relation: 'res.company',
  onDelete: 'set null',
  computed: `for record in self:
    record['${X_ROW.company}'] = record.${X_ROW.backend}.${X_BACKEND.company}
`,
};

const dependsOnCompany = (field: FieldDescription) =>
  field.type === 'many2one' && rowFieldsOf(field.offers ?? []).includes(X_ROW.company);

function bindingFields(binding: BindingDescription): FieldDescription[] {
  const native = { type: 'many2one', relation: binding.model, onDelete: 'set null' } as const;
  return [
    { name: binding.field, label: binding.label, ...native, index: true },
    ...(binding.choice === undefined ? [] : [choiceField(binding, binding.choice)]),
    STATUS,
    {
      name: X_ROW.rule,
      label: 'Rule',
      type: 'char',
      help: 'The rule that matched this row to the record in Odoo.',
    },
    { name: X_ROW.reason, label: 'Reason', type: 'text' },
    ...(binding.created ? [CREATED] : []),
    ...(binding.written ? [WRITTEN] : []),
  ];
}

function choiceField({ choiceDomain, model, offers }: BindingDescription, label: string): FieldDescription {
  return {
    ...CHOICE,
    ...{ label, type: 'many2one', relation: model, onDelete: 'set null' },
    ...(choiceDomain && { domain: choiceDomain }),
    ...(offers && { offers }),
  };
}

const CHOICE = {
  name: X_ROW.choice,
  editable: true,
  help: 'If the connector matched the wrong record, choose the right one here. The next sync uses your choice.',
} as const;

const STATUS: FieldDescription = {
  name: X_ROW.status,
  label: 'Status',
  type: 'selection',
  options: [
    ['bound', 'Matched'],
    ['pending', 'Pending'],
    ['conflict', 'Needs Review'],
    ['unsupported', 'Not Supported'],
    ['vanished', 'Removed from Store'],
  ],
  tones: {
    bound: 'success',
    pending: 'info',
    conflict: 'danger',
    unsupported: 'warning',
    vanished: 'muted',
  },
  index: true,
};

const CREATED: FieldDescription = {
  name: X_ROW.created,
  label: 'Created by the Connector',
  type: 'boolean',
  help: 'No record in Odoo matched, so the connector created one.',
};

const WRITTEN: FieldDescription = {
  name: X_ROW.written,
  label: 'Last Written Values',
  type: 'text',
  help: 'The values the connector last wrote to the record it created.',
};

const VANISHED_ON: FormField = {
  field: X_ROW.vanishedOn,
  when: [{ field: X_ROW.vanishedOn, is: '!=', value: false }],
};

function completeForm(form: FormDescription, binding: BindingDescription | undefined): FormDescription {
  const ribbons: FormDescription['ribbons'] = [
    { title: 'Removed from Store', tone: 'warning', when: [{ field: X_ROW.active, is: '=', value: false }] },
    ...(form.ribbons ?? []),
  ];
  if (binding !== undefined) return { ...form, ribbons, groups: [...form.groups, ...bindingGroups(binding)] };
  return { ...form, ribbons, groups: [...form.groups, { fields: [VANISHED_ON] }] };
}

function bindingGroups({ field, choice, created, written, beside = [] }: BindingDescription) {
  const inOdoo: FormField[] = [
    { field },
    ...(choice === undefined ? [] : [{ field: X_ROW.choice }]),
    ...beside,
    ...(created ? [{ field: X_ROW.created }] : []),
    ...(written ? [{ field: X_ROW.written, technical: true as const }] : []),
  ];
  const why: FormField[] = [
    { field: X_ROW.status },
    { field: X_ROW.rule, when: [{ field: X_ROW.rule, is: '!=', value: false }] },
    // What is matched needs no reason.
    { field: X_ROW.reason, when: [{ field: X_ROW.reason, is: '!=', value: false }] },
    VANISHED_ON,
  ];
  return [
    { label: 'In Odoo', fields: inOdoo },
    { label: 'Match', fields: why },
  ];
}

function completeSearch(
  search: SearchDescription,
  binding: BindingDescription | undefined,
): SearchDescription {
  const bound = binding === undefined ? [] : [binding.field, X_ROW.reason];
  return {
    fields: [...search.fields, ...bound, X_ROW.backend],
    filters: [...(binding === undefined ? [] : bindingFilters(binding)), ...search.filters, [VANISHED]],
    groupBy: [
      ...search.groupBy,
      ...(binding === undefined
        ? []
        : [
            { name: 'by_status', label: 'Status', field: X_ROW.status },
            { name: 'by_rule', label: 'Rule', field: X_ROW.rule },
          ]),
      { name: 'by_backend', label: 'Backend', field: X_ROW.backend },
    ],
  };
}

function bindingFilters({ choice, created }: BindingDescription): (readonly Filter[])[] {
  const origin: Filter[] = [
    ...(created
      ? [
          {
            name: 'created',
            label: 'Created by the Connector',
            domain: [[X_ROW.created, '=', true]] as const,
          },
        ]
      : []),
    ...(choice === undefined
      ? []
      : [{ name: 'chosen', label: 'Chosen by a User', domain: [[X_ROW.choice, '!=', false]] as const }]),
  ];
  return [
    [
      { name: 'bound', label: 'Matched', domain: [[X_ROW.status, '=', 'bound']] },
      { name: 'needs_review', label: 'Needs Review', domain: [[X_ROW.status, '=', 'conflict']] },
      { name: 'pending', label: 'Pending', domain: [[X_ROW.status, '=', 'pending']] },
      { name: 'unsupported', label: 'Not Supported', domain: [[X_ROW.status, '=', 'unsupported']] },
    ],
    ...(origin.length === 0 ? [] : [origin]),
  ];
}

/** Lists leave out rows that are not active, unless asked for them. */
const VANISHED: Filter = {
  name: 'vanished',
  label: 'Removed from Store',
  domain: [
    [X_ROW.vanishedOn, '!=', false],
    [X_ROW.active, 'in', [true, false]],
  ],
};
