import { isJsonObject, textOf } from '../../json.ts';
import type { Json } from '../../json.ts';
import type { OdooDatabase } from '../database.ts';
import { findExternalId } from '../external-ids.ts';
import { OdooException } from '../faults-of-odoo.ts';
import { fieldOf } from '../model.ts';
import type { ModelDefinition, Row, Series } from '../model.ts';
import { applyExtension } from './inherit-view.ts';
import { readPython } from './python-literal.ts';
import { elementsOf, readXml, writeXml } from './xml.ts';
import type { XmlElement } from './xml.ts';

const LIST_TAG: Readonly<Record<Series, string>> = { 17: 'tree', 18: 'list', 19: 'list' };
const VIEW_TAGS = ['form', 'search', 'kanban', 'graph', 'pivot', 'calendar', 'qweb'];
const CONDITIONS = /^(invisible|readonly|required|column_invisible|decoration-.+)$/;
/** Names an expression may use besides fields. */
const PYTHON_NAMES =
  /^(and|or|not|in|is|if|else|True|False|None|uid|parent|context|context_today|time|datetime|relativedelta|current_date|today|now|active_id|active_ids|allowed_company_ids|current_company_id|len|set|str|int|bool|float|abs|min|max|self)$/;

/**
 * Checks a view as Odoo does when it is saved: well-formed, of a type the series knows, every field, button, group and
 * parent there. Answers its type. Throws what Odoo throws.
 */
export function checkView(database: OdooDatabase, row: Row, id: number): string {
  const arch = readXml(textOf(row['arch']));
  if (typeof row['inherit_id'] === 'number')
    return checkExtension(database, row, row['inherit_id'], arch, id);
  const model = database.model(textOf(row['model']));
  const known = [...VIEW_TAGS, LIST_TAG[database.series]];
  if (!known.includes(arch.tag))
    throw new OdooException('builtins.ValueError', `Wrong value for ir.ui.view.type: '${arch.tag}'`);
  if (model === undefined) throw failed(arch, `Model not found: ${textOf(row['model'])}`);
  new ViewCheck(database, arch).check(arch, model);
  return arch.tag;
}

function checkExtension(
  database: OdooDatabase,
  row: Row,
  parentId: number,
  arch: XmlElement,
  id: number,
): string {
  const parent = database.row('ir.ui.view', parentId);
  const model = database.model(textOf(parent?.['model'] ?? row['model']));
  if (parent === undefined || model === undefined) throw failed(arch, 'the parent view does not exist');
  let combined = readXml(textOf(parent['arch']));
  try {
    for (const [other, extension] of database.rows('ir.ui.view')) {
      if (extension['inherit_id'] !== parentId || extension['active'] !== true || other === id) continue;
      combined = applyExtension(combined, readXml(textOf(extension['arch'])));
    }
    combined = applyExtension(combined, arch);
  } catch (error) {
    throw new OdooException(
      'odoo.exceptions.ValidationError',
      `Error while parsing or validating view:\n\n${error instanceof Error ? error.message : ''}`,
    );
  }
  new ViewCheck(database, combined).check(combined, model);
  return textOf(parent['type']);
}

class ViewCheck {
  readonly #database: OdooDatabase;
  readonly #root: XmlElement;

  constructor(database: OdooDatabase, root: XmlElement) {
    this.#database = database;
    this.#root = root;
  }

  /** Checks a view, or a list within a field, against a model. */
  check(view: XmlElement, model: ModelDefinition): void {
    const shown = new Set(fieldsOf(view));
    this.#order(view, model);
    for (const element of within(view)) {
      this.#tag(element);
      this.#groups(element);
      this.#conditions(element, model, shown);
      if (element.tag === 'field') this.#field(element, model);
      if (element.tag === 'button') this.#button(element, model);
      if (element.tag === 'filter') this.#filter(element, model);
    }
  }

  #tag(element: XmlElement): void {
    const wrong = this.#database.series === 17 ? 'list' : 'tree';
    // A server of 18 takes a tree inside a form and its web page fails on it; here it is refused at once.
    if (element.tag === wrong)
      throw failed(this.#root, `<${wrong}> is no view of Odoo ${this.#database.series}`);
  }

  #field(element: XmlElement, model: ModelDefinition): void {
    const name = element.attributes['name'] ?? '';
    const field = fieldOf(model, name);
    if (field === undefined)
      throw failed(this.#root, `Field "${name}" does not exist in model "${model.name}"`);
    const relation = this.#database.model(field.relation ?? '');
    for (const inner of elementsOf(element)) {
      this.#tag(inner);
      if (relation !== undefined) this.check(inner, relation);
    }
  }

  #order(view: XmlElement, model: ModelDefinition): void {
    for (const part of (view.attributes['default_order'] ?? 'id').split(',')) {
      const [name = ''] = part.trim().split(/\s+/);
      if (fieldOf(model, name) === undefined)
        throw failed(this.#root, `Unknown field "${name}" in default_order of ${model.name}`);
    }
  }

  #button({ attributes }: XmlElement, model: ModelDefinition): void {
    const { name = '', type } = attributes;
    if (type === 'object') throw failed(this.#root, `${name} is not a valid action on ${model.name}`);
    if (type !== 'action') return;
    const known = ['ir.actions.server', 'ir.actions.act_window'].some(
      (kind) => this.#database.row(kind, Number(name)) !== undefined,
    );
    if (!known)
      throw failed(this.#root, `Action ${name} (id: ${name}) does not exist for button of type action.`);
  }

  #filter(element: XmlElement, model: ModelDefinition): void {
    const { name = '', domain, context } = element.attributes;
    if (name === '') throw failed(this.#root, 'filter needs a name');
    for (const term of listFrom(domain)) {
      if (!Array.isArray(term)) continue;
      const [field = ''] = textOf((term as readonly Json[])[0]).split('.');
      if (fieldOf(model, field) === undefined) {
        throw failed(
          this.#root,
          `Unknown field "${model.name}.${field}" in domain of <filter name="${name}"> (${domain ?? ''}))`,
        );
      }
    }
    const given = context === undefined ? {} : tryPython(context);
    const groupBy = isJsonObject(given) ? given['group_by'] : undefined;
    for (const item of [groupBy ?? []].flat()) {
      const [field = ''] = textOf(item).split(':');
      if (fieldOf(model, field) === undefined)
        throw failed(
          this.#root,
          `Unknown field “${field}” in "group_by" value in context=“${context ?? ''}”`,
        );
    }
  }

  #groups(element: XmlElement): void {
    for (const part of (element.attributes['groups'] ?? '').split(',')) {
      const group = part.trim().replace(/^[!-]/, '');
      if (group !== '' && findExternalId(this.#database, group)?.model !== 'res.groups')
        throw failed(this.#root, `The group “${group}” defined in view does not exist!`);
    }
  }

  #conditions(element: XmlElement, model: ModelDefinition, shown: ReadonlySet<string>): void {
    for (const [attribute, expression] of Object.entries(element.attributes)) {
      if (!CONDITIONS.test(attribute)) continue;
      for (const name of namesIn(expression)) {
        const known = fieldOf(model, name) !== undefined;
        // 17 wants the field in the view too; later series add it themselves.
        if (known && (this.#database.series > 17 || shown.has(name) || name === 'id')) continue;
        throw failed(
          this.#root,
          known
            ? `Field '${name}' used in modifier '${attribute}' (${expression}) must be present in view but is missing.`
            : `Field '${name}' used in ${attribute}="${expression}" is not accessible on ${model.name}`,
        );
      }
    }
  }
}

/** The elements of a view, without what lies in the lists inside its fields. */
function within(view: XmlElement): XmlElement[] {
  return [view, ...elementsOf(view).flatMap((child) => (child.tag === 'field' ? [child] : within(child)))];
}

function fieldsOf(view: XmlElement): string[] {
  return within(view)
    .filter(({ tag }) => tag === 'field')
    .map(({ attributes }) => attributes['name'] ?? '');
}

function namesIn(expression: string): string[] {
  const bare = expression.replace(/"[^"]*"|'[^']*'/g, "''");
  return [...bare.matchAll(/(?<![\w.])[A-Za-z_]\w*/g)]
    .map(([name]) => name)
    .filter((name) => !PYTHON_NAMES.test(name));
}

/** A domain as far as it is a literal; one that names `uid` or the like is not looked into. */
function listFrom(source: string | undefined): readonly Json[] {
  const value = source === undefined ? [] : tryPython(source);
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function tryPython(source: string): Json {
  try {
    return readPython(source);
  } catch {
    return null;
  }
}

function failed(root: XmlElement, text: string): OdooException {
  return new OdooException(
    'odoo.exceptions.ValidationError',
    `Error while validating view near:\n\n${writeXml(root)}\n${text}`,
  );
}

/** The view modes of a window must be of the series: a server takes others, and its web page then fails. */
export function checkWindow(database: OdooDatabase, row: Row): void {
  const invalid = (text: string) => new OdooException('odoo.exceptions.ValidationError', text);
  if (database.model(textOf(row['res_model'])) === undefined)
    throw invalid(`Invalid model name “${textOf(row['res_model'])}” in action definition.`);
  const known = [...VIEW_TAGS, LIST_TAG[database.series]];
  for (const mode of textOf(row['view_mode']).split(',')) {
    if (!known.includes(mode)) throw invalid(`${mode} is no view mode of Odoo ${database.series}`);
  }
}
