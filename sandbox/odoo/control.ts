import { TrafficControl } from '../http/traffic-control.ts';
import type { Traffic } from '../http/serve.ts';
import { textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { postInvoice } from './accounting/invoice.ts';
import type { PostedInvoice } from './accounting/invoice.ts';
import { withoutVersion } from './accounting/row-versions.ts';
import { quote } from './accounting/quote.ts';
import type { Quote, QuoteRequest } from './accounting/quote.ts';
import { importModules } from './apps/import-module.ts';
import { runServerActions } from './apps/server-actions.ts';
import { uninstallModules } from './apps/uninstall.ts';
import { offerCarriers } from './delivery/offers.ts';
import type { DeliveryOffer, DeliveryRequest } from './delivery/offers.ts';
import { OdooDatabase } from './database.ts';
import type { Snapshot } from './database.ts';
import { Environment } from './environment.ts';
import { findExternalId, putExternalId } from './external-ids.ts';
import { enroll, groupsField } from './group-membership.ts';
import type { SandboxUser } from './groups.ts';
import type { ModelDefinition } from './model.ts';
import { seedCompany, seedDatabase, setUuid } from './seed.ts';
import type { OdooServer } from './server.ts';
import { installLanguage } from './translation.ts';
import { createRecords, unlinkRecords, writeRecords } from './write.ts';

/**
 * Changes a running Odoo from outside, as a user with all rights would. Every method takes and gives JSON.
 * Methods without a database name work on the first one.
 */
export class OdooControl extends TrafficControl {
  readonly #server: OdooServer;
  readonly #snapshots = new Map<
    string,
    { readonly databases: Map<string, Snapshot>; readonly users: readonly SandboxUser[] }
  >();

  constructor(traffic: Traffic, server: OdooServer) {
    super(traffic);
    this.#server = server;
  }

  databases(): string[] {
    return [...this.#server.databases.keys()];
  }

  /** Adds a fresh database. */
  addDatabase(name: string, uuid: string): void {
    const database = seedDatabase(name, this.#server.series, uuid, this.#server.without);
    for (const user of this.#server.users) enroll(database, user);
    database.commit();
    this.#server.databases.set(name, database);
  }

  /** Copies the first database under a new name and uuid, as a restored backup would be. */
  copyDatabase(name: string, uuid: string): void {
    const copy = new OdooDatabase(name, this.#server.series);
    copy.restore(this.#database().snapshot());
    this.#server.databases.set(name, copy);
    setUuid(copy, uuid);
  }

  /** The same text means the same databases and users. */
  state(): string {
    const databases = [...this.#server.databases].map(([name, { writes }]) => `${name} ${writes}`);
    return JSON.stringify([databases, this.#server.users]);
  }

  /** Remembers all databases and users under a name. */
  snapshot(name: string): void {
    const all = [...this.#server.databases].map(([key, database]) => [key, database.snapshot()] as const);
    this.#snapshots.set(name, { databases: new Map(all), users: [...this.#server.users] });
  }

  /** Puts remembered databases and users back. */
  restore(name: string): void {
    const remembered = this.#snapshots.get(name);
    if (remembered === undefined) throw new Error(`no snapshot ${name}`);
    const { databases: snapshot, users } = remembered;
    this.#server.users.splice(0, Infinity, ...users);
    for (const key of [...this.#server.databases.keys()]) {
      if (!snapshot.has(key)) this.#server.databases.delete(key);
    }
    for (const [key, state] of snapshot) {
      const database = this.#server.databases.get(key) ?? new OdooDatabase(key, this.#server.series);
      database.restore(state);
      this.#server.databases.set(key, database);
    }
  }

  /** Adds a model, or changes its definition; its table is there at once. */
  defineModel(model: ModelDefinition): void {
    const database = this.#database();
    database.define(model);
    database.commit();
  }

  /** Adds a user, or replaces the one with this login: groups, password and key. Groups of apps: `joinGroup`. */
  putUser(user: SandboxUser): void {
    const index = this.#server.users.findIndex((other) => other.login === user.login);
    if (index < 0) this.#server.users.push(user);
    else this.#server.users[index] = user;
    const database = this.#database();
    if (database.row('res.users', user.id) === undefined) {
      const row = { login: user.login, name: user.name, company_id: 1, company_ids: [1] };
      database.put('res.users', user.id, { ...row, active: true, lang: 'en_US', tz: false });
    }
    for (const each of this.#server.databases.values()) enroll(each, user);
    database.commit();
  }

  /** Puts a user into a group, named by external id, as an administrator does on the form of the user. */
  joinGroup(login: string, group: string): void {
    this.#changeGroup(login, group, 4);
  }

  leaveGroup(login: string, group: string): void {
    this.#changeGroup(login, group, 3);
  }

  #changeGroup(login: string, group: string, command: 3 | 4): void {
    const id = this.resolve(group);
    if (id === null) throw new Error(`no group ${group}`);
    const field = groupsField(this.#server.series);
    this.write('res.users', [this.#user(login).id], { [field]: [[command, id, 0]] });
  }

  /** Adds a company in the country of a code, with a chart of accounts and taxes as a fresh one has; the users named by login may work in it too. Answers its id. */
  addCompany(name: string, country: string, logins: readonly string[] = []): number {
    const [found] = this.records('res.country', [['code', '=', country]]);
    const place = { country_id: found?.['id'] ?? false, account_fiscal_country_id: found?.['id'] ?? false };
    const currency_id = found?.['currency_id'] ?? 1;
    const [id = 0] = this.create('res.company', [{ name, ...place, currency_id }]);
    this.#done((env) => {
      seedCompany(env, id);
    });
    for (const login of logins) {
      this.write('res.users', [this.#user(login).id], { company_ids: [[4, id, 0]] });
    }
    return id;
  }

  /**
   * Creates a branch of a company for some users, as Odoo does: it has its currency and its default taxes, and none of its own.
   */
  addBranch(name: string, parent: number, logins: readonly string[] = []): number {
    const [root] = this.records('res.company', [['id', '=', parent]]);
    const shared = [
      'country_id',
      'account_fiscal_country_id',
      'currency_id',
      'account_sale_tax_id',
      'account_purchase_tax_id',
    ];
    const values = Object.fromEntries(shared.map((field) => [field, root?.[field] ?? false]));
    const rounding = root?.['tax_calculation_rounding_method'] ?? 'round_per_line';
    const [id = 0] = this.create('res.company', [
      { name, ...values, parent_id: parent, tax_calculation_rounding_method: rounding },
    ]);
    for (const login of logins)
      this.write('res.users', [this.#user(login).id], { company_ids: [[4, id, 0]] });
    return id;
  }

  /**
   * What a quotation typed in Odoo for an address and some lines comes to: position chosen, taxes mapped, amounts
   * computed, by the rules of the series and the settings of the company. Nothing is written.
   */
  quote(request: QuoteRequest): Quote {
    return quote(this.#env(), request);
  }

  /**
   * Which carriers Odoo offers for an address and an order, in its order, with the delivery line that each would add:
   * by the rules of the series, its fiscal positions and rates. Nothing is written.
   */
  deliveryOffers(request: DeliveryRequest): DeliveryOffer[] {
    return offerCarriers(this.#env(), request);
  }

  /** Posts a customer invoice of such a quotation, and answers on which account each tax is booked. */
  postInvoice(request: QuoteRequest): PostedInvoice {
    return this.#done((env) => postInvoice(env, request));
  }

  /** Installs a language: `de_DE`, with the names of countries. */
  installLanguage(code: string): void {
    this.#done((env) => {
      installLanguage(env.database, code);
    });
  }

  /**
   * Installs or upgrades an app from a zip given as base64, as an administrator does in the page. Throws what Odoo says.
   */
  installApp(zip: string): void {
    this.#done((env) => importModules(env, zip, false));
  }

  /** Uninstalls an app by its technical name. */
  uninstallApp(module: string): void {
    const [found] = this.records('ir.module.module', [['name', '=', module]]);
    this.#done((env) => uninstallModules(env, [Number(found?.['id'] ?? 0)]));
  }

  /**
   * Presses a button on a record as a user, by the external id of the server action behind it. Answers what the page
   * would do next; throws what Odoo says, rights included.
   */
  press(login: string, action: string, model: string, id: number): Json {
    const actionId = this.resolve(action);
    if (actionId === null) throw new Error(`no action ${action}`);
    const context = { active_model: model, active_id: id, active_ids: [id] };
    return this.#done((env) => runServerActions(env, [actionId]), this.#user(login), context);
  }

  /** Writes on a record as a user: a user's choice, for one. Throws what Odoo says, rights included. */
  writeAs(login: string, model: string, id: number, values: JsonObject): void {
    this.#done((env) => writeRecords(env, env.model(model), [id], values), this.#user(login));
  }

  /** Deletes records as a user. Throws what Odoo says, rights included. */
  unlinkAs(login: string, model: string, ids: readonly number[]): void {
    this.#done((env) => unlinkRecords(env, env.model(model), ids), this.#user(login));
  }

  /** The records that a user finds and reads: all fields, with the rights and companies of the user. */
  recordsAs(login: string, model: string, domain: Json = [], context: JsonObject = {}): JsonObject[] {
    return this.#done(
      (env) => env.read(env.model(model), env.search(env.model(model), domain, { order: 'id' }), []),
      this.#user(login),
      context,
    );
  }

  #user(login: string): SandboxUser {
    const user = this.#server.users.find((candidate) => candidate.login === login);
    if (user === undefined) throw new Error(`no user ${login}`);
    return user;
  }

  /** The records of a model that fit a domain, as they are kept (relations as ids), with their `id`. */
  records(model: string, domain: Json = []): JsonObject[] {
    const env = this.#env();
    return env
      .search(env.model(model), domain, { order: 'id' })
      .map((id) => ({ id, ...withoutVersion(env.database.row(model, id) ?? {}) }));
  }

  /** Creates records with all rights; not counted and not logged. */
  create(model: string, values: readonly JsonObject[]): number[] {
    return this.#done((env) => createRecords(env, env.model(model), values));
  }

  /** Writes records, with a context where one is given: `{ lang: 'de_DE' }`. */
  write(model: string, ids: readonly number[], values: JsonObject, context?: JsonObject): void {
    this.#done((env) => writeRecords(env, env.model(model), ids, values), null, context);
  }

  unlink(model: string, ids: readonly number[]): void {
    this.#done((env) => unlinkRecords(env, env.model(model), ids));
  }

  /** `module.name` of every record of a model that has one, by id as text. */
  externalIds(model: string): Record<string, string> {
    const found: Record<string, string> = {};
    for (const id of this.#database().holders('ir.model.data', 'model', model)) {
      const row = this.#database().row('ir.model.data', id) ?? {};
      found[textOf(row['res_id'])] ??= `${textOf(row['module'])}.${textOf(row['name'])}`;
    }
    return found;
  }

  /** The model that each field of a model which points at records points at, by field. */
  relations(model: string): Record<string, string> {
    const fields = Object.entries(this.#env().model(model).fields);
    return Object.fromEntries(fields.flatMap(([name, { relation }]) => (relation ? [[name, relation]] : [])));
  }

  /** The id behind an external id; null where there is none. */
  resolve(externalId: string): number | null {
    return findExternalId(this.#database(), externalId)?.resId ?? null;
  }

  setExternalId(externalId: string, model: string, id: number): void {
    this.#done((env) => putExternalId(env.database, externalId, model, id));
  }

  #database(): OdooDatabase {
    const [first] = this.#server.databases.values();
    if (first === undefined) throw new Error('the sandbox Odoo has no database');
    return first;
  }

  #env(): Environment {
    return new Environment(this.#database(), null, { active_test: false });
  }

  #done<Result>(
    act: (env: Environment) => Result,
    user: SandboxUser | null = null,
    context: JsonObject = { active_test: false },
  ): Result {
    const env = new Environment(this.#database(), user, context);
    const mark = env.database.savepoint();
    try {
      const result = act(env);
      env.database.commit();
      return result;
    } catch (error) {
      env.database.rollback(mark);
      throw error;
    }
  }
}
