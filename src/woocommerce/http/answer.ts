import type { Content } from './body.ts';

/** WordPress' own description of a failure. Codes are the same in every language, messages are not. */
export interface StoreError {
  readonly code: string;
  /** One line of plain text, without keys: it may be cut and shown. */
  readonly message: string;
}

/** A complete answer, whatever it shows. */
export interface Answer {
  readonly status: number;
  /** Where it came from, without the query. */
  readonly address: string;
  header(name: string): string | null;
  readonly content: Content;
  /** Set when the answer is an error in WordPress' form. */
  readonly error: StoreError | null;
  /** The first characters, fit for a message. */
  readonly excerpt: string;
}
