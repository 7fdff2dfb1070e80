import { isJsonObject, textOf } from '../../json.ts';
import type { Json, JsonObject } from '../../json.ts';
import { Environment } from '../environment.ts';
import { OdooException } from '../faults-of-odoo.ts';
import { load } from '../load.ts';
import type { Series } from '../model.ts';
import { installOptional, optionalModule } from '../modules.ts';
import { SOURCE_LANGUAGE } from '../translation.ts';
import { createRecords, writeRecords } from '../write.ts';
import { readCsv } from './csv.ts';
import { importDataFile, PlaceError } from './data-file.ts';
import type { DataFile } from './data-file.ts';
import { importAssets } from './import-assets.ts';
import { manifestList, readModules } from './module-file.ts';
import type { ModuleFile } from './module-file.ts';

/**
 * What `base.import.module.import_module` does: installs or updates every module in a zip, given as base64. Only for
 * administrators. All or nothing; the caller's transaction undoes what a failed module left.
 */
export function importModules(env: Environment, file: string, force: boolean): Json {
  if (!env.isAdmin) {
    throw new OdooException('odoo.exceptions.AccessError', 'Only administrators can install data modules.');
  }
  for (const module of readModules(file)) {
    try {
      importModule(inSourceLanguage(env), module, force);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new OdooException(
        'odoo.exceptions.UserError',
        `Error while importing module '${module.name}'.\n\n ${message} \n\n`,
        error instanceof PlaceError ? error.behind : '',
      );
    }
  }
  return goHome(env.database.series);
}

/** Odoo writes the files of a module in English, whatever the user's language is. */
function inSourceLanguage({ database, user, context }: Environment): Environment {
  return new Environment(database, user, { ...context, lang: SOURCE_LANGUAGE }, true);
}

/** Where the page goes after a change of modules. */
export function goHome(series: Series): JsonObject {
  return { type: 'ir.actions.act_url', target: 'self', url: series === 17 ? '/web' : '/odoo' };
}

function importModule(env: Environment, file: ModuleFile, force: boolean): void {
  const { name, manifest, text } = file;
  const model = env.model('ir.module.module');
  const version = adaptVersion(env.database.series, textOf(manifest['version'] ?? '1.0'));
  const known = env.database.lookup('ir.module.module', 0, [name]);
  checkDependencies(env, manifestList(manifest, 'depends'));
  const values = {
    shortdesc: textOf(manifest['name'] ?? name),
    application: manifest['application'] === true,
    state: 'installed',
    latest_version: version,
    installed_version: version,
  };
  if (known === undefined) {
    if (manifest['installable'] === false) throw new Error('Module not installable');
    createRecords(env, model, [{ ...values, name, imported: true }]);
  } else {
    // A lower version is taken like any other, and the module then reports it.
    writeRecords(env, model, [known], values);
  }
  const mode = known === undefined || force ? 'init' : 'update';
  for (const path of manifestList(manifest, 'data')) {
    if (path.endsWith('.sql')) throw new Error(`the sandbox does not import ${path}`);
    if (!path.endsWith('.xml') && !path.endsWith('.csv')) continue;
    const content = text(path);
    if (content === null) throw new Error(`File not found: ${name}/${path}`);
    const data = { module: name, path: `${name}/${path}`, text: content, mode } as const;
    if (path.endsWith('.csv')) importTable(env, data);
    else importDataFile(env, data);
  }
  importAssets(env, file);
}

/** A table names its model by the name of its file: `ir.model.fields.csv`, `ir.model.fields-more.csv`. */
function importTable(env: Environment, { module, path, text }: DataFile): void {
  const [name = ''] = (path.split('/').at(-1) ?? '').replace(/\.csv$/, '').split('-');
  const [columns = [], ...rows] = readCsv(text);
  const here = new Environment(env.database, env.user, { ...env.context, module }, true);
  const { messages } = load(here, here.model(name), columns, rows);
  const errors = (Array.isArray(messages) ? messages : []).filter(isJsonObject);
  if (!errors.some(({ type }) => type === 'error')) return;
  const details = errors.map(({ message = '' }) => textOf(message)).join('\n');
  throw new Error(`Module loading ${module} failed: file ${path} could not be processed:\n${details}`);
}

/** The version with the series before it. 18 names a version it does not take; 17 and 19 only report that they do not. */
function adaptVersion(series: Series, version: string): string {
  const serie = `${series}.0`;
  const own = version.startsWith(`${serie}.`) ? version.slice(serie.length + 1) : version;
  if (/^\d+\.\d+(\.\d+)?$/.test(own)) return `${serie}.${own}`;
  if (series !== 18) throw new Error('Module not installable');
  throw new Error(
    `Invalid version '${version}'. Modules should have a version in format \`x.y\`, \`x.y.z\`, \`${serie}.x.y\` or \`${serie}.x.y.z\`.`,
  );
}

/** A dependency that is there and not installed is installed along; one that nobody knows is refused. */
function checkDependencies(env: Environment, names: readonly string[]): void {
  const rows = names.map((name) => {
    const id = env.database.lookup('ir.module.module', 0, [name]);
    return { name, state: env.database.row('ir.module.module', id ?? 0)?.['state'] };
  });
  const missing = rows.filter(({ state }) => state !== 'installed');
  const unknown = missing.filter(({ name, state }) => state === undefined || optionalModule(name) === null);
  if (unknown.length > 0) {
    throw new Error(`Unknown module dependencies:\n - ${unknown.map(({ name }) => name).join('\n - ')}`);
  }
  for (const module of new Set(missing.map(({ name }) => optionalModule(name)))) {
    if (module !== null) installOptional(env, module);
  }
}
