import { isJsonObject } from '../../json.ts';
import type { Json } from '../../json.ts';
import type { Environment } from '../environment.ts';
import { createRecords, writeRecords } from '../write.ts';
import type { ModuleFile } from './module-file.ts';

/**
 * What an import makes of a module's `static` files and of the `assets` of its manifest: an attachment per file, found
 * again by its address, and an asset per bundle and path, found again by its name; both with external ids that Odoo
 * itself makes up, so that they go when the module goes. 19 refuses wildcards.
 */
export function importAssets(env: Environment, { name, manifest, paths }: ModuleFile): void {
  for (const path of paths.filter((each) => each.startsWith('static/'))) {
    const url = `/${name}/${path}`;
    const values = { name: path.split('/').at(-1) ?? path, url, type: 'binary' };
    put(env, { model: 'ir.attachment', by: ['url', url], values, module: name, id: `attachment_${url}` });
  }
  for (const [bundle, path] of declaredAssets(manifest['assets'])) {
    if (env.database.series >= 19 && /[*?[]/.test(path)) {
      throw new Error(
        `The assets path in the manifest of imported module '${name}' cannot contain glob wildcards`,
      );
    }
    const url = path.startsWith('/') ? path : `/${path}`;
    const label = `${name}.${bundle}.${url}`;
    const values = { name: label, bundle, path: url, directive: 'append' };
    put(env, { model: 'ir.asset', by: ['name', label], values, module: name, id: `${bundle}_${url}` });
  }
}

/** Bundles with the paths added to them; other directives are not known here. */
function declaredAssets(assets: Json | undefined): (readonly [bundle: string, path: string])[] {
  return Object.entries(isJsonObject(assets) ? assets : {}).flatMap(([bundle, commands]) =>
    (Array.isArray(commands) ? commands : []).map((path) => {
      if (typeof path !== 'string')
        throw new Error('the sandbox knows no directive of assets but a plain path');
      return [bundle, path] as const;
    }),
  );
}

function put(
  env: Environment,
  record: {
    model: string;
    by: [field: string, value: string];
    values: Record<string, Json>;
    module: string;
    id: string;
  },
): void {
  const model = env.model(record.model);
  const [known] = env.search(model, [[record.by[0], '=', record.by[1]]], { limit: 1 });
  if (known !== undefined) {
    writeRecords(env, model, [known], record.values);
    return;
  }
  const [created = 0] = createRecords(env, model, [record.values]);
  const data = {
    module: record.module,
    name: record.id.replace(/[. ]/g, '_'),
    model: record.model,
    res_id: created,
  };
  createRecords(env, env.model('ir.model.data'), [data]);
}
