import { completeMirror } from './complete-mirror.ts';
import type { AppPart, ModelDescription } from './description.ts';
import { X_APP, X_BACKEND } from './fields.ts';

/** Technical name of the app; external ids of its records and of its models' rows lie under it. */
export const APP_NAME = 'woo_connector';

/** Local external ids of the groups. */
export const GROUP = {
  user: 'group_user',
  manager: 'group_manager',
  connector: 'group_connector',
} as const;

/** The model a user presses the buttons on, and the one row that shows the connector's user what is installed. */
export const BACKEND_MODEL = X_BACKEND.model;
export const APP_MODEL = X_APP.model;

/** Local external ids, made from the names of the description; unique because models and fields are. */
export const xmlId = {
  model: (model: string) => `model_${model}`,
  field: (model: string, field: string) => `field_${model.replaceAll('.', '_')}_${field}`,
  access: (model: string, group: string) => `access_${model}_${group}`,
  rule: (model: string, group: string) => `rule_${model}_${group}`,
  defaultOf: (model: string, field: string) => `default_${model}_${field}`,
  view: (model: string, kind: 'list' | 'form' | 'search' | 'kanban' | 'graph' | 'pivot') =>
    `view_${model}_${kind}`,
  tab: (name: string) => `view_tab_${name}`,
  /** The window that a count on the backend opens. */
  window: (model: string) => `window_${model}`,
  /** The window of a menu. */
  menuWindow: (name: string) => `window_menu_${name}`,
  menu: (name: string) => `menu_${name}`,
} as const;

/** Everything the parts bring, with what they add to the backend merged into it. */
export interface WholeApp {
  readonly depends: readonly string[];
  readonly models: readonly ModelDescription[];
  readonly menus: AppPart['menus'];
  readonly tabs: AppPart['tabs'];
}

/** Joins the parts in their order, and gives the models that show the store what those have in common. */
export function joinParts(parts: readonly AppPart[]): WholeApp {
  const added = parts.flatMap(({ backend }) => (backend === undefined ? [] : [backend]));
  const models = parts.flatMap((part) => part.models.map(completeMirror));
  return {
    depends: [...new Set(parts.flatMap((part) => part.depends))].sort(),
    models: models.map((model) => (model.model === BACKEND_MODEL ? withAdded(model, added) : model)),
    menus: parts.flatMap((part) => part.menus),
    tabs: parts.flatMap((part) => part.tabs),
  };
}

function withAdded(
  backend: ModelDescription,
  added: readonly NonNullable<AppPart['backend']>[],
): ModelDescription {
  const fields = [...backend.fields, ...added.flatMap((each) => each.fields)];
  if (backend.views === undefined) return { ...backend, fields };
  const { form } = backend.views;
  return {
    ...backend,
    fields,
    views: {
      ...backend.views,
      form: {
        ...form,
        // What waits for a user comes first, and the technical pages of the base last.
        counts: [...(form.counts ?? []), ...added.flatMap((each) => each.counts)],
        pages: [...added.flatMap((each) => each.pages), ...(form.pages ?? [])],
      },
    },
  };
}
