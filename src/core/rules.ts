/**
 * By what an operation was decided. These words are printed, shown in the app (`x_rule`) and remembered with a binding;
 * what the connector does depends on the other fields of an operation, never on them.
 */
export const RULES = [
  ...['choice', 'no choice', 'binding', 'external id', 'code', 'crosswalk', 'name', 'made', 'new'],
  ...[
    'default sale tax',
    'percentage',
    'ambiguous',
    'several',
    'changed',
    'archived',
    'deleted',
    'moved',
    'shared',
  ],
  ...['missing', 'inactive', 'no external id', 'switched off', 'short list', 'zone unreadable', 'unreadable'],
  ...['country', 'format', 'place', 'class', 'tax', 'product', 'waits', 'vanished', 'unseen', 'back', 'same'],
  ...['disabled', 'unused', 'plugin', 'module', 'formula', 'currency', 'rate', 'company', 'journal type'],
  ...['negative', 'unlikely', 'fiscal country', 'tax group', 'account', 'type'],
  ...['city', 'zip_plus_4', 'letter_range', 'lower_case_zip', 'postcode_unreadable', 'no_country'],
  ...['too_many_positions', 'similar', 'many', 'shipping_inherit', 'included_compound', 'included_rounding'],
  'position order',
] as const;

export type Rule = (typeof RULES)[number];
