import type { Json } from '../../json.ts';

/** How names that represent a call are answered: `ref('x')`, `Command.link(1)`. Throws where there is no such call. */
export type PythonCalls = (name: string, args: readonly Json[]) => Json;

const NO_CALLS: PythonCalls = (name) => {
  throw new SyntaxError(`malformed node or string: ${name}`);
};

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' };

/**
 * Reads the subset of Python in which manifests and `eval` attributes are written: text, numbers, True, False, None,
 * lists, tuples (as lists), dicts with text keys, `#` comments, and the calls it is given. Throws SyntaxError.
 */
export function readPython(source: string, calls: PythonCalls = NO_CALLS): Json {
  const reader = new PythonReader(source, calls);
  const value = reader.value();
  reader.end();
  return value;
}

class PythonReader {
  readonly #source: string;
  readonly #calls: PythonCalls;
  #at = 0;

  constructor(source: string, calls: PythonCalls) {
    this.#source = source;
    this.#calls = calls;
  }

  end(): void {
    this.#skip();
    if (this.#at < this.#source.length) throw this.#wrong();
  }

  value(): Json {
    this.#skip();
    const next = this.#source.charAt(this.#at);
    if (next === '[') return this.#list('[', ']');
    if (next === '(') return this.#tuple();
    if (next === '{') return this.#dict();
    if (next === '"' || next === "'") return this.#texts();
    const number = this.#take(/[-+]?(\d+\.?\d*|\.\d+)/y);
    if (number !== null) return Number(number);
    const name = this.#take(/[A-Za-z_][\w.]*/y);
    if (name === 'True') return true;
    if (name === 'False') return false;
    if (name === 'None') return null;
    if (name !== null && this.#peek('(')) return this.#calls(name, this.#list('(', ')'));
    throw this.#wrong();
  }

  /** Brackets around one value are only brackets. */
  #tuple(): Json {
    const start = this.#at;
    const items = this.#list('(', ')');
    const [only] = items;
    const comma = /,\s*\)$/.test(this.#source.slice(start, this.#at));
    return items.length === 1 && only !== undefined && !comma ? only : items;
  }

  #list(open: string, close: string): Json[] {
    this.#expect(open);
    const items: Json[] = [];
    while (!this.#peek(close)) {
      items.push(this.value());
      if (!this.#peek(close)) this.#expect(',');
    }
    this.#expect(close);
    return items;
  }

  #dict(): Json {
    this.#expect('{');
    const entries: [string, Json][] = [];
    while (!this.#peek('}')) {
      const key = this.value();
      if (typeof key !== 'string') throw this.#wrong();
      this.#expect(':');
      entries.push([key, this.value()]);
      if (!this.#peek('}')) this.#expect(',');
    }
    this.#expect('}');
    return Object.fromEntries(entries);
  }

  /** Texts beside each other are one text. */
  #texts(): string {
    let text = '';
    while (this.#peek('"') || this.#peek("'")) text += this.#text();
    return text;
  }

  #text(): string {
    const quote = this.#take(/"""|'''|"|'/y) ?? '';
    let text = '';
    while (!this.#source.startsWith(quote, this.#at)) {
      const next = this.#source.charAt(this.#at);
      if (next === '' || (next === '\n' && quote.length === 1)) throw this.#wrong();
      if (next === '\\') {
        const escaped = this.#source.charAt(this.#at + 1);
        text += ESCAPES[escaped] ?? escaped;
      } else text += next;
      this.#at += next === '\\' ? 2 : 1;
    }
    this.#at += quote.length;
    return text;
  }

  #skip(): void {
    this.#take(/(\s|#[^\n]*)+/y);
  }

  #peek(text: string): boolean {
    this.#skip();
    return this.#source.startsWith(text, this.#at);
  }

  #expect(text: string): void {
    if (!this.#peek(text)) throw this.#wrong();
    this.#at += text.length;
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#source) ?? [];
    this.#at += found?.length ?? 0;
    return found ?? null;
  }

  #wrong(): SyntaxError {
    return new SyntaxError(`invalid syntax at character ${this.#at} of ${this.#source.slice(0, 200)}`);
  }
}
