/**
 * What the command line answers to the shell. One number means one thing everywhere:
 * 1 failed, or a user declined what the command was called for; else 3 done, but something needs review, differs
 * (`check`) or failed in part; else 2 the plan has changes (`plan` only); else 0. 130: a run was interrupted (Ctrl-C,
 * SIGTERM) before its end, as shells report an interrupt. Where a command shows something and only offers to change it
 * (`shipping merge-twins`, `states rebind`), declining answers as if nothing had been offered.
 */
export const EXIT = { ok: 0, failed: 1, changes: 2, review: 3, interrupted: 130 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
