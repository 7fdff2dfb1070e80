import { strToU8, zipSync, type Zippable } from 'fflate';
import { OdooError } from '../rpc/errors.ts';
import { checkApp } from './check.ts';
import type { AppPart } from './description.ts';
import { ICON } from './icon.ts';
import { LIVE_ACTIVITY } from './live-activity.ts';
import { APP_NAME, joinParts } from './names.ts';
import { renderAppRow, renderServerActions, renderTranslation } from './render-actions.ts';
import { fieldRows, renderFieldFiles, type FieldRow } from './render-fields.ts';
import { renderMenus, renderWindows } from './render-menus.ts';
import { renderAccess, renderDefaults, renderModels } from './render-models.ts';
import { renderRules } from './render-rules.ts';
import { renderGroups } from './render-security.ts';
import { renderSearches, renderViews } from './render-views.ts';
import { formOfSeries } from './series.ts';
import { python, renderDocument, type XmlNode } from './xml.ts';

/** The app's own version, raised with every change of what it brings; Odoo's series stands before it. */
export const APP_VERSION = '1.12.1';

/** An app as a file that Odoo installs. The same description and release give the same bytes. */
export interface BuiltApp {
  readonly module: string;
  /** `18.0.1.11.0` */
  readonly version: string;
  /** By path inside the zip. */
  readonly files: ReadonlyMap<string, string>;
  readonly zip: Uint8Array;
  /** Local external ids of all its records: what a database contains beyond these is no longer used. */
  readonly externalIds: ReadonlySet<string>;
  /** Its models, by technical name, with their labels. */
  readonly models: ReadonlyMap<string, string>;
  /** Its fields, by local external id. */
  readonly fields: ReadonlyMap<string, FieldRow>;
  /** Set where the series is newer than any known one. */
  readonly warning: string | null;
}

/** The server an app is made for. */
export interface AppTarget {
  readonly series: number;
  /** As the server reports it, `18.0` or `saas~18.2`; absent: `<series>.0`. */
  readonly serverVersion?: string;
}

/** Makes the app for a series of Odoo. Throws `app.series`, and `app.description` for a description that contradicts itself. */
export function buildApp(parts: readonly AppPart[], target: AppTarget, appVersion = APP_VERSION): BuiltApp {
  const { form, warning } = formOfSeries(target.series);
  const app = joinParts(parts);
  const faults = checkApp(app);
  if (faults.length > 0) {
    throw new OdooError({
      code: 'app.description',
      message: `The description of the Odoo app contradicts itself: ${faults.join('; ')}`,
      hint: 'This is a fault of the connector; nothing was sent to Odoo.',
    });
  }
  const version = `${releaseOf(target)}.${appVersion}`;
  const fields = fieldRows(app, form);
  const data: readonly DataFile[] = [
    xmlFile('security/groups.xml', renderGroups(form)),
    xmlFile('data/models.xml', renderModels(app)),
    ...renderFieldFiles([...fields.values()]).map((file) => ({ ...file, ids: [] })),
    xmlFile('data/defaults.xml', renderDefaults(app)),
    xmlFile('security/access.xml', renderAccess(app)),
    xmlFile('security/rules.xml', renderRules(app)),
    xmlFile('data/actions.xml', renderServerActions(app, form)),
    xmlFile('views/windows.xml', [...renderSearches(app), ...renderWindows(app, form)]),
    xmlFile('views/views.xml', renderViews(app, form)),
    xmlFile('views/menus.xml', renderMenus(app)),
    xmlFile('data/app.xml', [renderAppRow(version), renderTranslation()]),
  ];
  const manifest = python({
    name: 'WooCommerce Connector',
    version,
    summary: 'Keeps the metadata of a WooCommerce store and this database in sync',
    author: 'Odoo WooCommerce Connector',
    category: 'Sales/Sales',
    license: 'LGPL-3',
    application: true,
    icon: `/${APP_NAME}/${ICON.path}`,
    depends: app.depends,
    data: data.map(({ path }) => path),
    assets: { [LIVE_ACTIVITY.bundle]: [`${APP_NAME}/${LIVE_ACTIVITY.path}`] },
  });
  const files = new Map([
    [`${APP_NAME}/__manifest__.py`, `${manifest}\n`],
    ...data.map(({ path, text }) => [`${APP_NAME}/${path}`, text] as const),
    [`${APP_NAME}/${LIVE_ACTIVITY.path}`, LIVE_ACTIVITY.text],
    [`${APP_NAME}/${ICON.path}`, ICON.text],
  ]);
  return {
    module: APP_NAME,
    version,
    files,
    zip: zipOf(files),
    externalIds: new Set([...fields.keys(), ...data.flatMap(({ ids }) => ids), ...staticIds()]),
    models: new Map(app.models.map(({ model, label }) => [model, label])),
    fields,
    warning,
  };
}

/** The external ids under which an import keeps script and icon: Odoo makes them up of their addresses. */
function staticIds(): string[] {
  const url = `/${APP_NAME}/${LIVE_ACTIVITY.path}`;
  return [`attachment_${url}`, `${LIVE_ACTIVITY.bundle}_${url}`, `attachment_/${APP_NAME}/${ICON.path}`].map(
    (id) => id.replaceAll('.', '_'),
  );
}

/**
 * The zip without the fields named. Odoo keeps what an import does not mention, and rebuilds all its models after each
 * field it writes, changed or not: leaving out the unchanged ones turns half a minute of an upgrade into seconds.
 */
export function zipWithoutFields(app: BuiltApp, unchanged: ReadonlySet<string>): Uint8Array {
  const rows = [...app.fields].filter(([id]) => !unchanged.has(id)).map(([, row]) => row);
  const changed = renderFieldFiles(rows).map(({ path, text }) => [`${APP_NAME}/${path}`, text] as const);
  return zipOf(new Map([...app.files, ...changed]));
}

/** A file that the manifest names, with the local external ids of its records. */
interface DataFile {
  readonly path: string;
  readonly text: string;
  readonly ids: readonly string[];
}

function xmlFile(path: string, records: readonly XmlNode[]): DataFile {
  return { path, text: renderDocument(records), ids: records.flatMap(idOf) };
}

/** What Odoo calls its major version: `18.0`, `saas~18.2`. A manifest must begin with it, or Odoo refuses to install. */
function releaseOf({ series, serverVersion }: AppTarget): string {
  const found = /^(saas)[~-](\d+\.\d+)/.exec(serverVersion ?? '');
  return found === null ? `${series}.0` : `saas~${found[2] ?? ''}`;
}

function idOf(node: XmlNode): string[] {
  if (typeof node === 'string') return [];
  const id = node.attributes.find(([name]) => name === 'id')?.[1];
  return id === undefined ? [] : [id];
}

/** The first day a zip can name, as local time: the format has no time zone, so every machine writes the same. */
const FIXED_DATE = '1980-01-01T00:00:00';

function zipOf(files: ReadonlyMap<string, string>): Uint8Array {
  const entries: Zippable = {};
  for (const path of [...files.keys()].sort()) entries[path] = strToU8(files.get(path) ?? '');
  return zipSync(entries, { mtime: FIXED_DATE, level: 9, os: 3 });
}
