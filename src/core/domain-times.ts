import type { DomainName } from './operation.ts';

/** How long one domain took, in milliseconds: reading each side, and writing records and rows. */
export interface DomainTime {
  readonly storeMs: number;
  readonly odooMs: number;
  readonly writeMs: number;
}

/** By domain; empty for a run that did not end by itself, and for those of earlier versions. */
export type DomainTimes = Readonly<Partial<Record<DomainName, DomainTime>>>;
