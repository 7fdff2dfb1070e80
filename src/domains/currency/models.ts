export const CURRENCY_MODEL = 'res.currency';
