/** What a run kept as it was is counted by domain, no longer listed. */
export const keptCounts: readonly string[] = [`alter table run add column kept text not null default '{}'`];
