/** Why a run failed, with what to do, beside its message. The same statements serve both databases. */
export const runProblem: readonly string[] = [
  `alter table run add column code text`,
  `alter table run add column hint text`,
];
