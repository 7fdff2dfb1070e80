/**
 * When a user asked to stop a check, and the lock that a command keeps while it carries one out: a check with a lock is not
 * the service's to carry out. The same statements serve both databases.
 */
export const proofStop: readonly string[] = [
  `alter table proof add column stop_requested_at text`,
  `alter table proof add column process_lock text`,
];
