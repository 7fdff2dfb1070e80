/** How often time is measured; the least counts, since everything else on a machine only adds to it. */
const RUNS = 3;

/** The least CPU time of this thread in a few runs, in milliseconds; they end with the first one below a limit. */
export function leastMs(work: () => unknown, limit = 0): number {
  let least = Infinity;
  for (let run = 1; run <= RUNS && least >= limit; run += 1) {
    const before = process.threadCpuUsage();
    work();
    const { system, user } = process.threadCpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
