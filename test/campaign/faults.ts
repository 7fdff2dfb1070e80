import type { Fault as SandboxFault } from '../../sandbox/index.ts';

/** One of the two servers. */
export type Side = 'store' | 'odoo';

/** Where in a run something happens: the share (0 to 1) of the requests, or statements, that an undisturbed run needs. */
export interface Moment {
  readonly on: Side;
  readonly at: number;
}

/** What goes wrong, or changes, during one sync. Data only, so that a list of them can be printed and read back. */
export type Fault =
  /** A server answers something else, late or not at all: once, or from then on. */
  | (Moment & {
      readonly kind: 'answer';
      readonly what: string;
      readonly action: SandboxFault['action'];
      readonly lasting: boolean;
      /** Only requests whose path contains this. */
      readonly path?: string;
    })
  /** The process of the connector ends at once; `handled`: after the server, or the database, did what it was asked. */
  | {
      readonly kind: 'kill';
      readonly on: Side | 'database';
      readonly at: number;
      readonly handled: boolean;
    }
  /** A server is started again: one request is cut, and the next ones find nobody. */
  | (Moment & { readonly kind: 'restart'; readonly handled: boolean; readonly refused: number })
  /** The disk of the database is full from a statement on. */
  | { readonly kind: 'disk'; readonly at: number }
  /** The clock of the connector's machine jumps, and is right again before the last sync. */
  | (Moment & { readonly kind: 'clock'; readonly seconds: number })
  /** What the store counts in `X-WP-Total`. */
  | { readonly kind: 'totals'; readonly totals: 'page' | 'languages' }
  /** Another sync of the backend is started meanwhile. */
  | (Moment & { readonly kind: 'twice' })
  /** The merchant changes the store meanwhile, or a person something in Odoo. */
  | (Moment & { readonly kind: 'change'; readonly change: string })
  | (Moment & { readonly kind: 'person'; readonly edit: string });

/** A fault in a few words. */
export function describeFault(fault: Fault): string {
  if (fault.kind === 'totals') return `totals count the ${fault.totals}`;
  const where = 'on' in fault ? `${fault.on} ${percentOf(fault.at)}` : `database ${percentOf(fault.at)}`;
  switch (fault.kind) {
    case 'answer':
      return `${fault.what}${fault.lasting ? ' from' : ' at'} ${where}${fault.path === undefined ? '' : ` (${fault.path})`}`;
    case 'kill':
      return `killed ${fault.handled ? 'after' : 'before'} ${where}`;
    case 'restart':
      return `restart at ${where}, ${fault.refused} refused`;
    case 'clock':
      return `clock ${fault.seconds} s at ${where}`;
    case 'change':
      return `store: ${fault.change} at ${where}`;
    case 'person':
      return `person: ${fault.edit} at ${where}`;
    default:
      return `${fault.kind} at ${where}`;
  }
}

const percentOf = (share: number) => `${Math.round(share * 100)}%`;
