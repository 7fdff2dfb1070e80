import type { DomainName } from '../../core/operation.ts';
import type { SavedRowSet, SavedRowTable } from '../../database/port.ts';
import { digestOf, textOf } from './row-digest.ts';
import type { RowFacts } from './row-facts.ts';

/** Rows that are compared, and written, at once. */
const AT_ONCE = 1_000;

/** Where rows are saved. */
export interface Saving {
  readonly backendId: string;
  readonly runId: number;
  /** ISO. */
  readonly at: string;
  readonly savedRows: SavedRowTable;
  /** What was saved last, by the name of the set. */
  readonly before: ReadonlyMap<string, SavedRowSet>;
}

/** What is saved together. */
export interface RowSetName {
  readonly domain: DomainName;
  readonly type: string;
  /** Under which name its digest is kept. */
  readonly set: string;
}

/**
 * The rows of one type on their way to the database, each given once. A part of them at a time is digested; the rows of a
 * part whose digest is the one saved before are as they were and neither read nor written, those of others are compared
 * with what is there.
 */
export class RowSet {
  readonly #name: RowSetName;
  readonly #saving: Saving;
  readonly #before: SavedRowSet | undefined;
  readonly #digestsBefore: readonly string[];
  readonly #digests: string[] = [];
  #part: RowFacts[] = [];
  /** The keys of rows in parts that are as they were. */
  readonly #unchanged: string[] = [];
  /** The fingerprints in the database; what is left at the end is listed no more. */
  #known: Map<string, string> | undefined;
  #changed: (RowFacts & { readonly fingerprint: string })[] = [];
  #isOpen = false;

  constructor(name: RowSetName, saving: Saving) {
    this.#name = name;
    this.#saving = saving;
    this.#before = saving.before.get(name.set);
    this.#digestsBefore = this.#before?.digest.split(' ') ?? [];
  }

  /** Takes one row; give all of them, in their order. There is something to wait for now and then. */
  add(facts: RowFacts): Promise<void> | undefined {
    this.#part.push(facts);
    return this.#part.length < AT_ONCE ? undefined : this.#endPart();
  }

  /** Ends the set. @param isGone whether a row that is not listed any more is removed */
  async complete(isGone: (key: string) => boolean): Promise<void> {
    if (this.#part.length > 0) await this.#endPart();
    const { backendId, runId, at: seenAt, savedRows } = this.#saving;
    const { domain, type, set } = this.#name;
    const digest = this.#digests.length === 0 ? 'no rows' : this.#digests.join(' ');
    if (digest !== this.#before?.digest) {
      const known = await this.#load();
      for (const key of this.#unchanged) known.delete(key);
      await this.#flush();
      await savedRows.remove(backendId, type, [...known.keys()].filter(isGone));
    }
    await savedRows.complete(backendId, { domain, type: set, digest, runId, seenAt });
  }

  async #endPart(): Promise<void> {
    const part = this.#part;
    this.#part = [];
    const texts = part.map(textOf);
    const digest = digestOf(texts);
    const isAsBefore = this.#digestsBefore[this.#digests.length] === digest;
    this.#digests.push(digest);
    if (isAsBefore) {
      for (const { key } of part) this.#unchanged.push(key);
      return;
    }
    const known = await this.#load();
    for (const [index, facts] of part.entries()) {
      const fingerprint = digestOf(texts.slice(index, index + 1));
      const before = known.get(facts.key);
      known.delete(facts.key);
      if (before !== fingerprint) this.#changed.push({ ...facts, fingerprint });
    }
    if (this.#changed.length >= AT_ONCE) await this.#flush();
  }

  async #load(): Promise<Map<string, string>> {
    const { backendId, savedRows } = this.#saving;
    return (this.#known ??= await savedRows.fingerprints(backendId, this.#name.type));
  }

  async #flush(): Promise<void> {
    const changed = this.#changed;
    this.#changed = [];
    if (changed.length === 0) return;
    const { backendId, at, savedRows } = this.#saving;
    const { domain, type } = this.#name;
    await this.#open();
    await savedRows.save(backendId, { domain, type, at }, changed);
  }

  /** While rows are written the digest of before is none: a run that ends here must not pass for one that saved all. */
  async #open(): Promise<void> {
    if (this.#isOpen || this.#before === undefined) return;
    this.#isOpen = true;
    await this.#saving.savedRows.complete(this.#saving.backendId, { ...this.#before, digest: '' });
  }
}
