/** Whether the last checks of a backend found the two sides to agree, by kind, and whether somebody is to be notified of it. */
const proofNotices = (bool: string) => [
  `create table proof_notice (
    backend_id text not null references backend (id),
    kind text not null check (kind in ('taxes', 'shipping', 'orders')),
    state text not null check (state in ('agree', 'differ')),
    proof_id integer not null,
    pending ${bool},
    tries integer not null default 0,
    next_at text not null,
    primary key (backend_id, kind)
  )`,
];

export const postgresProofNotices: readonly string[] = proofNotices('boolean not null');

export const sqliteProofNotices: readonly string[] = proofNotices(
  'integer not null check (pending in (0, 1))',
).map((statement) => `${statement} strict`);
