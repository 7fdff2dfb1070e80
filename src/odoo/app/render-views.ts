import { X_ROW } from '../../core/app-names.ts';
import type {
  Column,
  CountButton,
  FormDescription,
  FormField,
  FormGroup,
  FormPage,
  ListDescription,
  ModelDescription,
  NativeTab,
  SearchDescription,
} from './description.ts';
import { LIVE_ACTIVITY } from './live-activity.ts';
import { APP_NAME, GROUP, xmlId, type WholeApp } from './names.ts';
import { record } from './render-models.ts';
import { badge, buttonOf, countContext, namesIn, unless } from './render-buttons.ts';
import { graphOf, kanbanOf, pivotOf } from './render-cards.ts';
import type { OdooDomain } from '../port.ts';
import type { SeriesForm } from './series.ts';
import { element, python, pythonDomain, rowFieldsOf, type PythonValue, type XmlElement } from './xml.ts';

/** Nobody makes or deletes rows by hand: they are the connector's. What cannot be made cannot be duplicated either. */
const CLOSED = { create: '0', delete: '0' } as const;

/** History may be deleted; Odoo shows that to those with the right. */
const closed = ({ deletable }: ModelDescription) => (deletable ? { create: CLOSED.create } : CLOSED);

/** Numbers of runs and the like are names: without separators of thousands. */
const UNFORMATTED: PythonValue = { enable_formatting: false };

/** Searches come first, because windows name them; windows next, because forms do. */
export function renderSearches(app: WholeApp): XmlElement[] {
  return app.models.flatMap(({ model, views }) =>
    views === undefined ? [] : [view(xmlId.view(model, 'search'), model, search(views.search))],
  );
}

/** Lists and forms of the app's models, and the tabs on Odoo's own forms. */
export function renderViews(app: WholeApp, form: SeriesForm): XmlElement[] {
  const own = app.models.flatMap((model) => {
    if (model.views === undefined) return [];
    const edit = editable(model) ? undefined : '0';
    const list = listOf(model.views.list, model, form, { ...closed(model), edit });
    const of = (kind: Parameters<typeof xmlId.view>[1], arch: XmlElement) =>
      view(xmlId.view(model.model, kind), model.model, arch);
    const { graph, kanban } = model.views;
    return [
      of('list', list),
      of('form', formOf(model, model.views.form, app, form, edit)),
      ...(kanban === undefined ? [] : [of('kanban', kanbanOf(kanban, model, form))]),
      ...(graph === undefined ? [] : [of('graph', graphOf(graph)), of('pivot', pivotOf(graph))]),
    ];
  });
  return [...own, ...app.tabs.map((tab) => nativeTab(tab, app, form))];
}

const editable = (model: ModelDescription) => model.fields.some((field) => field.editable);

function view(id: string, model: string, arch: XmlElement, inherits?: string): XmlElement {
  const base = record(id, 'ir.ui.view', {
    name: `${APP_NAME} ${id}`,
    model,
    ...(inherits !== undefined && { inherit_id: { ref: inherits } }),
  });
  const field = element('field', { name: 'arch', type: 'xml' }, arch);
  return { ...base, children: [...base.children, field] };
}

function listOf(
  list: ListDescription,
  model: ModelDescription,
  form: SeriesForm,
  attributes: Readonly<Record<string, string | undefined>> = { ...CLOSED, edit: '0' },
): XmlElement {
  const columns = list.columns.map((column) => columnOf(column, model));
  const buttons = (list.buttons ?? []).map((button) => buttonOf(button));
  const conditions = (list.buttons ?? []).flatMap(({ when = [] }) => when.flatMap(namesIn));
  const shown = new Set(list.columns.map(({ field }) => field));
  const hidden = [...new Set(conditions)].filter((name) => !shown.has(name));
  return element(
    form.list,
    { ...attributes, default_order: list.order, expand: list.expanded ? '1' : undefined },
    ...hidden.map((name) => element('field', { name, column_invisible: '1' })),
    ...columns,
    ...buttons,
  );
}

function columnOf({ field, hidden, width, wrapped }: Column, model: ModelDescription): XmlElement {
  const { type, tones } = model.fields.find(({ name }) => name === field) ?? {};
  return element('field', {
    name: field,
    optional: hidden ? 'hide' : 'show',
    ...(tones !== undefined && badge(field, tones)),
    ...(wrapped && { widget: 'text' }),
    // Numbers are names or positions: added up in the head of a group they would mean nothing.
    ...(type === 'integer' && { widget: LIVE_ACTIVITY.numberWidget, options: python(UNFORMATTED) }),
    ...(width !== undefined && { width: `${width}px` }),
  });
}

/** Users of Odoo's developer mode. */
const DEVELOPERS = 'base.group_no_one';

function formOf(
  model: ModelDescription,
  description: FormDescription,
  app: WholeApp,
  form: SeriesForm,
  edit: string | undefined,
): XmlElement {
  const { buttons = [], statusBar, ribbons = [], alerts = [], counts = [], groups, pages = [] } = description;
  const header = [
    ...buttons.map((button) => buttonOf(button)),
    ...(statusBar === undefined
      ? []
      : [
          element('field', {
            name: statusBar.field,
            widget: 'statusbar',
            statusbar_visible: statusBar.shown.join(','),
          }),
        ]),
  ];
  const hidden = hiddenFields(model, description);
  const sheet = element(
    'sheet',
    {},
    ...(counts.length === 0
      ? []
      : [element('div', { class: 'oe_button_box', name: 'button_box' }, ...counts.map(count))]),
    ...ribbons.map(({ title, tone, when }) =>
      element('widget', {
        name: 'web_ribbon',
        title,
        bg_color: `text-bg-${tone}`,
        invisible: unless(when),
      }),
    ),
    ...hidden.map((name) => element('field', { name, invisible: '1' })),
    element(
      'div',
      { class: 'oe_title' },
      element('h1', {}, element('field', { name: X_ROW.name, readonly: '1' })),
    ),
    element('group', {}, ...groups.map((each) => groupOf(each, model))),
    ...(pages.length === 0
      ? []
      : [element('notebook', {}, ...pages.map((page) => pageOf(page, model, app, form)))]),
  );
  return element(
    'form',
    { ...closed(model), edit },
    ...(header.length === 0 ? [] : [element('header', {}, ...header)]),
    ...alerts.map(({ text, tone, when }) =>
      element(
        'div',
        { class: `alert alert-${tone} mb-0 text-center`, role: 'status', invisible: unless(when) },
        text,
      ),
    ),
    sheet,
  );
}

function count(button: CountButton): XmlElement {
  const { field, icon, label, opens } = button;
  return element(
    'button',
    {
      class: 'oe_stat_button',
      type: 'action',
      name: `%(${xmlId.window(opens)})d`,
      icon,
      context: countContext(button),
    },
    element('field', { name: field, widget: 'statinfo', string: label }),
  );
}

/**
 * Fields that only decide what shows; a view must contain what its conditions name. 17 refuses a condition whose field is
 * there for developers alone, so that those are in the view a second time, hidden.
 */
function hiddenFields(model: ModelDescription, form: FormDescription): string[] {
  const everybodys = [
    ...form.groups,
    ...(form.pages ?? []).flatMap(({ groups: some = [], technical }) => (technical ? [] : some)),
  ];
  const shown = new Set([
    X_ROW.name,
    ...everybodys.flatMap(({ fields }) =>
      fields.flatMap(({ field, technical }) => (technical ? [] : [field])),
    ),
    ...(form.counts ?? []).map(({ field }) => field),
    ...(form.statusBar === undefined ? [] : [form.statusBar.field]),
  ]);
  const groups = [...form.groups, ...(form.pages ?? []).flatMap((page) => page.groups ?? [])];
  const conditions = [
    ...[...(form.ribbons ?? []), ...(form.alerts ?? [])].flatMap(({ when }) => when),
    ...(form.buttons ?? []).flatMap(({ when = [] }) => when),
    ...groups.flatMap(({ fields }) => fields.flatMap(({ when = [] }) => when)),
  ];
  const offered = groups.flatMap(({ fields }) => fields.flatMap(({ field }) => offersOf(model, field)));
  const named = [...conditions.flatMap(namesIn), ...rowFieldsOf(offered)];
  return [...new Set(named)].filter(
    (name) => !shown.has(name) && model.fields.some((each) => each.name === name),
  );
}

/** The domain by values of the row that limits what a field offers. */
function offersOf(model: ModelDescription, name: string): OdooDomain {
  const field = model.fields.find((each) => each.name === name);
  return (field?.type === 'many2one' ? field.offers : undefined) ?? [];
}

function groupOf({ label, fields }: FormGroup, model: ModelDescription): XmlElement {
  // A group of which nothing shows would leave its heading.
  const hidden = fields.map(({ when }) => (when === undefined ? undefined : unless(when)));
  const attributes = {
    string: label,
    invisible:
      label !== undefined && !hidden.includes(undefined) ? [...new Set(hidden)].join(' and ') : undefined,
  };
  return element('group', attributes, ...fields.map((field) => formField(field, model)));
}

function formField({ field, technical, when, live }: FormField, model: ModelDescription): XmlElement {
  const description = model.fields.find(({ name }) => name === field);
  const tones = description?.tones;
  const offers = offersOf(model, field);
  // A native record can be opened from here; a user's choice is made among those that exist.
  const options: PythonValue | undefined =
    description?.type === 'many2one' && description.editable
      ? { no_create: true }
      : description?.type === 'integer'
        ? UNFORMATTED
        : undefined;
  return element('field', {
    name: field,
    ...(tones !== undefined && badge(field, tones)),
    ...(field.endsWith('_url') && { widget: 'url' }),
    ...(live !== undefined && { widget: live === 'form' ? LIVE_ACTIVITY.widget : LIVE_ACTIVITY.textWidget }),
    ...(when !== undefined && { invisible: unless(when) }),
    ...(technical && { groups: DEVELOPERS }),
    ...(options !== undefined && { options: python(options) }),
    ...(offers.length > 0 && { domain: pythonDomain(offers) }),
  });
}

function pageOf(page: FormPage, model: ModelDescription, app: WholeApp, form: SeriesForm): XmlElement {
  const { name, label, groups = [], lines, technical } = page;
  return element(
    'page',
    { name, string: label, groups: technical ? DEVELOPERS : undefined },
    ...(groups.length === 0 ? [] : [element('group', {}, ...groups.map((each) => groupOf(each, model)))]),
    ...(lines === undefined
      ? []
      : [
          element(
            'field',
            { name: lines.field, nolabel: '1' },
            listOf(lines.list, linesModel(model, lines.field, app), form),
          ),
        ]),
  );
}

function linesModel(model: ModelDescription, field: string, app: WholeApp): ModelDescription {
  const found = model.fields.find(({ name }) => name === field);
  const relation = found?.type === 'one2many' ? found.relation : undefined;
  return app.models.find((each) => each.model === relation) ?? model;
}

function search({ fields, filters, groupBy }: SearchDescription): XmlElement {
  const groups = filters.flatMap((group, index) => [
    ...(index === 0 ? [] : [element('separator')]),
    ...group.map(({ name, label, domain }) =>
      element('filter', { name, string: label, domain: pythonDomain(domain) }),
    ),
  ]);
  // In 19 the group of group-bys takes no label any more; all three do without.
  const grouping = groupBy.map(({ name, label, field }) =>
    element('filter', { name, string: label, context: python({ group_by: field }) }),
  );
  return element(
    'search',
    {},
    ...fields.map((name) => element('field', { name })),
    ...groups,
    ...(grouping.length === 0 ? [] : [element('group', {}, ...grouping)]),
  );
}

function nativeTab(tab: NativeTab, app: WholeApp, form: SeriesForm): XmlElement {
  const { name, label, beside } = tab;
  const shown = {
    groups: `${APP_NAME}.${GROUP.user}`,
    // Of most records the store knows nothing, and an empty tab would only ask what it is for.
    invisible: tab.lines.map(({ field }) => `not ${field.name}`).join(' and '),
  };
  const page = (more: Readonly<Record<string, string>>) =>
    element('page', { name: `${APP_NAME}_${name}`, string: label, ...more }, ...nativeLines(tab, app, form));
  const arch =
    beside === undefined
      ? element('xpath', { expr: '//notebook', position: 'inside' }, page(shown))
      : element(
          'xpath',
          { expr: `//field[@name='${beside}']/ancestor::group[last()]`, position: 'after' },
          element('notebook', shown, page({})),
        );
  return view(xmlId.tab(name), tab.model, arch, tab.view);
}

function nativeLines(tab: NativeTab, app: WholeApp, form: SeriesForm): XmlElement[] {
  return tab.lines.flatMap(({ field, list }) => {
    const lines = app.models.find(({ model }) => model === field.relation);
    const shown = lines === undefined ? element(form.list) : listOf(list, lines, form);
    // A list of its own needs no heading beside that of the tab, and goes with it.
    if (tab.lines.length === 1) return [element('field', { name: field.name, nolabel: '1' }, shown)];
    const invisible = `not ${field.name}`;
    return [
      element('separator', { string: field.label, invisible }),
      element('field', { name: field.name, nolabel: '1', invisible }, shown),
    ];
  });
}
