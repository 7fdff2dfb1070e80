/** A tax as positions, rates and other taxes refer to it. */
export interface TaxRef {
  /** Of the subject that stands for it: `tax 19-incl-1`. */
  readonly name: string;
  /** Null while it does not exist. */
  readonly id: number | null;
  /** `missing`: a person must decide something before there can be one. */
  readonly state: 'there' | 'pending' | 'missing';
  /** The same in every run and for every backend: the key of one of ours, else `#` and its id. */
  readonly text: string;
  /** Its name, for people. */
  readonly label: string;
}

/** How a tax is told in what is remembered of positions. */
export function taxText(key: string | undefined, id: number): string {
  return key ?? `#${id}`;
}
