import { textOf } from '../../json.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Environment } from '../environment.ts';
import { findExternalId, putExternalId } from '../external-ids.ts';
import { OdooException, RuleBroken } from '../faults-of-odoo.ts';
import { groupsField } from '../group-membership.ts';
import type { FieldDefinition } from '../model.ts';
import { createRecords, unlinkRecords, writeRecords } from '../write.ts';
import { readPython } from './python-literal.ts';
import { runServerActions } from './server-actions.ts';
import { elementsOf, readXml, textInside, writeXml } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** A data file on its way into the database. */
export interface DataFile {
  readonly module: string;
  /** As messages name it: `app/data/models.xml`. */
  readonly path: string;
  readonly text: string;
  /** A module that is new, or forced, is written anew; an update leaves `noupdate` records alone. */
  readonly mode: 'init' | 'update';
}

const ROOTS = ['odoo', 'data', 'openerp'];
const COMMANDS: Readonly<Record<string, number>> = { link: 4, unlink: 3, clear: 5, set: 6 };

/** Writes the records and menus of a data file, in order. Throws the error of the first that cannot be. */
export function importDataFile(env: Environment, file: DataFile): void {
  const root = readXml(file.text);
  if (!ROOTS.includes(root.tag)) throw new Error('Document does not comply with schema');
  new DataImport(env, file).root(root, false);
}

class DataImport {
  readonly #env: Environment;
  readonly #file: DataFile;

  constructor(env: Environment, file: DataFile) {
    this.#env = env;
    this.#file = file;
  }

  root(element: XmlElement, inherited: boolean): void {
    const noupdate = flagOf(element.attributes['noupdate'], inherited);
    for (const child of elementsOf(element)) {
      if (ROOTS.includes(child.tag)) this.root(child, noupdate);
      else this.#located(child, () => this.#tag(element, child, noupdate));
    }
  }

  #tag(parent: XmlElement, element: XmlElement, noupdate: boolean): void {
    if (element.tag === 'record') this.#record(element, noupdate);
    else if (element.tag === 'menuitem') this.#menu(element, noupdate, null);
    else if (element.tag === 'delete') this.#delete(element);
    else if (element.tag === 'function') this.#function(element);
    else {
      throw new SchemaError(`Element ${parent.tag} has extra content: ${element.tag}, line ${element.line}`);
    }
  }

  /** Reports what went wrong as Odoo does: a rule of a model in its own words, anything else only where. */
  #located(element: XmlElement, act: () => void): void {
    const place = `while parsing ${this.#file.path}:${element.line}`;
    try {
      act();
    } catch (error) {
      if (error instanceof SchemaError) throw error;
      if (error instanceof OdooException && error.exception === 'odoo.exceptions.ValidationError') {
        throw new Error(`${place}\n${error.message}\n\nView error context:\n'-no context-'\n`, {
          cause: error,
        });
      }
      // Odoo leaves the reason to the traceback here, and so does this: `behind` goes there.
      const behind = error instanceof RuleBroken ? JSON.stringify(error.rule) : messageOf(error);
      throw new PlaceError(`${place}, somewhere inside\n${writeXml(element)}`, { cause: error }, behind);
    }
  }

  #record(element: XmlElement, noupdate: boolean): void {
    const { id = '', model: modelName = '' } = element.attributes;
    const model = this.#env.database.model(modelName);
    if (model === undefined) throw new OdooException('builtins.KeyError', modelName);
    const values: Record<string, Json> = {};
    for (const field of elementsOf(element)) {
      if (field.tag !== 'field')
        throw new SchemaError(`Element record has extra content: ${field.tag}, line ${field.line}`);
      const name = field.attributes['name'] ?? '';
      values[name] = this.#value(field, this.#env.field(model, name));
    }
    this.#put(modelName, id, values, noupdate);
  }

  #value(element: XmlElement, field: FieldDefinition): Json {
    const { ref, eval: expression, type, search } = element.attributes;
    if (search !== undefined) throw new Error('the sandbox does not know fields by search');
    if (ref !== undefined) return this.#id(ref);
    if (expression !== undefined) return readPython(expression, (name, args) => this.#call(name, args));
    if (type === 'xml' || type === 'html')
      return this.#references(element.children.map(writeXml).join('').trim());
    return fromText(field, this.#references(textInside(element)));
  }

  #call(name: string, args: readonly Json[]): Json {
    if (name === 'ref') return this.#id(textOf(args[0]));
    const command = COMMANDS[name.replace(/^Command\./, '')];
    if (!name.startsWith('Command.') || command === undefined)
      throw new SyntaxError(`name '${name}' is not defined`);
    const [first = 0] = args;
    return Array.isArray(first) ? [command, 0, first] : [command, first, 0];
  }

  /** `%(external id)d` within a text. */
  #references(text: string): string {
    return text.replace(/(?<!%)%\(([^)]*)\)[ds]/g, (_match, id: string) => `${this.#id(id)}`);
  }

  #menu(element: XmlElement, noupdate: boolean, above: number | null): void {
    const { id = '', name, parent, action, sequence, groups, active } = element.attributes;
    const icon = element.attributes['web_icon'];
    const target = action === undefined ? null : this.#find(action);
    const links = (groups ?? '').split(',').filter((group) => group !== '');
    const values: Record<string, Json> = {
      parent_id: above ?? (parent === undefined ? false : this.#id(parent)),
      active: flagOf(active, true),
      name: name ?? (target === null ? id : this.#env.value(target.model, target.resId, 'name')),
      ...(sequence === undefined ? {} : { sequence: Number(sequence) }),
      ...(icon === undefined ? {} : { web_icon: icon }),
      ...(target === null ? {} : { action: `${target.model},${target.resId}` }),
    };
    if (links.length > 0) {
      values[groupsField(this.#env.database.series)] = links.map((group) =>
        group.startsWith('-') ? [3, this.#id(group.slice(1)), 0] : [4, this.#id(group), 0],
      );
    }
    const menu = this.#put('ir.ui.menu', id, values, noupdate);
    for (const child of elementsOf(element)) this.#menu(child, noupdate, menu);
  }

  /** A call of a method with its arguments. Server actions are what this sandbox can run of them. */
  #function(element: XmlElement): void {
    const { model, name, eval: expression = '[]' } = element.attributes;
    const args = readPython(expression, (called, given) => this.#call(called, given));
    if (model !== 'ir.actions.server' || name !== 'run' || !Array.isArray(args))
      throw new Error(`the sandbox cannot call ${model ?? ''}.${name ?? ''}`);
    runServerActions(this.#env, args.map(Number));
  }

  #delete(element: XmlElement): void {
    const found = findExternalId(this.#env.database, this.#full(element.attributes['id'] ?? ''));
    if (found === null) return;
    unlinkRecords(this.#env, this.#env.model(found.model), [found.resId]);
  }

  /** Creates or updates the record behind an external id. Answers its id. */
  #put(modelName: string, id: string, values: JsonObject, noupdate: boolean): number {
    const { database } = this.#env;
    const externalId = this.#full(id);
    const known = id === '' ? null : findExternalId(database, externalId);
    const [module = ''] = externalId.split('.');
    if (id !== '' && module !== this.#file.module) this.#checkForeign(externalId, module, known !== null);
    const model = this.#env.model(modelName);
    if (known !== null && database.row(modelName, known.resId) !== undefined) {
      const locked = noupdate || database.row('ir.model.data', known.dataId)?.['noupdate'] === true;
      if (!(locked && this.#file.mode === 'update')) writeRecords(this.#env, model, [known.resId], values);
      return known.resId;
    }
    const [created = 0] = createRecords(this.#env, model, [values]);
    if (id !== '') putExternalId(database, externalId, modelName, created, noupdate);
    return created;
  }

  /** A record of another module may be changed, not made. */
  #checkForeign(externalId: string, module: string, known: boolean): void {
    const moduleId = this.#env.database.lookup('ir.module.module', 0, [module]);
    if (this.#env.database.row('ir.module.module', moduleId ?? 0)?.['state'] !== 'installed')
      throw new Error(`The ID "${externalId}" refers to an uninstalled module`);
    if (!known) throw new Error(`Cannot update missing record '${externalId}'`);
  }

  #find(id: string): { model: string; resId: number } {
    const found = findExternalId(this.#env.database, this.#full(id));
    if (found !== null) return found;
    throw new OdooException('builtins.ValueError', `External ID not found in the system: ${this.#full(id)}`);
  }

  #id(id: string): number {
    return this.#find(id).resId;
  }

  #full(id: string): string {
    return id.includes('.') ? id : `${this.#file.module}.${id}`;
  }
}

/** An error whose message only shows where. */
export class PlaceError extends Error {
  readonly behind: string;

  constructor(message: string, options: ErrorOptions, behind: string) {
    super(message, options);
    this.behind = behind;
  }
}

/** The file is no data file at all. */
class SchemaError extends Error {}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function flagOf(text: string | undefined, fallback: boolean): boolean {
  return text === undefined || text === '' ? fallback : !['0', 'false', 'off'].includes(text.toLowerCase());
}

function fromText(field: FieldDefinition, text: string): Json {
  switch (field.type) {
    case 'integer':
    case 'float':
    case 'many2one':
      return text.trim() === '' ? false : Number(text);
    case 'boolean':
      return flagOf(text, false);
    default:
      return text;
  }
}
