import { X_APP } from './fields.ts';
import { APP_MODEL, xmlId, type WholeApp } from './names.ts';
import { record } from './render-models.ts';
import type { SeriesForm } from './series.ts';
import { SERVER_ACTIONS } from './server-actions.ts';
import { element, type XmlElement } from './xml.ts';

export function renderServerActions(app: WholeApp, form: SeriesForm): XmlElement[] {
  return SERVER_ACTIONS.map(({ id, label, model, group, code }) =>
    record(id, 'ir.actions.server', {
      name: label,
      model_id: { ref: xmlId.model(model) },
      state: 'code',
      [form.groups]: group === undefined ? undefined : { eval: `[(6, 0, [ref('${group}')])]` },
      code: typeof code === 'string' ? code : code(app),
    }),
  );
}

/** The row by which the connector's own user learns what is installed: it may not read `ir.model.data`. */
export function renderAppRow(version: string): XmlElement {
  const ids = SERVER_ACTIONS.flatMap(({ id, field }) =>
    field === undefined ? [] : [[field, { eval: `ref('${id}')` }] as const],
  );
  return record('app', APP_MODEL, {
    [X_APP.name]: 'WooCommerce',
    [X_APP.version]: version,
    // So that each import translates into all languages.
    [X_APP.languages]: { eval: 'False' },
    ...Object.fromEntries(ids),
  });
}

/** Translates the app each time it is imported, when all its records are there. */
export function renderTranslation(): XmlElement {
  return element('function', { model: 'ir.actions.server', name: 'run', eval: "[ref('action_translate')]" });
}
