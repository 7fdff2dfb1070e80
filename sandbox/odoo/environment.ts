import { lineageOf } from './lineage.ts';
import { textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { OdooDatabase } from './database.ts';
import { refuseForeign } from './company-rules.ts';
import { compileDomain, mentions } from './domain.ts';
import type { Records } from './domain.ts';
import { OdooException } from './faults-of-odoo.ts';
import { groupsOfUser, groupTitle } from './group-membership.ts';
import type { SandboxUser } from './groups.ts';
import { computeField } from './computed-fields.ts';
import { ruleDomain } from './apps/record-rules.ts';
import { archiveField, fieldOf, MAGIC_FIELDS } from './model.ts';
import type { FieldDefinition, ModelDefinition, Row } from './model.ts';
import { SOURCE_LANGUAGE, translationKey } from './translation.ts';
import { versionOf } from './accounting/version-of.ts';
import { sortIds } from './order.ts';
import { accessWording, unknownField } from './wording.ts';
import type { Right } from './wording.ts';

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'float', 'monetary']);

/** One call: a database, the user who calls (null for the system itself), and the context that came along. */
export class Environment implements Records {
  readonly database: OdooDatabase;
  readonly user: SandboxUser | null;
  readonly context: JsonObject;
  readonly #superuser: boolean;
  #groups: ReadonlySet<string> | null = null;
  readonly #rules = new Map<ModelDefinition, (id: number) => boolean>();

  constructor(database: OdooDatabase, user: SandboxUser | null, context: JsonObject, superuser = false) {
    this.database = database;
    this.user = user;
    this.context = context;
    this.#superuser = superuser || user === null;
  }

  /** The same user and context with all rights, as Odoo's `sudo`. */
  sudo(): Environment {
    return new Environment(this.database, this.user, this.context, true);
  }

  /** The same user and rights with more in the context. */
  withContext(more: JsonObject): Environment {
    return new Environment(this.database, this.user, { ...this.context, ...more }, this.#superuser);
  }

  /** The companies the call is made for: those the context names, else all of the user's. */
  get companies(): readonly number[] {
    const asked = this.context['allowed_company_ids'];
    if (Array.isArray(asked) && asked.length > 0) return asked.map(Number);
    const own = this.database.row('res.users', this.uid)?.['company_ids'];
    return Array.isArray(own) ? own.map(Number) : [];
  }

  /** The company that new records belong to: the first the context names, else the user's own. */
  get company(): number {
    const asked = this.context['allowed_company_ids'];
    if (Array.isArray(asked) && asked.length > 0) return Number(asked[0]);
    return Number(this.database.row('res.users', this.uid)?.['company_id'] ?? 1);
  }

  /** Whether the user has a group, by external id or record (`res.groups,57`), directly or by implication. */
  hasGroup(group: string): boolean {
    if (this.user === null || group === '*') return true;
    this.#groups ??= groupsOfUser(this.database, this.user.id);
    return this.#groups.has(group);
  }

  /** Whether the user may administer the database. */
  get isAdmin(): boolean {
    return this.#superuser || this.hasGroup('base.group_system');
  }

  /** The language names are read and written in. Throws the UserError of a language that is not installed. */
  get lang(): string {
    const asked = this.context['lang'];
    if (typeof asked !== 'string' || asked === '' || asked === SOURCE_LANGUAGE) return SOURCE_LANGUAGE;
    const id = this.database.lookup('res.lang', 0, [asked]);
    if (id === undefined || this.database.row('res.lang', id)?.['active'] !== true) {
      throw new OdooException('odoo.exceptions.UserError', `Invalid language code: ${asked}`);
    }
    return asked;
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
    if (this.#superuser) return;
    const granted = model.access.some(([group, rights]) => rights.includes(right) && this.hasGroup(group));
    if (!granted) throw accessWording(model, right, (group) => groupTitle(this.database, group));
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
    if (field === undefined) return false;
    if (field.computed === true) return computeField(this, modelName, id, name);
    if (field.related !== undefined) return this.#follow(modelName, id, field.related);
    if (field.type === 'one2many') return this.#lines(field, id);
    if (field.mirrorOf !== undefined)
      return this.#seen(
        this.model(field.relation ?? ''),
        this.database.holders(field.relation ?? '', field.mirrorOf, id),
      );
    const row = this.database.row(modelName, id);
    const plain = row?.[name] ?? (field.type === 'many2many' ? [] : false);
    if (field.translated === true) return row?.[translationKey(name, this.lang)] ?? plain;
    if (field.type !== 'many2many' || !Array.isArray(plain)) return plain;
    return this.#seen(this.model(field.relation ?? ''), plain.map(Number));
  }

  /** Those of a list of records that this call sees. */
  #seen(relation: ModelDefinition, ids: readonly number[]): number[] {
    return ids.filter((id) => {
      const row = this.database.row(relation.name, id);
      return row !== undefined && !this.#hidden(relation, row);
    });
  }

  /** The records of another model that point back at this one. */
  #lines(field: FieldDefinition, id: number): number[] {
    const relation = this.model(field.relation ?? '');
    const [name, value] = field.only ?? [];
    const lines = this.database.holders(relation.name, field.inverse ?? '', id).filter((line) => {
      const row = this.database.row(relation.name, line) ?? {};
      const isForeign = relation.rules !== undefined && this.isForeign(relation, line);
      return !isForeign && !this.#hidden(relation, row) && (name === undefined || row[name] === value);
    });
    return sortIds(this, relation, lines, relation.order);
  }

  /** A value of a record this one points at, over any number of steps. */
  #follow(model: string, id: number, path: string): Json {
    const [first = '', ...rest] = path.split('.');
    const target = this.value(model, id, first);
    if (rest.length === 0) return target;
    const relation = fieldOf(this.model(model), first)?.relation ?? '';
    return typeof target === 'number' ? this.#follow(relation, target, rest.join('.')) : false;
  }

  /** Whether a record is archived and this call does not ask for such ones. */
  #hidden(model: ModelDefinition, row: Row): boolean {
    const name = archiveField(model);
    return name !== null && this.context['active_test'] !== false && row[name] !== true;
  }

  lineage(company: number): readonly number[] {
    return lineageOf(this.database, company);
  }

  /** Whether a record belongs to companies that this call is not made for. Ordinary users see their own companies. */
  isForeign(model: ModelDefinition, id: number): boolean {
    if (model.rules !== undefined) return !this.#superuser && !this.#ruleOf(model)(id);
    if (model.companies !== undefined && !this.#superuser) {
      const owner = this.value(model.name, id, model.companies.field);
      const owners = Array.isArray(owner) ? owner.map(Number) : owner === false ? [] : [Number(owner)];
      if (owners.length === 0) return !model.companies.shared;
      const seen =
        model.companies.inherited === true
          ? this.companies.flatMap((each) => lineageOf(this.database, each))
          : this.companies;
      return !owners.some((each) => seen.includes(each));
    }
    if (model.name !== 'res.company' || this.#superuser || this.hasGroup('base.group_erp_manager'))
      return false;
    return !this.companies.includes(id);
  }

  /** What the record rules of an app leave of a model for this call, worked out once. */
  #ruleOf(model: ModelDefinition): (id: number) => boolean {
    const known = this.#rules.get(model);
    if (known !== undefined) return known;
    const domain = ruleDomain(
      (model.rules ?? []).filter(
        ({ groups }) => groups.length === 0 || groups.some((group) => this.hasGroup(group)),
      ),
      this.companies,
    );
    const test = domain.length === 0 ? () => true : compileDomain(this.sudo(), model, domain);
    this.#rules.set(model, test);
    return test;
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
    const archive = archiveField(model);
    const hideArchived = archive !== null && !mentions(domain, archive);
    const fits = (id: number, row: Row) =>
      !(hideArchived && this.#hidden(model, row)) && test(id) && !this.isForeign(model, id);
    const order = query.order ?? model.order;
    const offset = query.offset ?? 0;
    const end = query.limit === undefined ? Infinity : offset + query.limit;
    const found: number[] = [];
    for (const [id, row] of this.database.rows(model.name)) {
      // In the order of ids nothing behind the last one asked for matters.
      if (order === 'id' && found.length >= end) break;
      if (fits(id, row)) found.push(id);
    }
    const tie = (id: number) => versionOf(this.database.row(model.name, id), id);
    const sorted = order === 'id' ? found : sortIds(this, model, found, order, tie);
    return sorted.slice(offset, end);
  }

  /** Reads records that exist; relations come as `[id, name]` or lists of ids. */
  read(model: ModelDefinition, ids: readonly number[], fields: readonly string[]): JsonObject[] {
    this.check(model, 'r');
    const names = fields.length > 0 ? fields : [...Object.keys(model.fields), ...Object.keys(MAGIC_FIELDS)];
    for (const name of names) this.field(model, name);
    const found = ids.filter((id) => this.database.row(model.name, id) !== undefined);
    refuseForeign(this, model, found, 'r');
    return found.map((id) => {
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
    // A number that was never set is NULL in the table and 0 to every reader.
    return value === false && NUMBERS.has(field?.type ?? '') ? 0 : value;
  }
}

export interface SearchQuery {
  readonly order?: string;
  readonly offset?: number;
  readonly limit?: number;
}
