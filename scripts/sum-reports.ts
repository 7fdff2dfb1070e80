// Adds up the JSON reports of test runs in a folder: prints each failed test, the ten files that took longest and one closing line. Fails when a test
// failed, when none ran, or when a report is missing or damaged.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';

const report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      startTime: z.number(),
      endTime: z.number(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string().default(''),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder of the reports');
const reports = readdirSync(folder).map((name) => {
  return report.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
});
const sum = (count: (entry: z.infer<typeof report>) => number) =>
  reports.reduce((total, entry) => total + count(entry), 0);
const passed = sum((entry) => entry.numPassedTests);
const failed = sum((entry) => entry.numFailedTests);
const skipped = sum((entry) => entry.numPendingTests + entry.numTodoTests);
// A file that could not be loaded, prepared or cleared up has no failed test, but no success either.
const broken = reports
  .flatMap(({ testResults }) => testResults)
  .filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
  );
for (const { name, message } of broken) {
  console.log(`failed outside its tests: ${relative('.', name)}: ${message.split('\n')[0] ?? ''}`);
}
for (const { name, assertionResults } of reports.flatMap(({ testResults }) => testResults)) {
  for (const { status, fullName, failureMessages } of assertionResults) {
    if (status !== 'failed') continue;
    console.log(`failed: ${relative('.', name)}: ${fullName}`);
    console.log(`        ${failureMessages?.[0]?.split('\n')[0] ?? ''}`);
  }
}
const slowest = reports
  .flatMap(({ testResults }) => testResults)
  .map(({ name, startTime, endTime }) => ({ name, seconds: (endTime - startTime) / 1000 }))
  .sort((a, b) => b.seconds - a.seconds)
  .slice(0, 10);
console.log('slowest files:');
for (const { name, seconds } of slowest) {
  console.log(`${seconds.toFixed(1).padStart(8)} s  ${relative('.', name)}`);
}
console.log(
  [
    `${passed} passed`,
    `${failed} failed`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(broken.length > 0 ? [`files that failed outside their tests: ${broken.length}`] : []),
  ].join(', '),
);
if (passed === 0 || failed > 0 || skipped > 0 || !reports.every((entry) => entry.success))
  process.exitCode = 1;
