import { textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { OdooDatabase } from './database.ts';
import { compileDomain, mentions } from './domain.ts';
import type { Records } from './domain.ts';
import { OdooException } from './faults-of-odoo.ts';
import type { SandboxUser } from './groups.ts';
import { fieldOf } from './model.ts';
import type { ModelDefinition } from './model.ts';
import { sortIds } from './order.ts';
import { accessWording, unknownField } from './wording.ts';
import type { Right } from './wording.ts';

/** One call: a database, the user who calls (null for the system itself), and the context that came along. */
export class Environment implements Records {
  readonly database: OdooDatabase;
  readonly user: SandboxUser | null;
  readonly context: JsonObject;

  constructor(database: OdooDatabase, user: SandboxUser | null, context: JsonObject) {
    this.database = database;
    this.user = user;
    this.context = context;
  }

  get uid(): number {
    return this.user?.id ?? 1;
  }

  /** A model's definition. Throws the UserError Odoo answers for one that is not installed. */
  model(name: string): ModelDefinition {
    const model = this.database.model(name);
    if (model === undefined) {
      throw new OdooException('odoo.exceptions.UserError', `Object ${name} doesn't exist`);
    }
    return model;
  }

  /** Throws the AccessError of a user whose groups do not grant a right. */
  check(model: ModelDefinition, right: Right): void {
    const { user } = this;
    if (user === null) return;
    const granted = model.access.some(
      ([group, rights]) => rights.includes(right) && user.groups.includes(group),
    );
    if (!granted) throw accessWording(model, right);
  }

  /** Refuses a context that names a company the user does not belong to. */
  checkCompanies(): void {
    const asked = this.context['allowed_company_ids'];
    if (!Array.isArray(asked) || this.user === null) return;
    const own = this.database.row('res.users', this.user.id)?.['company_ids'];
    const foreign = (asked as readonly Json[]).some((id) => !Array.isArray(own) || !own.includes(id));
    if (foreign) {
      throw new OdooException('odoo.exceptions.AccessError', 'Access to unauthorized or invalid companies.');
    }
  }

  /** The field of a model. Throws Odoo's ValueError where there is none. */
  field(model: ModelDefinition, name: string) {
    const field = fieldOf(model, name);
    if (field === undefined) throw unknownField(this.database.series, model, name);
    return field;
  }

  value(modelName: string, id: number, name: string): Json {
    const model = this.model(modelName);
    const field = fieldOf(model, name);
    if (name === 'id') return id;
    if (name === 'display_name') return this.displayName(modelName, id);
    if (field?.type === 'one2many') {
      const children = this.database
        .rows(field.relation ?? '')
        .filter(([, row]) => row[field.inverse ?? ''] === id)
        .map(([child]) => child);
      const relation = this.model(field.relation ?? '');
      return sortIds(this, relation, children, relation.order);
    }
    return this.database.row(modelName, id)?.[name] ?? false;
  }

  displayName(modelName: string, id: number): string {
    const model = this.model(modelName);
    const text = (path: string): string => {
      const [name = '', ...rest] = path.split('.');
      const value = this.value(modelName, id, name);
      if (rest.length === 0) return value === false ? '' : textOf(value);
      const relation = fieldOf(model, name)?.relation ?? '';
      return typeof value === 'number' ? textOf(this.value(relation, value, rest.join('.'))) : '';
    };
    return (model.display ?? `{${model.recName}}`).replace(/\{([\w.]+)\}/g, (_match, path: string) =>
      text(path),
    );
  }

  /** The ids that fit a domain, in the order asked for. */
  search(model: ModelDefinition, domain: Json, query: SearchQuery = {}): number[] {
    this.check(model, 'r');
    const test = compileDomain(this, model, domain);
    const hideArchived =
      fieldOf(model, 'active') !== undefined &&
      this.context['active_test'] !== false &&
      !mentions(domain, 'active');
    const found = this.database
      .rows(model.name)
      .filter(([id, row]) => (!hideArchived || row['active'] === true) && test(id))
      .map(([id]) => id);
    const sorted = sortIds(this, model, found, query.order ?? model.order);
    const offset = query.offset ?? 0;
    return sorted.slice(offset, query.limit === undefined ? undefined : offset + query.limit);
  }

  /** Reads records that exist; relations come as `[id, name]` or lists of ids. */
  read(model: ModelDefinition, ids: readonly number[], fields: readonly string[]): JsonObject[] {
    this.check(model, 'r');
    const names = fields.length > 0 ? fields : Object.keys(model.fields);
    for (const name of names) this.field(model, name);
    return ids
      .filter((id) => this.database.row(model.name, id) !== undefined)
      .map((id) => {
        const row: Record<string, Json> = { id };
        for (const name of names) row[name] = this.#shown(model, id, name);
        return row;
      });
  }

  #shown(model: ModelDefinition, id: number, name: string): Json {
    const value = this.value(model.name, id, name);
    const field = fieldOf(model, name);
    if (field?.type === 'many2one' && typeof value === 'number') {
      return [value, this.displayName(field.relation ?? '', value)];
    }
    return value;
  }
}

export interface SearchQuery {
  readonly order?: string;
  readonly offset?: number;
  readonly limit?: number;
}
