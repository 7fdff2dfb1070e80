/** What waits for a person. */
export const review = {
  emptyTitle: 'Nothing needs review',
  emptyText: 'When the store and Odoo leave something open, it is listed here with what you can do about it.',
} as const;
