/** Whether a sync may move positions of the chart of accounts on Odoo 19. The same statement serves both databases. */
export const positionOrder: readonly string[] = [
  `alter table backend add column tax_position_order text not null default 'ask'
    check (tax_position_order in ('ask', 'align'))`,
];
