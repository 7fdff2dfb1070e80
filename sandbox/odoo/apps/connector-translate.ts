import { isJsonObject, textOf } from '../../json.ts';
import type { Json } from '../../json.ts';
import type { Environment } from '../environment.ts';
import type { Row } from '../model.ts';
import { translationKey } from '../translation.ts';
import { writeRecords } from '../write.ts';
import { readPython } from './python-literal.ts';

const APP = 'x_woo_app';
const MODULE = 'woo_connector';

/**
 * What the app's action does with its catalogues, which its code begins with: texts of the module's records get one more
 * language each. Views and values of selections have no languages here.
 */
export function translateApp(env: Environment, code: string): Json {
  const terms = listOf(constantOf(code, 'TERMS'));
  const kinds = listOf(constantOf(code, 'KINDS'));
  const catalogues = constantOf(code, 'TEXTS');
  if (!isJsonObject(catalogues)) return false;
  const all = env.sudo();
  const apps = all.search(all.model(APP), []);
  const done = textOf(env.database.row(APP, apps[0] ?? 0)?.['x_languages'] ?? '').split(',');
  const languages = languagesOf(env);
  for (const lang of languages.filter((each) => !done.includes(each))) {
    const catalogue = listOf(catalogues[lang.slice(0, 2)] ?? []);
    if (catalogue.length === 0) continue;
    const words = new Map(terms.map((term, index) => [textOf(term), textOf(catalogue[index] ?? '')]));
    for (const kind of kinds) translateKind(env, kind, lang, words);
  }
  writeRecords(all, all.model(APP), apps, { x_languages: languages.join(',') });
  return false;
}

/** Runs that action where the database has other languages than when it last ran, as a claim does. */
export function translateNewLanguages(env: Environment): void {
  const all = env.sudo();
  const [id = 0] = all.search(all.model(APP), []);
  const app = env.database.row(APP, id);
  const action = env.database.row('ir.actions.server', Number(app?.['x_translate_action']));
  if (action === undefined || app?.['x_languages'] === languagesOf(env).join(',')) return;
  translateApp(env, textOf(action['code'] ?? ''));
}

function languagesOf(env: Environment): string[] {
  return env.database
    .rows('res.lang')
    .filter(([, row]) => row['active'] === true)
    .map(([, row]) => textOf(row['code']))
    .sort();
}

/** Texts and lists are all that the constants contain. */
function listOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function constantOf(code: string, name: string): Json {
  const literal = new RegExp(`^${name} = (.*)$`, 'mu').exec(code)?.[1];
  return literal === undefined ? null : readPython(literal);
}

function translateKind(env: Environment, kind: Json, lang: string, words: ReadonlyMap<string, string>): void {
  const [model = '', , columns = []] = listOf(kind);
  const modelName = textOf(model);
  if (env.database.model(modelName) === undefined) return;
  const records = env.database
    .rows('ir.model.data')
    .filter(([, data]) => data['module'] === MODULE && data['model'] === modelName);
  for (const [, data] of records) {
    const row = env.database.row(modelName, Number(data['res_id']));
    if (row === undefined) continue;
    const more: Row = Object.fromEntries(
      listOf(columns)
        .map(textOf)
        .flatMap((column) => {
          const found = find(row[column], textOf(data['name']), words);
          return found === undefined ? [] : [[translationKey(column, lang), found]];
        }),
    );
    env.database.put(modelName, Number(data['res_id']), { ...row, ...more });
  }
}

/** The text in the other language; one inside a single element stays inside it. */
function find(
  source: Json | undefined,
  name: string,
  words: ReadonlyMap<string, string>,
): string | undefined {
  if (typeof source !== 'string') return undefined;
  const inner = /^<[^>]*>(?<text>.*)<\/[^>]*>$/su.exec(source)?.groups?.['text'] ?? source;
  const found = words.get(`${inner}@${name}`) ?? words.get(inner);
  return found === undefined ? undefined : source.replace(inner, found);
}
