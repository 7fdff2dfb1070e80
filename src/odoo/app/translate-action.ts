import { UNDO } from './action-code.ts';
import { X_APP } from './fields.ts';
import { APP_MODEL, APP_NAME } from './names.ts';
import { CATALOGUES } from './translations/catalogues.ts';
import { python } from './xml.ts';

/**
 * The kinds of records whose texts Odoo keeps in each language, with table and columns. Rows belong to the app by the
 * external id of the record itself; the values of a selection by that of their field.
 */
export const TRANSLATED: readonly (readonly [model: string, table: string, columns: readonly string[]])[] = [
  ['ir.model', 'ir_model', ['name']],
  ['ir.model.fields', 'ir_model_fields', ['field_description', 'help']],
  ['ir.model.fields.selection', 'ir_model_fields_selection', ['name']],
  ['ir.actions.act_window', 'ir_act_window', ['name', 'help']],
  ['ir.ui.menu', 'ir_ui_menu', ['name']],
  ['ir.ui.view', 'ir_ui_view', ['arch_db']],
  ['ir.module.category', 'ir_module_category', ['name', 'description']],
  ['res.groups.privilege', 'res_groups_privilege', ['name']],
  ['res.groups', 'res_groups', ['name', 'comment']],
];

/** The active languages. The app's row has those that it is translated into, which the next claim compares; an import clears them. */
const LANGUAGES = "','.join(sorted([code for code, label in env['res.lang'].sudo().get_installed()]))";

/**
 * Writes the app's texts in each active language there is a catalogue for, but for those that it is translated into: words changed in Odoo
 * stay until the next import. Odoo 17 imports no translations of an imported
 * module, 18 only into languages that are active then, so this is the way for all three (decision 96). It writes as Odoo's own
 * import does, by SQL into the column of the record: Odoo rebuilds all its models after each field written through a model.
 * What fails is logged and leaves the texts as they were: nothing waits for a translation, and the next claim tries again.
 */
export function translateCode(): string {
  const languages = Object.entries(CATALOGUES);
  const terms = [...new Set(languages.flatMap(([, catalogue]) => Object.keys(catalogue)))].sort();
  const texts = Object.fromEntries(
    languages.map(([language, catalogue]) => [language, terms.map((term) => catalogue[term] ?? '')]),
  );
  return `TERMS = ${python(terms)}
TEXTS = ${python(texts)}
KINDS = ${python(TRANSLATED)}
languages = ${LANGUAGES}
app = env['${APP_MODEL}'].sudo().search([], limit=1)
done = (app.${X_APP.languages} or '').split(',')

def find(term):
    return words.get(term + '@' + name) or words.get(term)

def translated(term):
    found = find(term)
    if not found and term[:1] == '<':
        start = term.find('>') + 1
        end = term.rfind('</')
        inner = find(term[start:end])
        found = inner and term[:start] + inner + term[end:]
    return found or None

point = env.cr.savepoint()
try:
    env.flush_all()
    for kind, table, columns in KINDS:
        if kind not in env:
            continue
        is_value = kind == 'ir.model.fields.selection'
        owner = 'ir.model.fields' if is_value else kind
        link = 'r.field_id' if is_value else 'r.id'
        for column in columns:
            translate = env[kind]._fields[column].translate
            env.cr.execute("SELECT r.id, d.name, r." + column + "->>'en_US' FROM " + table + " r JOIN ir_model_data d ON d.res_id = " + link + " WHERE d.module = %s AND d.model = %s AND r." + column + " IS NOT NULL", ['${APP_NAME}', owner])
            rows = env.cr.fetchall()
            for code in languages.split(','):
                if code in done or code[:2] not in TEXTS:
                    continue
                words = dict(zip(TERMS, TEXTS[code[:2]]))
                ids = []
                values = []
                for number, name, source in rows:
                    value = source and (translated(source) if translate is True else translate(translated, source))
                    if value:
                        ids.append(number)
                        values.append(value)
                if ids:
                    env.cr.execute("UPDATE " + table + " r SET " + column + " = r." + column + " || jsonb_build_object(%s::text, v.value) FROM unnest(%s::int[], %s::text[]) AS v(id, value) WHERE r.id = v.id", [code, ids, values])
    app.write({'${X_APP.languages}': languages})
    env.flush_all()
    point.close(rollback=False)
    env.invalidate_all()
    env.registry.clear_all_caches()
${UNDO}\
    log('The texts of the WooCommerce app could not be translated: ' + str(error), level='error')
`;
}

/** Translates the texts again where languages were activated since: part of each claim, whose user needs no right for it. */
export const TRANSLATE_NEW_LANGUAGES = `\
app = env['${APP_MODEL}'].sudo().search([], limit=1)
if app.${X_APP.translateAction} and app.${X_APP.languages} != ${LANGUAGES}:
    env['ir.actions.server'].sudo().browse(app.${X_APP.translateAction}).run()
`;
