export const JOURNAL_MODEL = 'account.journal';
export const PAYMENT_TERM_MODEL = 'account.payment.term';
