/**
 * What users decided with runs that they asked for over the API (a JSON list of what and when), and whether syncs may have
 * fiscal positions of the chart of accounts replace the taxes of products. The same statements serve both databases.
 */
export const runChoices: readonly string[] = [
  `alter table asked_run add column choices text not null default '[]'`,
  `alter table backend add column tax_chart_positions text not null default 'ask'
    check (tax_chart_positions in ('ask', 'map'))`,
];
