/** What Odoo calls the kinds of journal that money comes in through; `credit` is there since 18. */
export const MONEY_JOURNALS = ['bank', 'cash', 'credit'];

/** A journal of the backend's company, archived or not. */
export interface Journal {
  readonly id: number;
  readonly name: string;
  /** Its short code: `BNK1`. */
  readonly code: string;
  /** `bank`, `cash`, `credit`, `sale`, `purchase`, `general`. */
  readonly type: string;
  readonly active: boolean;
}

/** What Odoo reports that matters to payments. */
export interface OdooPayments {
  readonly company: string;
  readonly journals: readonly Journal[];
}

/** Whether Odoo lets payments be booked in a journal (`account.payment`). */
export function takesPayments({ active, type }: Journal): boolean {
  return active && MONEY_JOURNALS.includes(type);
}
