/** Prints the peak memory of a process when it ends, in KB; who started it cannot ask afterwards. */
const REPORT = `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS + '\\n'));`;

/** Arguments of Node with which a process reports its own peak memory on standard error; nothing else of it changes. */
export const REPORT_PEAK = ['--import', `data:text/javascript,${encodeURIComponent(REPORT)}`] as const;

/** The most memory that the process held at once (resident set), in MB. @throws Error when it did not report it */
export function peakMbOf(errors: string): number {
  const peak = /^peak (\d+)$/mu.exec(errors)?.[1];
  if (peak === undefined) throw new Error('a process did not report its peak memory');
  return Math.round(Number(peak) / 1024);
}
