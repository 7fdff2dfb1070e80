import type { OdooIdentity } from '../port.ts';

/** One method call, independent of how it travels. */
export interface Invocation {
  readonly model: string;
  readonly method: string;
  /** The records to call it on. Absent for methods of the model; `[]` calls a record method on none. */
  readonly ids?: readonly number[];
  /** In the order of the method's signature. */
  readonly args?: Readonly<Record<string, unknown>>;
  /**
   * JSON-RPC passes `args` by position. Needed for `create`, whose server side looks at its first positional
   * argument, and for `write`, whose parameter apps name as they like. JSON-2 always passes by name.
   */
  readonly byPosition?: boolean;
  readonly context: Readonly<Record<string, unknown>>;
}

/** How calls travel. Throws `OdooError`; what it returns is not yet validated. */
export interface Protocol {
  readonly name: OdooIdentity['protocol'];
  invoke(invocation: Invocation): Promise<unknown>;
}

/** For messages: `load on res.country.state`. */
export function describeCall(call: { readonly model: string; readonly method: string }): string {
  return `${call.method} on ${call.model}`;
}
