import type { Finding } from '../../../core/bind.ts';
import type { OdooState } from '../facts.ts';

/** Where a state of the store belongs in Odoo, and which rule decided it. */
export type StateMatch =
  | (Finding & {
      readonly kind: 'bound';
      readonly state: OdooState;
      /** Whether the connector created the record for this state. */
      readonly isOwn: boolean;
      /** Found by its code alone, whatever its name is. */
      readonly byCode?: true;
    })
  | {
      readonly kind: 'ambiguous';
      readonly candidates: readonly OdooState[];
      readonly reason: string;
      /** The record that the code alone would give, and that seems to be another place. */
      readonly doubts?: number;
    }
  | {
      readonly kind: 'none';
      readonly reason: string;
      /** Odoo is known not to have this place, whatever it has under a similar name. */
      readonly isKnown?: true;
    };

/** What earlier runs bound the states of one country to, by the store's code, listed today or not. */
export interface RememberedStates {
  readonly ids: ReadonlyMap<string, number>;
  /** The codes for which a user chose the record. */
  readonly chosen: ReadonlySet<string>;
}
