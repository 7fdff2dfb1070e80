import type { RowStatus } from './types.ts';

/** Which rows of a list are shown. */
export interface RowsAsked {
  readonly type: string;
  readonly status?: readonly RowStatus[] | undefined;
  /** `country:US`; several must all match. */
  readonly filter?: readonly string[] | undefined;
  readonly search?: string | undefined;
  readonly sort?: string | undefined;
}
