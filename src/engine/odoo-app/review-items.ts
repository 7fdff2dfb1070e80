import { X_REVIEW } from '../../core/app-names.ts';
import type { AppRowModel, AppRow, ExistingAppRows } from '../../core/app-rows.ts';
import { needsReview, subjectName, type DomainName, type RecordRef } from '../../core/operation.ts';
import type { DomainPlan, Plan } from '../../core/plan.ts';
import type { RunOutcome } from '../../database/port.ts';

/** The app's list "To Review": one row per thing that waits for a user, closed when it no longer does. */
export const REVIEW_MODEL: AppRowModel = {
  model: X_REVIEW.model,
  type: 'review',
  columns: [
    X_REVIEW.name,
    X_REVIEW.domain,
    X_REVIEW.type,
    X_REVIEW.key,
    X_REVIEW.reason,
    X_REVIEW.candidates,
    X_REVIEW.record,
  ],
  keyFields: [X_REVIEW.domain, X_REVIEW.type, X_REVIEW.key],
  key: (values) =>
    [values[X_REVIEW.domain], values[X_REVIEW.type], values[X_REVIEW.key]]
      .map((part) => part ?? '')
      .join(' '),
};

/** What waits for a user after a run: conflicts, notes to review, domains that could not be read, refused records. */
export function reviewRows(plan: Plan, outcomes: readonly RunOutcome[]): AppRow[] {
  return plan.domains.flatMap((domain) => [
    ...conflicts(domain),
    ...notes(domain),
    ...failures(domain, outcomes),
  ]);
}

function conflicts(plan: DomainPlan): AppRow[] {
  return plan.operations.filter(needsReview).map(({ subject, reason, candidates, record }) =>
    reviewRow(plan.domain, subject.type, subject.key, {
      [X_REVIEW.name]: subject.label,
      [X_REVIEW.reason]: reason,
      [X_REVIEW.candidates]: (candidates ?? []).map(describeRecord).join('\n'),
      [X_REVIEW.record]: record?.id === undefined ? '' : `${record.model},${record.id}`,
    }),
  );
}

function notes(plan: DomainPlan): AppRow[] {
  const failure = plan.failure ? [{ level: 'review' as const, ...plan.failure }] : [];
  const seen = new Map<string, number>();
  return [...plan.notes, ...failure]
    .filter((note) => note.level === 'review')
    .map(({ code, message, hint }) => {
      // Two notes of one kind are two items.
      const number = (seen.get(code) ?? 0) + 1;
      seen.set(code, number);
      return reviewRow(plan.domain, 'note', number === 1 ? code : `${code} ${number}`, {
        [X_REVIEW.name]: message,
        [X_REVIEW.reason]: hint ?? '',
        [X_REVIEW.candidates]: '',
        [X_REVIEW.record]: '',
      });
    });
}

function failures(plan: DomainPlan, outcomes: readonly RunOutcome[]): AppRow[] {
  const failed = outcomes.filter(
    ({ domain, status }) => domain === plan.domain && (status === 'failed' || status === 'skipped'),
  );
  if (failed.length === 0) return [];
  const labels = new Map(
    plan.operations.map(({ subject }) => [subjectName(subject), subject.label] as const),
  );
  return failed.map(({ type, key, message }) =>
    reviewRow(plan.domain, type, key, {
      [X_REVIEW.name]: labels.get(subjectName({ type, key })) ?? key,
      [X_REVIEW.reason]: message ?? '',
      [X_REVIEW.candidates]: '',
      [X_REVIEW.record]: '',
    }),
  );
}

function reviewRow(
  domain: DomainName,
  type: string,
  key: string,
  values: Readonly<Record<'x_name' | 'x_reason' | 'x_candidates' | 'x_record', string>>,
): AppRow {
  const name = `${domain} ${type} ${key}`;
  return {
    model: REVIEW_MODEL.model,
    key: name,
    values: { ...values, [X_REVIEW.domain]: domain, [X_REVIEW.type]: type, [X_REVIEW.key]: key },
    placement: {},
  };
}

function describeRecord({ model, id, label }: RecordRef): string {
  return `${label ?? ''} (${model} ${id ?? ''})`.trim();
}

/** The items of the domains that were planned; those of others stay as they are. */
export function itemsOf(state: ExistingAppRows, domains: readonly DomainName[]): ExistingAppRows {
  const planned = new Set<string>(domains);
  const rows = (state.rows.get(REVIEW_MODEL.model) ?? []).filter((row) =>
    planned.has(row.values[X_REVIEW.domain] ?? ''),
  );
  return { rows: new Map([[REVIEW_MODEL.model, rows]]) };
}
