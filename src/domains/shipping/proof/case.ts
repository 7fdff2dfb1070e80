import type { PlanInput } from '../../../core/domain.ts';
import type { Operation } from '../../../core/operation.ts';
import type { Note } from '../../../core/plan.ts';
import type { CarrierAnswer, ShippingAnswers, ShippingProbe } from '../../../core/shipping-proof.ts';
import type { Money } from '../explain/money.ts';
import type { OdooShipping, StoreShipping } from '../facts.ts';
import type { MethodOffer, StoreOffers } from '../woocommerce-rules/types.ts';

/** The type of a method that the store no longer lists. */
export const GONE = 'gone';

/** What the causes are found by. */
export interface CauseInput {
  readonly input: PlanInput<StoreShipping, OdooShipping>;
  /** Of a plan that was made now. */
  readonly operations: readonly Operation[];
  /** Why the plan leaves all or removals as they are, where it does. */
  readonly frozen: Note | undefined;
  readonly money: Money;
  /** What our rules make of the store's zones for the basket, and of Odoo's carriers. */
  readonly judged: StoreOffers;
  readonly answers: readonly CarrierAnswer[];
}

/** One question with what is known of its method. */
export interface Case extends CauseInput {
  readonly probe: ShippingProbe;
  readonly given: ShippingAnswers;
  /** What was planned for the method, and for its parts; absent where the plan does not know it. */
  readonly operation: Operation | undefined;
  readonly all: readonly Operation[];
  /** What our rules show of the method in the store; absent where the address lies in another zone. */
  readonly rule: MethodOffer | undefined;
  /** The first delivery method that Odoo offers for it. */
  readonly offer: CarrierAnswer | undefined;
}
