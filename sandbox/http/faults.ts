import type { Json } from '../json.ts';
import { htmlAnswer } from './exchange.ts';
import type { SandboxAnswer } from './exchange.ts';
import type { RequestTraits } from './request-log.ts';

/**
 * What goes wrong:
 *
 * - `delay`       the answer comes `ms` later
 * - `cut`         the connection is closed before the request is handled
 * - `hang`        nothing is ever answered, and the request is not handled
 * - `lostAnswer`  the request is handled and what it changed stays, then the connection is closed
 * - `hangAfter`   the request is handled and what it changed stays, then nothing is ever answered
 * - `status`      another status (429, 503, …) with its headers and body, and the request is not handled
 * - `html`        a page of HTML instead of the answer, and the request is not handled
 * - `noise`       text before the answer's JSON: a PHP warning by default, `\ufeff` for a byte order mark
 * - `truncate`    the answer ends after `bytes` characters of its body (by default half of it)
 */
export type FaultAction =
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'cut' | 'hang' | 'lostAnswer' | 'hangAfter' }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** Text goes out as it is, anything else as JSON. */
      readonly body?: Json;
    }
  | { readonly kind: 'html'; readonly status?: number }
  | { readonly kind: 'noise'; readonly text?: string }
  | { readonly kind: 'truncate'; readonly bytes?: number };

/** Which requests a fault may strike; every field given must fit. */
export interface FaultFilter {
  /** A part of the path. */
  readonly path?: string;
  /** The HTTP method. */
  readonly method?: string;
  /** The Odoo model, with Odoo only. */
  readonly model?: string;
  /** The Odoo method (`load`, `authenticate`), with Odoo only. */
  readonly call?: string;
  /** A key in the context of an Odoo call: what a server action is given (`woo_rows`). */
  readonly context?: string;
}

/** One fault: the `at`-th matching request since it was set (1 when absent), or every one from there on. */
export interface Fault {
  readonly action: FaultAction;
  readonly at?: number;
  readonly always?: boolean;
  readonly only?: FaultFilter;
}

const PHP_WARNING =
  '<br />\n<b>Warning</b>:  Undefined array key "sandbox" in <b>/srv/plugins/broken/broken.php</b> on line <b>7</b><br />\n';

/** The faults that are set, each with its own count of the requests that matched it. */
export class FaultBox {
  #armed: { fault: Fault; seen: number }[] = [];

  add(fault: Fault): void {
    this.#armed.push({ fault, seen: 0 });
  }

  clear(): void {
    this.#armed = [];
  }

  /** Whether a request may be struck. */
  get isArmed(): boolean {
    return this.#armed.some(({ fault, seen }) => fault.always === true || seen < (fault.at ?? 1));
  }

  /** Counts the request on every fault and answers the first one that strikes it. */
  strike(traits: RequestTraits): FaultAction | null {
    let struck: FaultAction | null = null;
    for (const entry of this.#armed) {
      if (!matches(entry.fault.only ?? {}, traits)) continue;
      entry.seen += 1;
      const at = entry.fault.at ?? 1;
      if (entry.seen === at || (entry.fault.always === true && entry.seen > at)) {
        struck ??= entry.fault.action;
      }
    }
    return struck;
  }
}

function matches(filter: FaultFilter, traits: RequestTraits): boolean {
  return (
    (filter.path === undefined || traits.path.includes(filter.path)) &&
    (filter.method === undefined || traits.method === filter.method) &&
    (filter.model === undefined || traits.model === filter.model) &&
    (filter.call === undefined || traits.call === filter.call) &&
    (filter.context === undefined || (traits.context ?? {})[filter.context] !== undefined)
  );
}

/** The answer of a fault that stands in for the server's own; null when the server must answer itself. */
export function answerInstead(action: FaultAction): SandboxAnswer | null {
  if (action.kind === 'html') {
    return htmlAnswer(action.status ?? 200, 'Please wait', 'The sandbox answers this page instead of JSON.');
  }
  if (action.kind !== 'status') return null;
  const { body } = action;
  const text = typeof body === 'string';
  return {
    status: action.status,
    headers: {
      'Content-Type': text ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
      ...action.headers,
    },
    body: text ? body : JSON.stringify(body ?? { code: 'sandbox_fault' }),
  };
}

/** What a fault makes of the server's own answer. */
export function damage(action: FaultAction, answer: SandboxAnswer): SandboxAnswer {
  if (action.kind === 'noise') return { ...answer, body: (action.text ?? PHP_WARNING) + answer.body };
  if (action.kind === 'truncate') {
    const bytes = action.bytes ?? Math.floor(answer.body.length / 2);
    return { ...answer, body: answer.body.slice(0, bytes) };
  }
  return answer;
}
