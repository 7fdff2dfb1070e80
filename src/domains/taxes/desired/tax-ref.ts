import type { ClassColumn } from './class-columns.ts';

/** A tax as positions, rates and other taxes refer to it. */
export interface TaxRef {
  /** Of its subject: `tax 19-incl-1`. */
  readonly name: string;
  /** Null while it does not exist. */
  readonly id: number | null;
  /** `missing`: a user must decide something before there can be one. */
  readonly state: 'there' | 'pending' | 'missing';
  /** The same in every run and for every backend: the key of one that the connector created, else `#` and its id. */
  readonly text: string;
  /** Its name, for people. */
  readonly label: string;
}

/** A tax on products that positions have to map: the current one of a column, or a former one still on products. */
export interface Source {
  readonly column: ClassColumn;
  readonly ref: TaxRef;
  readonly former: boolean;
  /** Whether prices of what carries it contain it: a former tax keeps what it was made with, and so do its products. */
  readonly included: boolean;
}

/** How remembered positions and external ids name a tax. */
export function taxText(key: string | undefined, id: number): string {
  return key ?? `#${id}`;
}
