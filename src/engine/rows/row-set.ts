import type { DomainName } from '../../core/operation.ts';
import type { SavedRowTable } from '../../database/port.ts';
import { fingerprintOf, RowDigest } from './row-digest.ts';
import type { RowFacts } from './row-facts.ts';

/** Rows that are written at once. */
const AT_ONCE = 1_000;

/** Where rows are saved. */
export interface Saving {
  readonly backendId: string;
  readonly runId: number;
  /** ISO. */
  readonly at: string;
  readonly savedRows: SavedRowTable;
  /** The digests that were saved last, by the name of their set. */
  readonly before: ReadonlyMap<string, string>;
}

/** What is saved together. */
export interface RowSetName {
  readonly domain: DomainName;
  readonly type: string;
  /** Under which name its digest is kept. */
  readonly set: string;
}

/**
 * The rows of one type on their way to the database. Those of a set that was never saved are written while they are
 * digested; a set that was saved is digested first, and only where something differs its rows are compared with what is there.
 */
export class RowSet {
  readonly #name: RowSetName;
  readonly #saving: Saving;
  readonly #digest = new RowDigest();
  #text: string | undefined;
  /** The fingerprints in the database; what is left at the end is listed no more. */
  #known: Map<string, string> | undefined;
  #changed: (RowFacts & { readonly fingerprint: string })[] = [];

  constructor(name: RowSetName, saving: Saving) {
    this.#name = name;
    this.#saving = saving;
  }

  /** Takes one row; give all of them, in their order. */
  add(facts: RowFacts): Promise<void> | undefined {
    this.#digest.add(facts);
    return this.#isNew ? this.compare(facts) : undefined;
  }

  /** Whether all rows are to be given once more, to `compare`. */
  get isToCompare(): boolean {
    return !this.#isNew && this.#hasChanged;
  }

  /** Writes one row where it differs; there is something to wait for now and then. */
  compare(facts: RowFacts): Promise<void> | undefined {
    if (this.#known === undefined) return this.#load().then(() => this.compare(facts));
    const fingerprint = fingerprintOf(facts);
    const before = this.#known.get(facts.key);
    this.#known.delete(facts.key);
    if (before !== fingerprint) this.#changed.push({ ...facts, fingerprint });
    return this.#changed.length < AT_ONCE ? undefined : this.#flush();
  }

  /** Ends the set. @param isGone whether a row that is not listed any more is removed */
  async complete(isGone: (key: string) => boolean): Promise<void> {
    const { backendId, runId, at: seenAt, savedRows } = this.#saving;
    const { domain, type, set } = this.#name;
    if (this.#isNew || this.#hasChanged) {
      const known = this.#known ?? (await this.#load());
      await this.#flush();
      await savedRows.remove(backendId, type, [...known.keys()].filter(isGone));
    }
    await savedRows.complete(backendId, { domain, type: set, digest: this.#digestText, runId, seenAt });
  }

  get #isNew(): boolean {
    return !this.#saving.before.has(this.#name.set);
  }

  get #hasChanged(): boolean {
    return this.#saving.before.get(this.#name.set) !== this.#digestText;
  }

  get #digestText(): string {
    return (this.#text ??= this.#digest.text());
  }

  async #load(): Promise<Map<string, string>> {
    const { backendId, savedRows } = this.#saving;
    return (this.#known = await savedRows.fingerprints(backendId, this.#name.type));
  }

  async #flush(): Promise<void> {
    const { backendId, at, savedRows } = this.#saving;
    const { domain, type } = this.#name;
    const changed = this.#changed;
    this.#changed = [];
    if (changed.length > 0) await savedRows.save(backendId, { domain, type, at }, changed);
  }
}
