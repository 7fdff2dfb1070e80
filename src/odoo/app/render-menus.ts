import type { MenuDescription } from './description.ts';
import { APP_NAME, GROUP, xmlId, type WholeApp } from './names.ts';
import { record } from './render-models.ts';
import type { SeriesForm } from './series.ts';
import { element, python, pythonDomain, type XmlElement } from './xml.ts';

const SECTIONS: readonly {
  readonly name: Exclude<MenuDescription['section'], 'top'>;
  readonly label: string;
}[] = [
  { name: 'geography', label: 'Geography' },
  { name: 'tax', label: 'Taxes' },
  { name: 'shipping', label: 'Shipping' },
  { name: 'payments', label: 'Payments' },
];

/** What a list opened by a number shows where it is empty. */
const NOTHING = 'Nothing here: no row of this backend matches the filters.';

/** A window per model that a count opens, and one per menu with its own filters. */
export function renderWindows(app: WholeApp, form: SeriesForm): XmlElement[] {
  const counts = app.models.flatMap(({ views }) => [
    ...(views?.form.counts ?? []),
    ...(views?.kanban?.counts ?? []),
  ]);
  const opened = new Map(counts.map(({ opens, label }) => [opens, label]));
  const shared = [...opened].map(([model, label]) =>
    windowOf(app, xmlId.window(model), label, model, form, { empty: NOTHING }),
  );
  const ofMenus = app.menus.map((menu) =>
    windowOf(app, xmlId.menuWindow(menu.name), menu.label, menu.model, form, menu),
  );
  return [...shared, ...ofMenus];
}

/** Cards come first where a model has them, and graphs after the list. */
function viewModes(app: WholeApp, model: string, form: SeriesForm): string {
  const views = app.models.find((each) => each.model === model)?.views;
  return [
    ...(views?.kanban === undefined ? [] : ['kanban']),
    form.list,
    ...(views?.graph === undefined ? [] : ['graph', 'pivot']),
    'form',
  ].join(',');
}

function windowOf(
  app: WholeApp,
  id: string,
  label: string,
  model: string,
  form: SeriesForm,
  { domain, presets = [], empty }: Partial<MenuDescription> = {},
): XmlElement {
  const context = Object.fromEntries(presets.map((name) => [`search_default_${name}`, 1]));
  const base = record(id, 'ir.actions.act_window', {
    name: label,
    res_model: model,
    view_mode: viewModes(app, model, form),
    search_view_id: { ref: xmlId.view(model, 'search') },
    context: python(context),
    domain: domain === undefined ? undefined : pythonDomain(domain),
  });
  if (empty === undefined) return base;
  const help = element('p', { class: 'o_view_nocontent_empty_folder' }, empty);
  return { ...base, children: [...base.children, element('field', { name: 'help', type: 'html' }, help)] };
}

/** The app's menu, for *Users* and those who have that group; sections without an entry are left out. */
export function renderMenus(app: WholeApp): XmlElement[] {
  const root = xmlId.menu('root');
  const sections = SECTIONS.filter(({ name }) => app.menus.some(({ section }) => section === name));
  return [
    element('menuitem', {
      id: root,
      name: 'WooCommerce',
      sequence: 45,
      web_icon: 'fa fa-shopping-cart,#FFFFFF,#7F54B3',
      groups: `${APP_NAME}.${GROUP.user}`,
    }),
    ...sections.map(({ name, label }, index) =>
      element('menuitem', {
        id: xmlId.menu(`section_${name}`),
        name: label,
        parent: root,
        sequence: 20 + index * 10,
      }),
    ),
    ...app.menus.map(({ name, label, section, sequence }) =>
      element('menuitem', {
        id: xmlId.menu(name),
        name: label,
        parent: section === 'top' ? root : xmlId.menu(`section_${section}`),
        action: xmlId.menuWindow(name),
        sequence,
      }),
    ),
  ];
}
