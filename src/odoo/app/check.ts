import { X_ROW } from '../../core/app-names.ts';
import type {
  Condition,
  FieldDescription,
  FormDescription,
  ListDescription,
  ModelDescription,
  NativeTab,
  SearchDescription,
} from './description.ts';
import { BACKEND_MODEL, type WholeApp } from './names.ts';
import { NATIVE_FORMS, NATIVE_MODELS } from './native.ts';
import { SERVER_ACTIONS } from './server-actions.ts';
import { rowFieldsOf } from './xml.ts';

/** What is wrong with a description, as sentences; Odoo itself would only report it while installing. */
export function checkApp(app: WholeApp): string[] {
  const models = new Map(app.models.map((model) => [model.model as string, model]));
  return [
    ...repeated(app.models.map(({ model }) => model)).map((name) => `two models are named ${name}`),
    ...repeated(app.menus.map(({ name }) => name)).map((name) => `two menus are named ${name}`),
    ...repeated(app.tabs.map(({ name }) => name)).map((name) => `two tabs are named ${name}`),
    ...(models.has(BACKEND_MODEL) ? [] : [`there is no model ${BACKEND_MODEL}`]),
    ...app.models.flatMap((model) => checkModel(model, models)),
    ...app.menus.flatMap(({ name, model, presets = [], domain }) => {
      const views = models.get(model)?.views;
      if (views === undefined) return [`the menu ${name} opens ${model}, which has no views`];
      const names = [...views.search.filters.flat(), ...views.search.groupBy].map((each) => each.name);
      return [
        ...presets
          .filter((preset) => !names.includes(preset))
          .map((each) => `the menu ${name} presets ${each}, which is no filter`),
        ...unknownFields(models.get(model), domainFields(domain), `the menu ${name}`),
      ];
    }),
    ...app.tabs.flatMap(({ name, model, lines, ...place }) => [
      ...checkPlace(name, model, place),
      ...lines.flatMap(({ field, list }) => [
        ...checkRelation(model, field, models),
        ...unknownFields(models.get(field.relation), listFields(list), `the tab ${name}`),
      ]),
    ]),
    ...nativeModels(app)
      .map((model) => [model, NATIVE_MODELS[model]] as const)
      .filter(([, module]) => module !== undefined && !app.depends.includes(module))
      .map(([model, module]) => `${model} belongs to ${module ?? ''}, on which the app does not depend`),
  ];
}

/** A tab has a known place: among those of a form that has tabs, else beside a field. */
function checkPlace(
  name: string,
  model: string,
  { view, beside }: Pick<NativeTab, 'view' | 'beside'>,
): string[] {
  const form = NATIVE_FORMS[view];
  if (form?.model !== model) return [`the tab ${name} stands on ${view} of ${model}, which is no known form`];
  if (form.tabs && beside === undefined) return [];
  return beside !== undefined && !form.tabs && form.fields.includes(beside)
    ? []
    : [`the tab ${name} stands beside ${beside ?? 'no field'}, where ${view} has no place for it`];
}

/** Odoo's own models that fields point to, or that tabs stand on. */
function nativeModels(app: WholeApp): string[] {
  const relations = app.models.flatMap(({ fields }) =>
    fields.flatMap((field) => ('relation' in field ? [field.relation] : [])),
  );
  return [...new Set([...relations, ...app.tabs.map(({ model }) => model)])].filter(
    (model) => model in NATIVE_MODELS,
  );
}

function checkModel(model: ModelDescription, models: ReadonlyMap<string, ModelDescription>): string[] {
  const { views } = model;
  return [
    ...repeated(model.fields.map(({ name }) => name)).map((name) => `${model.model} has two fields ${name}`),
    // Odoo warns of them in its log, and users could not tell them apart in filters and exports.
    ...repeated(model.fields.map(({ label }) => label)).map(
      (label) => `${model.model} has two fields with the label ${label}`,
    ),
    ...unknownFields(model, model.fields.flatMap(offeredBy), `an offer of ${model.model}`),
    ...model.fields.flatMap((field) => checkRelation(model.model, field, models)),
    ...(views === undefined
      ? []
      : [
          ...unknownFields(model, listFields(views.list), `the list of ${model.model}`),
          ...unknownFields(model, searchFields(views.search), `the search of ${model.model}`),
          ...repeated([...views.search.filters.flat(), ...views.search.groupBy].map(({ name }) => name)).map(
            (name) => `the search of ${model.model} has two filters ${name}`,
          ),
          ...checkForm(model, views.form, models),
          ...unknownFields(model, cardFields(views), `the cards or graph of ${model.model}`),
        ]),
  ];
}

function checkRelation(
  owner: string,
  field: FieldDescription,
  models: ReadonlyMap<string, ModelDescription>,
): string[] {
  const where = `${owner}.${field.name}`;
  if (field.type !== 'many2one' && field.type !== 'one2many') return [];
  const target = models.get(field.relation);
  if (field.type === 'many2one') {
    const known = target !== undefined || field.relation in NATIVE_MODELS;
    return known ? [] : [`${where} points to ${field.relation}, which is no known model`];
  }
  const inverse = target?.fields.find(({ name }) => name === field.inverse);
  const fits = inverse?.type === 'many2one' && inverse.relation === owner;
  return fits
    ? []
    : [`${where} lists ${field.relation} by ${field.inverse}, which does not point to ${owner}`];
}

function checkForm(
  model: ModelDescription,
  form: FormDescription,
  models: ReadonlyMap<string, ModelDescription>,
): string[] {
  const where = `the form of ${model.model}`;
  const pages = form.pages ?? [];
  const groups = [...form.groups, ...pages.flatMap((page) => page.groups ?? [])];
  const conditions = [
    ...[...(form.ribbons ?? []), ...(form.alerts ?? [])].flatMap(({ when }) => when),
    ...(form.buttons ?? []).flatMap(({ when = [] }) => when),
    ...groups.flatMap(({ fields }) => fields.flatMap(({ when = [] }) => when)),
  ];
  const named = [
    X_ROW.name,
    ...groups.flatMap(({ fields }) => fields.map(({ field }) => field)),
    ...conditions.flatMap(conditionFields),
    ...(form.counts ?? []).map(({ field }) => field),
    ...(form.statusBar === undefined ? [] : [form.statusBar.field]),
    ...pages.flatMap(({ lines }) => (lines === undefined ? [] : [lines.field])),
  ];
  return [
    ...unknownFields(model, named, where),
    ...repeated(pages.map(({ name }) => name)).map((name) => `${where} has two pages ${name}`),
    ...pages.flatMap(({ lines }) => {
      const field = model.fields.find(({ name }) => name === lines?.field);
      if (lines === undefined || field === undefined) return [];
      if (field.type !== 'one2many') return [`${where} lists ${field.name}, which is no list`];
      return unknownFields(
        models.get(field.relation),
        listFields(lines.list),
        `${where}, list ${field.name}`,
      );
    }),
    ...(form.counts ?? []).flatMap(({ opens, by, presets = [] }) => {
      const search = models.get(opens)?.views?.search;
      const filters = [...(search?.filters.flat() ?? []), ...(search?.groupBy ?? [])].map(({ name }) => name);
      return [
        ...(search?.fields.includes(by) ? [] : [by]),
        ...presets.filter((preset) => !filters.includes(preset)),
      ].map((name) => `${where} opens ${opens} by ${name}, which its search has not`);
    }),
    ...(form.buttons ?? [])
      .filter(({ action }) => !SERVER_ACTIONS.some(({ id }) => id === action))
      .map(({ action }) => `${where} has a button for ${action}, which is no server action`),
  ];
}

function unknownFields(
  model: ModelDescription | undefined,
  named: readonly string[],
  where: string,
): string[] {
  const known = new Set(['id', ...(model?.fields.map(({ name }) => name) ?? [])]);
  return [...new Set(named)]
    .filter((name) => !known.has(name))
    .map((name) => `${where} names ${name}, which is no field`);
}

const cardFields = ({ graph, kanban }: NonNullable<ModelDescription['views']>) => [
  ...(graph?.rows.map(({ field }) => field) ?? []),
  ...(kanban === undefined
    ? []
    : [
        ...[kanban.subtitle, kanban.badge],
        ...[...kanban.lines, ...kanban.counts].map(({ field }) => field),
        ...kanban.buttons.flatMap(({ when = [] }) => when.flatMap(conditionFields)),
      ]),
];

const offeredBy = (field: FieldDescription) =>
  field.type === 'many2one' ? rowFieldsOf(field.offers ?? []) : [];

const listFields = (list: ListDescription) => [
  ...list.columns.map(({ field }) => field),
  ...(list.buttons ?? []).flatMap(({ when = [] }) => when.flatMap(conditionFields)),
  ...orderFields(list.order),
];

const orderFields = (order: string | undefined) =>
  order === undefined ? [] : order.split(',').map((each) => each.trim().split(' ')[0] ?? '');

const conditionFields = ({ field, value }: Condition) =>
  typeof value === 'object' && 'field' in value ? [field, value.field] : [field];

const searchFields = (search: SearchDescription) => [
  ...search.fields,
  ...search.filters.flat().flatMap(({ domain }) => domainFields(domain)),
  ...search.groupBy.map(({ field }) => field.split(':')[0] ?? field),
];

function domainFields(domain: SearchDescription['filters'][number][number]['domain'] | undefined): string[] {
  return (domain ?? []).flatMap((term) => (typeof term === 'string' ? [] : [term[0]]));
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
