/** When a user asked to stop a run: the process that carries it out looks here. The same statement serves both databases. */
export const runStop: readonly string[] = [`alter table run add column stop_requested_at text`];
