import type { CreatedModel, ForeignChange } from '../../../core/created-records.ts';
import { backendPrefix, isMarked, isNativeExternalId } from '../../../core/external-id.ts';
import type { CreatedMemory } from '../../../database/port.ts';
import type { EngineDomain } from '../../ports.ts';
import type { Sessions } from '../../sessions.ts';
import { findUses, readIdsIn } from './find-uses.ts';
import type {
  ArchivedRecord,
  FoundRecord,
  LeftRecord,
  StayingRecords,
  TakeBackPlan,
  UndoneChange,
} from './plan-types.ts';
import { readRecords, type ReadRecord, type Remembered } from './read-created.ts';

/** What is known of a backend before anything is asked of Odoo. */
export interface TakeBackInput {
  readonly sessions: Pick<Sessions, 'backend' | 'odoo'>;
  readonly domains: readonly EngineDomain[];
  readonly memory: CreatedMemory;
  /** Records that rows of other backends in the Odoo app represent, as `model id`. */
  readonly boundInApp: ReadonlySet<string>;
}

/** How many names of records that stay are given. */
const EXAMPLES = 5;

/**
 * Finds everything in Odoo that this backend alone created and nobody else uses. What uses others is looked at first, so that a
 * tax counts as used where a position stays that charges it. Reads only.
 */
export async function planTakeBack(input: TakeBackInput): Promise<TakeBackPlan> {
  const work = new TakeBack(input);
  // Domains that build on others come last; what they made uses what the others made.
  const domains = input.domains.toReversed();
  for (const { created, name } of domains)
    for (const model of created?.models ?? []) await work.addCreated(name, model);
  for (const { created, name } of domains)
    for (const change of created?.foreign ?? [])
      await work.addForeign(
        name,
        change,
        created?.models.find(({ model }) => model === change.model),
      );
  return work.plan();
}

class TakeBack {
  readonly #input: TakeBackInput;
  readonly #subjects: ReadonlyMap<string, FoundRecord['subject']>;
  readonly #bound: ReadonlySet<string>;
  readonly #shared: ReadonlySet<string>;
  readonly #going = new Set<string>();
  readonly #archived: ArchivedRecord[] = [];
  readonly #deleted: FoundRecord[] = [];
  readonly #undone: UndoneChange[] = [];
  readonly #left: LeftRecord[] = [];
  readonly #staying: StayingRecords[] = [];
  readonly #settled: { readonly externalId: string }[] = [];

  constructor(input: TakeBackInput) {
    this.#input = input;
    const { boundInApp, memory } = input;
    this.#subjects = new Map(
      memory.bindings.map(({ key, model, odooId, type }) => [
        `${model} ${odooId}`,
        { type, key, label: key },
      ]),
    );
    this.#bound = new Set(this.#subjects.keys());
    this.#shared = new Set([
      ...boundInApp,
      ...memory.boundByOthers.map(({ model, odooId }) => `${model} ${odooId}`),
    ]);
  }

  plan(): TakeBackPlan {
    return {
      ...{ undone: this.#undone, deleted: this.#deleted, archived: this.#archived },
      ...{ left: this.#left, staying: this.#staying, settled: this.#settled },
    };
  }

  async addCreated(domain: EngineDomain['name'], about: CreatedModel): Promise<void> {
    const { odoo } = this.#input.sessions;
    const mine = [
      ...this.#remembered(domain, about.model).filter((record) => this.#isOwn(record)),
      ...(about.how === 'archive' ? await this.#forgotten(domain, about) : []),
    ];
    const found = await readRecords(odoo, about.model, mine, (record) => this.#subject(record, about), about);
    if (about.how === 'stay') {
      const names = found.map(({ name }) => name);
      if (names.length > 0)
        this.#staying.push({ type: about.type, count: names.length, examples: names.slice(0, EXAMPLES) });
      return;
    }
    if (about.how === 'delete') this.#settle(mine, found);
    const inUse = found.filter(({ active, whole }) => active || whole !== undefined);
    const free = inUse.filter((record) => this.#isFree(record));
    const { unreadable, used } = await findUses(
      odoo,
      about,
      free.map(({ id }) => id),
      this.#going,
    );
    for (const record of free) {
      const use = used.get(record.id);
      if (use !== undefined) this.#leave(record, 'used', `used by ${use}`);
      else if (unreadable.length > 0)
        this.#leave(record, 'unreadable', `${unreadable.join(', ')}: the connector's user may not read them`);
      else {
        for (const key of keysOf(record)) this.#going.add(key);
        (about.how === 'delete' ? this.#deleted : this.#archived).push(plain(record));
      }
    }
  }

  /** What the connector changed in records of others; `about` names what uses such records. */
  async addForeign(
    domain: EngineDomain['name'],
    change: ForeignChange,
    about: CreatedModel | undefined,
  ): Promise<void> {
    const { odoo } = this.#input.sessions;
    const others = this.#remembered(domain, change.model).filter(
      ({ externalId, owner }) => !isNativeExternalId(externalId) && owner === this.#input.sessions.backend.id,
    );
    const undoOf = ({ intended, written }: Remembered) =>
      'undo' in change ? change.undo(written ?? intended ?? {}) : null;
    const isMeant = (record: Remembered) =>
      'added' in change ? change.added.isRemembered(record.written ?? {}) : undoOf(record) !== null;
    const meant = others.filter(isMeant);
    const subject = (record: Remembered) => ({
      ...{ type: change.type, key: record.externalId, label: record.externalId },
    });
    const found = await readRecords(odoo, change.model, meant, subject);
    if ('added' in change) {
      this.#settle(meant, await this.#takeOut(change.added.field, found));
      return;
    }
    const byId = new Map(meant.map((record) => [record.externalId, undoOf(record)]));
    const uses = await findUses(
      odoo,
      about ?? { model: change.model },
      found.map(({ id }) => id),
      this.#going,
    );
    for (const record of found) {
      const undo = byId.get(record.externalId);
      if (undo === undefined || undo === null) continue;
      if (undo.field === 'active' ? !record.active : record.values[undo.field] !== undo.from) {
        this.#settle([record], []);
        continue;
      }
      const use = undo.field === 'active' ? uses.used.get(record.id) : undefined;
      if (this.#shared.has(`${record.model} ${record.id}`))
        this.#leave(record, 'shared', 'another backend uses it');
      else if (use !== undefined) this.#leave(record, 'used', `used by ${use}`);
      else this.#undone.push({ ...plain(record), undo: { kind: 'field', ...undo } });
    }
  }

  /** Takes created records that are archived out of a many2many field of records of others; answers which have such. */
  async #takeOut(field: string, found: readonly ReadRecord[]): Promise<readonly ReadRecord[]> {
    const { odoo } = this.#input.sessions;
    const [first] = found;
    const target = first && (await odoo.fields(first.model))?.get(field)?.relation;
    if (first === undefined || target === undefined || target === null) return [];
    const ids = this.#archived.filter(({ model }) => model === target).map(({ id }) => id);
    const users = await readIdsIn(
      odoo,
      first.model,
      field,
      found.map(({ id }) => id),
    );
    return found.filter((record) => {
      const ours = ids.filter((id) => users.get(record.id)?.includes(id));
      if (ours.length > 0) this.#undone.push({ ...plain(record), undo: { kind: 'added', field, ids: ours } });
      return ours.length > 0;
    });
  }

  #settle(
    remembered: readonly { readonly externalId: string }[],
    open: readonly { readonly externalId: string }[],
  ): void {
    const still = new Set(open.map(({ externalId }) => externalId));
    this.#settled.push(...remembered.filter(({ externalId }) => !still.has(externalId)));
  }

  #remembered(domain: EngineDomain['name'], model: string): Remembered[] {
    return this.#input.memory.managed.filter((each) => each.domain === domain && each.model === model);
  }

  /** Bound records with external ids of the connector of which nothing is remembered: the data folder was lost once. */
  async #forgotten(domain: EngineDomain['name'], about: CreatedModel): Promise<Remembered[]> {
    const { backend, odoo } = this.#input.sessions;
    const known = new Set(this.#remembered(domain, about.model).map(({ odooId }) => odooId));
    const bound = this.#input.memory.bindings.filter(
      ({ model, odooId }) => model === about.model && !known.has(odooId),
    );
    const ids = [...new Set(bound.map(({ odooId }) => odooId))];
    if (ids.length === 0) return [];
    const externalIds = await odoo.externalIds(about.model, ids);
    const native = ids.flatMap((odooId) => {
      const externalId = externalIds.get(odooId);
      if (externalId === undefined || !isNativeExternalId(externalId)) return [];
      const nothing = { owner: backend.id, written: null, intended: null };
      return [{ domain, model: about.model, odooId, externalId, ...nothing }];
    });
    const isOwn = ({ externalId }: Remembered) => externalId.startsWith(backendPrefix(backend.id));
    const others = native.filter((each) => !isOwn(each));
    const read = await readRecords(
      odoo,
      about.model,
      others,
      (record) => this.#subject(record, about),
      about,
    );
    for (const record of read)
      if (record.active)
        this.#leave(record, 'unknown', 'it is not known which installation of the connector created it');
    return native.filter(isOwn);
  }

  /** Of records that a removed backend owned, those that this one goes on with. */
  #isOwn({ externalId, model, odooId, owner }: Remembered): boolean {
    if (!isNativeExternalId(externalId)) return false;
    if (isMarked(externalId)) return externalId.startsWith(backendPrefix(this.#input.sessions.backend.id));
    return owner === this.#input.sessions.backend.id || this.#bound.has(`${model} ${odooId}`);
  }

  #isFree(record: ReadRecord): boolean {
    if (this.#shared.has(`${record.model} ${record.id}`)) {
      this.#leave(record, 'shared', 'another backend uses it');
      return false;
    }
    if (record.changed === undefined) return true;
    this.#leave(record, 'changed', `a user changed it in Odoo (${record.changed})`);
    return false;
  }

  #leave(record: ReadRecord, why: LeftRecord['why'], reason: string): void {
    this.#left.push({ ...plain(record), why, reason });
  }

  #subject(record: Remembered, { type }: CreatedModel): FoundRecord['subject'] {
    const bound = this.#subjects.get(`${record.model} ${record.odooId}`);
    return { type, key: record.externalId, label: bound?.label ?? record.externalId };
  }
}

function keysOf({ id, model, whole }: ReadRecord): string[] {
  return [`${model} ${id}`, ...(whole ? [`${whole.model} ${whole.id}`] : [])];
}

function plain({ domain, externalId, id, model, name, subject, whole, written }: ReadRecord): ArchivedRecord {
  return { domain, externalId, id, model, name, subject, written, ...(whole && { whole }) };
}
