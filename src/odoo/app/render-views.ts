import { X_ROW } from '../../core/app-names.ts';
import type {
  Column,
  Condition,
  FormDescription,
  FormField,
  FormGroup,
  FormPage,
  ListDescription,
  ModelDescription,
  NativeTab,
  SearchDescription,
  Tones,
} from './description.ts';
import { LIVE_ACTIVITY } from './live-activity.ts';
import { APP_NAME, GROUP, xmlId, type WholeApp } from './names.ts';
import { record } from './render-models.ts';
import type { SeriesForm } from './series.ts';
import { element, python, pythonDomain, type PythonValue, type XmlElement } from './xml.ts';

/** Nobody makes or deletes rows by hand: they are the connector's. What cannot be made cannot be duplicated either. */
const CLOSED = { create: '0', delete: '0' } as const;

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
    const list = listOf(model.views.list, model, form, { ...CLOSED, edit });
    return [
      view(xmlId.view(model.model, 'list'), model.model, list),
      view(xmlId.view(model.model, 'form'), model.model, formOf(model, model.views.form, app, form, edit)),
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
  return element(form.list, { ...attributes, default_order: list.order }, ...columns);
}

function columnOf({ field, hidden }: Column, model: ModelDescription): XmlElement {
  const { type, tones } = model.fields.find(({ name }) => name === field) ?? {};
  return element('field', {
    name: field,
    optional: hidden ? 'hide' : 'show',
    ...(tones !== undefined && badge(field, tones)),
    ...(type === 'integer' && { options: python(UNFORMATTED) }),
  });
}

/** A badge is coloured by `decoration-<tone>` with the values that take the tone. */
function badge(field: string, tones: Tones): Readonly<Record<string, string>> {
  const byTone = new Map<string, string[]>();
  for (const [value, tone] of Object.entries(tones)) {
    byTone.set(tone, [...(byTone.get(tone) ?? []), value]);
  }
  const decorations = [...byTone].map(([tone, values]) => [
    `decoration-${tone}`,
    `${field} in ${python(values)}`,
  ]);
  return { widget: 'badge', ...(Object.fromEntries(decorations) as Record<string, string>) };
}

function formOf(
  model: ModelDescription,
  description: FormDescription,
  app: WholeApp,
  form: SeriesForm,
  edit: string | undefined,
): XmlElement {
  const { buttons = [], statusBar, ribbons = [], alerts = [], counts = [], groups, pages = [] } = description;
  const header = [
    ...buttons.map(({ action, label, primary }) =>
      element('button', {
        name: `%(${action})d`,
        type: 'action',
        string: label,
        class: primary ? 'oe_highlight' : undefined,
      }),
    ),
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
    { ...CLOSED, edit },
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

function count({
  field,
  label,
  icon,
  opens,
  by,
  presets = [],
}: NonNullable<FormDescription['counts']>[number]): XmlElement {
  const filters = presets.map((name) => `, 'search_default_${name}': 1`).join('');
  return element(
    'button',
    {
      class: 'oe_stat_button',
      type: 'action',
      name: `%(${xmlId.window(opens)})d`,
      icon,
      context: `{'search_default_${by}': id${filters}}`,
    },
    element('field', { name: field, widget: 'statinfo', string: label }),
  );
}

/** Fields that only decide what shows; a view must contain what its conditions name. */
function hiddenFields(model: ModelDescription, form: FormDescription): string[] {
  const shown = new Set([
    X_ROW.name,
    ...[...form.groups, ...(form.pages ?? []).flatMap(({ groups = [] }) => groups)].flatMap(({ fields }) =>
      fields.map(({ field }) => field),
    ),
    ...(form.counts ?? []).map(({ field }) => field),
    ...(form.statusBar === undefined ? [] : [form.statusBar.field]),
  ]);
  const conditions = [...(form.ribbons ?? []), ...(form.alerts ?? [])].flatMap(({ when }) => when);
  const named = conditions.flatMap(({ field, value }) =>
    typeof value === 'object' ? [field, value.field] : [field],
  );
  return [...new Set(named)].filter(
    (name) => !shown.has(name) && model.fields.some((each) => each.name === name),
  );
}

function groupOf({ label, fields }: FormGroup, model: ModelDescription): XmlElement {
  return element('group', { string: label }, ...fields.map((field) => formField(field, model)));
}

function formField({ field, technical, when, live }: FormField, model: ModelDescription): XmlElement {
  const description = model.fields.find(({ name }) => name === field);
  const tones = description?.tones;
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
    ...(live && { widget: LIVE_ACTIVITY.widget }),
    ...(when !== undefined && { invisible: unless(when) }),
    ...(technical && { groups: 'base.group_no_one' }),
    ...(options !== undefined && { options: python(options) }),
  });
}

function pageOf(page: FormPage, model: ModelDescription, app: WholeApp, form: SeriesForm): XmlElement {
  const { name, label, groups = [], lines } = page;
  return element(
    'page',
    { name, string: label },
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

/** The Python expression of `invisible`: hidden unless all conditions hold. */
function unless(when: readonly Condition[]): string {
  const all = when.map(({ field, is, value }) => {
    const other = typeof value === 'object' ? value.field : python(value);
    return `${field} ${is === '=' ? '==' : is} ${other}`;
  });
  return `not (${all.join(' and ')})`;
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
