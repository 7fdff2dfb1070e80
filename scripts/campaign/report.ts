import { writeFileSync } from 'node:fs';

export interface CampaignReport {
  readonly passed: number;
  /** What was wrong, for people: one text for each run that failed. */
  readonly failures: readonly string[];
  /** Milliseconds since 1970. */
  readonly startTime: number;
  readonly endTime: number;
}

/** Writes the report that `sum-reports.ts` adds to those of the tests: each run counts as one. */
export function writeReport(file: string, { endTime, failures, passed, startTime }: CampaignReport): void {
  const success = failures.length === 0 && passed > 0;
  const assertions = failures.map(() => ({ status: 'failed' }));
  const report = {
    ...{
      numPassedTests: passed,
      numFailedTests: failures.length,
      numPendingTests: 0,
      numTodoTests: 0,
      success,
    },
    testResults: [
      {
        ...{ name: 'scripts/campaign.ts', status: success ? 'passed' : 'failed', startTime, endTime },
        ...{ message: failures.join('\n'), assertionResults: assertions },
      },
    ],
  };
  writeFileSync(file, JSON.stringify(report));
}
