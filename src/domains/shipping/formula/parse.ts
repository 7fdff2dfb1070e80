import { notAFormula, tokenize } from './tokens.ts';
import type { Token } from './tokens.ts';
import type { Formula, ParsedFormula, Refusal } from './types.ts';

/** Longer texts are refused: nobody writes them by hand, and reading must take no time worth the name. */
const MAX_CHARACTERS = 1000;
/** How many parentheses and minus signs may be open at once. */
const MAX_DEPTH = 50;

/**
 * Reads a cost text as WooCommerce's flat rate does (`evaluate_cost`, `WC_Eval_Math`): numbers with a point or a comma,
 * `[qty]`, `[cost]`, `[fee]`, `+ - * /`, parentheses, a minus before anything, and a multiplication that is only meant
 * before or after parentheses. Signs that lead nowhere at the ends are dropped, and a text of nothing is 0. What
 * WooCommerce has beyond that by accident (powers, constants, assignments, digits written side by side) is refused.
 *
 * @param decimalSeparator that of the store, which numbers may have beside a point and a comma
 */
export function parseFormula(text: string, decimalSeparator = '.'): ParsedFormula {
  const formula = parse(text, decimalSeparator);
  return 'code' in formula ? { ok: false, refusal: formula } : { ok: true, formula };
}

function parse(text: string, decimalSeparator: string): Formula | Refusal {
  if (text.length > MAX_CHARACTERS) {
    const message = `It is longer than ${MAX_CHARACTERS} characters.`;
    return { code: 'too_long', message, at: MAX_CHARACTERS };
  }
  const tokens = tokenize(text, decimalSeparator);
  if ('code' in tokens) return tokens;
  const trimmed = withoutLooseEnds(tokens);
  return trimmed.length === 0 ? { kind: 'number', value: '0' } : new Parser(trimmed, text.length).parse();
}

function withoutLooseEnds(tokens: readonly Token[]): readonly Token[] {
  const start = tokens.findIndex(({ kind }) => kind !== '+' && kind !== '*' && kind !== '/');
  const end = tokens.findLastIndex(({ kind }) => kind === 'term' || kind === '(' || kind === ')');
  return start === -1 ? [] : tokens.slice(start, end + 1);
}

type Parsed = Formula | Refusal;

/** One method a rule of the grammar; each stops at the first refusal. */
class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens;
    this.#end = end;
  }

  parse(): Parsed {
    const sum = this.#sum();
    const rest = this.#tokens[this.#next];
    return 'code' in sum || rest === undefined ? sum : refuseAfterTerm(rest);
  }

  #sum(): Parsed {
    let left = this.#product();
    while (!('code' in left)) {
      const kind = this.#take('+') ? 'add' : this.#take('-') ? 'subtract' : null;
      if (kind === null) break;
      const right = this.#product();
      if ('code' in right) return right;
      left = { kind, left, right };
    }
    return left;
  }

  #product(): Parsed {
    let left = this.#factor();
    while (!('code' in left)) {
      const kind =
        this.#take('*') || this.#isImplicitProduct() ? 'multiply' : this.#take('/') ? 'divide' : null;
      if (kind === null) break;
      const right = this.#factor();
      if ('code' in right) return right;
      left = { kind, left, right };
    }
    return left;
  }

  /** `2 (3)` and `(2) 3`. Not so `(2) [cost]` and `(2) [fee]`: what represents them may begin with a minus. */
  #isImplicitProduct(): boolean {
    const next = this.#tokens[this.#next];
    if (next?.kind === '(') return true;
    const follows = this.#tokens[this.#next - 1]?.kind === ')';
    return follows && next?.kind === 'term' && (next.term.kind === 'number' || next.term.kind === 'qty');
  }

  #factor(): Parsed {
    const token = this.#tokens[this.#next];
    this.#next += 1;
    if (token === undefined) return notAFormula(this.#end, 'the formula ends where a number is due');
    if (token.kind === 'term') return token.term;
    if (token.kind !== '-' && token.kind !== '(') {
      return notAFormula(token.at, `“${token.kind}” stands where a number is due`);
    }
    if (this.#depth === MAX_DEPTH) {
      const message = `At character ${token.at + 1}: parentheses and signs are nested more than ${MAX_DEPTH} deep.`;
      return { code: 'too_deep', message, at: token.at };
    }
    this.#depth += 1;
    const inner = token.kind === '-' ? this.#negation() : this.#parenthesis(token.at);
    this.#depth -= 1;
    return inner;
  }

  #negation(): Parsed {
    const of = this.#factor();
    return 'code' in of ? of : { kind: 'negate', of };
  }

  #parenthesis(openedAt: number): Parsed {
    const inner = this.#sum();
    if ('code' in inner || this.#take(')')) return inner;
    const rest = this.#tokens[this.#next];
    return rest === undefined
      ? notAFormula(openedAt, 'the parenthesis is never closed')
      : refuseAfterTerm(rest);
  }

  #take(kind: Token['kind']): boolean {
    if (this.#tokens[this.#next]?.kind !== kind) return false;
    this.#next += 1;
    return true;
  }
}

function refuseAfterTerm(token: Token): Refusal {
  return token.kind === 'term'
    ? notAFormula(token.at, `a sign is missing before “${token.text}”`)
    : notAFormula(token.at, `“${token.kind}” stands where no such sign may be`);
}
