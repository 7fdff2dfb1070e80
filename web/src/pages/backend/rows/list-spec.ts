import type { Row } from '../../../api/types.ts';
import type { Speech } from './value-text.ts';

/** How a list is shown. */
export interface ListSpec {
  /** `tax_rate` */
  readonly type: string;
  /** Values that have a column of their own. */
  readonly columns?: readonly ValueColumn[];
  /** What is below the name of a row; absent: nothing. */
  readonly below?: (row: Row, speech: Speech) => string;
  /** Whether its rows have a record in Odoo, or are shown in the WooCommerce app alone. */
  readonly hasRecord: boolean;
}

/** A value with a column. */
export interface ValueColumn {
  /** `rate` */
  readonly name: string;
  readonly width: number;
  readonly align?: 'right';
  /** Absent: as `valueText` writes it. */
  readonly text?: (row: Row, speech: Speech) => string;
  /** Shown on a phone, too. */
  readonly onPhone?: true;
}
