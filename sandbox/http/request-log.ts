import type { Json, JsonObject } from '../json.ts';

/** What a request is about, before it is handled. Holds no key and no password. */
export interface RequestTraits {
  readonly method: string;
  readonly path: string;
  /** The query string without keys and signatures. */
  readonly query: string;
  /** Odoo only: the model and method called; `common.authenticate` has no model. */
  readonly model?: string;
  readonly call?: string;
  /** Odoo only: positional and named arguments, without `context`. */
  readonly args?: Json;
  /** Odoo only: the context that came along; absent when none did. */
  readonly context?: JsonObject;
}

/** One line of the log. */
export interface LoggedRequest extends RequestTraits {
  /** 1 for the first request since the last reset. */
  readonly number: number;
  /** Null when no answer was sent. */
  readonly status: number | null;
  /** How many records the request changed for good. */
  readonly changes: number;
  /** The kind of the fault that struck it. */
  readonly fault?: string;
}

/** How many requests came in since the last reset. */
export interface RequestCounts {
  readonly total: number;
  /** Requests that changed something. */
  readonly writes: number;
  /** Records changed. */
  readonly changes: number;
  /** By `GET /path`, with Odoo by `model.method`. */
  readonly by: Readonly<Record<string, number>>;
}

const SECRET = /^(consumer_key|consumer_secret|oauth_.*|password|api_key)$/i;

/** The query string as it may be shown: keys and signatures are gone. */
export function withoutSecrets(query: string): string {
  const pairs = query.split('&').filter((pair) => !SECRET.test(decodeName(pair.split('=')[0] ?? '')));
  return pairs.join('&');
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The requests since the last reset. */
export class RequestLog {
  #entries: LoggedRequest[] = [];
  #started = 0;
  #underWay = 0;
  #mostAtOnce = 0;
  #waiting: { readonly due: () => boolean; readonly resolve: () => void }[] = [];

  /** A request has come in: it gets its number at once, its line when it is done. */
  begin(): number {
    this.#started += 1;
    this.#underWay += 1;
    this.#mostAtOnce = Math.max(this.#mostAtOnce, this.#underWay);
    this.#wake();
    return this.#started;
  }

  end(entry: LoggedRequest): void {
    this.#entries.push(entry);
    this.#underWay -= 1;
    this.#wake();
  }

  /** How many requests were under way at once since the last reset, at most. */
  mostAtOnce(): number {
    return this.#mostAtOnce;
  }

  reset(): void {
    this.#entries = [];
    this.#started = 0;
    this.#mostAtOnce = this.#underWay;
  }

  /** Puts the lines of a log back that was read before. */
  replay(entries: readonly LoggedRequest[]): void {
    this.reset();
    this.#entries = [...entries];
    this.#started = entries.length;
    this.#wake();
  }

  /** In the order in which the requests came in. */
  entries(): LoggedRequest[] {
    return this.#entries.toSorted((a, b) => a.number - b.number);
  }

  counts(): RequestCounts {
    const by: Record<string, number> = {};
    let writes = 0;
    let changes = 0;
    for (const entry of this.#entries) {
      const name =
        entry.call === undefined
          ? `${entry.method} ${entry.path}`
          : [entry.model, entry.call].filter((part) => part !== undefined).join('.');
      by[name] = (by[name] ?? 0) + 1;
      if (entry.changes > 0) writes += 1;
      changes += entry.changes;
    }
    return { total: this.#started, writes, changes, by };
  }

  /** Resolves as soon as `count` requests have come in since the last reset. */
  reached(count: number): Promise<void> {
    return this.#when(() => this.#started >= count);
  }

  /** Resolves as soon as `count` requests since the last reset were struck by a fault, and are done with. */
  struck(count: number): Promise<void> {
    return this.#when(() => this.#entries.filter((entry) => entry.fault !== undefined).length >= count);
  }

  async #when(due: () => boolean): Promise<void> {
    if (due()) return;
    await new Promise<void>((resolve) => this.#waiting.push({ due, resolve }));
  }

  #wake(): void {
    const due = this.#waiting.filter((waiter) => waiter.due());
    this.#waiting = this.#waiting.filter((waiter) => !due.includes(waiter));
    for (const waiter of due) waiter.resolve();
  }
}
