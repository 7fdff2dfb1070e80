import type { ConnectorError } from '../../core/errors.ts';
import {
  APPLIED,
  isNewLimitation,
  OPERATION_KINDS,
  subjectName,
  type DomainName,
} from '../../core/operation.ts';
import {
  appRowsToWrite,
  countNews,
  countOperations,
  countReview,
  planHasChanges,
  planNeedsReview,
  type Plan,
} from '../../core/plan.ts';
import { STOPPED, stopped, type StopCause } from '../../core/cancellation.ts';
import { counted } from '../../core/counted.ts';
import type { RunOutcome, RunStatus } from '../../database/port.ts';

/** How a run ended, in a word and a sentence. */
export interface RunResult {
  readonly status: Exclude<RunStatus, 'running'>;
  readonly message: string;
  /** Set when the run, or a domain of it, broke off. */
  readonly error?: ConnectorError;
  /** What ended the run early. After a stop of the process another run has to finish it; a user's is an answer. */
  readonly stopped?: StopCause;
}

/** What became of the changes of a run. */
export interface RunFacts {
  readonly outcomes: readonly RunOutcome[];
  readonly rows: AppRowsWritten;
  readonly domainErrors: readonly DomainError[];
}

/** What else the message of a run mentions. */
export interface RunRemarks {
  /** How many new changes were left, because the saved plan does not contain them. */
  readonly left?: number;
  /** The backend's row in Odoo had been deleted, and was made again. */
  readonly rowRecreated?: boolean;
}

/** Rows of the Odoo app that a run wrote, and Odoo's words for those it refused. */
export interface AppRowsWritten {
  readonly written: number;
  readonly refused: readonly string[];
  /** Whether some were not sent any more, because the run is to stop. */
  readonly isCutShort?: boolean;
}

/** A domain whose writing broke off. */
export interface DomainError {
  readonly domain: DomainName;
  readonly error: ConnectorError;
}

/**
 * The result of a run that came to its end. `failed`: nothing was applied, and no domain could be read or written;
 * `partial`: something failed or waits for a user; `nothing`: both sides agreed already.
 */
export function summarizeRun(plan: Plan, facts: RunFacts, remarks: RunRemarks = {}): RunResult {
  return addRemarks(resultOf(plan, facts), remarks);
}

function resultOf(plan: Plan, { outcomes, rows, domainErrors }: RunFacts): RunResult {
  const count = (status: RunOutcome['status']) =>
    outcomes.filter((outcome) => outcome.status === status).length;
  const failed = count('failed');
  const skipped = count('skipped');
  const applied = count('applied');
  const operations = plan.domains.flatMap((domain) => domain.operations);
  const unsupported = operations.filter(isNewLimitation).length;
  const unavailable = plan.domains.filter((domain) => domain.failure !== undefined);
  const message = [
    ...firstWords(plan),
    appliedWords(plan, outcomes),
    unlessNone(failed, 'failed'),
    unlessNone(skipped, 'skipped'),
    unlessNone(toReview(plan), 'to review'),
    unlessNone(unsupported, 'not supported by Odoo'),
    applied === 0
      ? unlessNone(rows.written, 'row of the Odoo app written', 'rows of the Odoo app written')
      : '',
    ...unavailable.map((domain) => `${domain.domain} could not be read: ${domain.failure?.message ?? ''}`),
    ...domainErrors.map(({ domain, error }) => `${domain} failed: ${error.message}`),
    rows.refused.length > 0
      ? `Odoo refused ${counted(rows.refused.length, 'row')} of the app: ${rows.refused[0] ?? ''}`
      : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
  const error = domainErrors[0]?.error;
  const broken = unavailable.length + domainErrors.length;
  if (broken > 0 && broken === plan.domains.length && applied === 0) {
    return { status: 'failed', message, ...(error && { error }) };
  }
  // A record that Odoo refuses is no failure of the run, even when it is the only one that had to change.
  if (failed + skipped > 0 || broken > 0 || rows.refused.length > 0 || planNeedsReview(plan)) {
    return { status: 'partial', message: message || 'Something needs review', ...(error && { error }) };
  }
  if (planHasChanges(plan) || rows.written > 0) return { status: 'done', message };
  const rest = message !== '' ? `; ${message}` : ': both sides agree';
  return { status: 'nothing', message: `Nothing to do${rest}` };
}

function addRemarks(result: RunResult, { left = 0, rowRecreated = false }: RunRemarks): RunResult {
  const first =
    left > 0 && result.status === 'nothing' ? 'The saved plan contains nothing to do' : result.message;
  const rest = counted(left, 'new change was left out', 'new changes were left out');
  const parts = [
    first,
    ...(left > 0 ? [rest] : []),
    ...(rowRecreated ? ["the backend's row in Odoo had been deleted and was recreated"] : []),
  ];
  return { ...result, message: parts.join('; ') };
}

/** The result of a run that planned and applied nothing. */
export function summarizePreview(plan: Plan): RunResult {
  const counts = countNews(plan.domains.flatMap(({ operations }) => operations));
  const unavailable = plan.domains.filter((domain) => domain.failure !== undefined);
  const rows = plan.domains.reduce((sum, domain) => sum + appRowsToWrite(domain), 0);
  const words = [
    ...OPERATION_KINDS.filter((kind) => kind !== 'keep' && kind !== 'conflict').map((kind) =>
      unlessNone(counts[kind], kind),
    ),
    unlessNone(rows, 'row of the Odoo app to write', 'rows of the Odoo app to write'),
    unlessNone(toReview(plan), 'to review'),
    ...unavailable.map((domain) => `${domain.domain} could not be read: ${domain.failure?.message ?? ''}`),
  ].filter((part) => part !== '');
  const planned = words.length === 0 ? 'Nothing to do: both sides agree' : `Planned: ${words.join('; ')}`;
  const message = [...firstWords(plan), planned].join('. ');
  if (unavailable.length > 0 && unavailable.length === plan.domains.length)
    return { status: 'failed', message };
  if (planNeedsReview(plan)) return { status: 'partial', message };
  return { status: planHasChanges(plan) ? 'done' : 'nothing', message };
}

/**
 * How a run is recorded that was stopped before its end. An error that came first stays, so that its hint is shown.
 * `planResult` is undefined where the stop came before anything was planned.
 */
export function summarizeInterrupted(
  cause: StopCause,
  { outcomes, planResult }: Pick<RunFacts, 'outcomes'> & { readonly planResult: { plan: Plan } | undefined },
  { error = stopped(cause) }: RunResult,
): RunResult {
  const plan = planResult?.plan;
  const what = cause === 'user' ? 'Stopped by a user' : 'Interrupted';
  const count = (status: RunOutcome['status']) =>
    outcomes.filter((outcome) => outcome.status === status).length;
  const applied = count('applied');
  const status = applied > 0 ? 'partial' : 'failed';
  const unavailable = (plan?.domains ?? []).filter(({ failure }) => failure?.code === STOPPED);
  const left = count('skipped');
  const failed = count('failed');
  const begin =
    applied === 0 ? `${what} before anything was changed` : `${what} after ${counted(applied, 'change')}`;
  const besides = [
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(unavailable.length === 0 ? [] : [`${unavailable.map(({ domain }) => domain).join(', ')} not read`]),
  ];
  const message =
    plan === undefined
      ? `${what} before anything was planned; the next sync starts over`
      : `${begin}${besides.length === 0 ? '' : ` (${besides.join('; ')})`}; the next sync ${left === 0 ? 'continues' : `makes the ${left} that ${left === 1 ? 'is' : 'are'} left`}`;
  return { status, message, error, stopped: cause };
}

/** `1,010 created, 1,280 linked`: a link changes nothing in Odoo, so that the kinds are counted apart. */
function appliedWords({ domains }: Plan, outcomes: readonly RunOutcome[]): string {
  const applied = new Set(
    outcomes.flatMap((outcome) =>
      outcome.status === 'applied' ? [`${outcome.domain} ${subjectName(outcome)}`] : [],
    ),
  );
  const counts = countOperations(
    domains.flatMap(({ domain, operations }) =>
      operations.filter(({ subject }) => applied.has(`${domain} ${subjectName(subject)}`)),
    ),
  );
  const words = Object.entries(APPLIED).map(([kind, word]) =>
    unlessNone(counts[kind as keyof typeof APPLIED], word),
  );
  return words.filter((word) => word !== '').join(', ');
}

/** What waits for a user, in a run that is over or only planned. */
function toReview({ domains }: Plan): number {
  return domains.reduce((sum, domain) => sum + countReview(domain), 0);
}

/** What matters more than how much was done. */
function firstWords({ domains }: Plan): string[] {
  return domains.flatMap(({ notes }) => notes.flatMap(({ summary }) => summary ?? []));
}

/** Words that are the same for one and for several need no plural. */
function unlessNone(count: number, singular: string, plural = singular): string {
  return count === 0 ? '' : counted(count, singular, plural);
}
