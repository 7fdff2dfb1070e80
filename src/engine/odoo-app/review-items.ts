import { X_REVIEW } from '../../core/app-names.ts';
import type { AppRowModel, AppRow, ExistingAppRows } from '../../core/app-rows.ts';
import { subjectName, type DomainName, type RecordRef } from '../../core/operation.ts';
import type { DomainPlan, Note, Plan } from '../../core/plan.ts';
import type { RunOutcome } from '../../database/port.ts';
import { stakeOf, summaryOf } from './review-texts.ts';

/** The app's list "To Review": one row per thing that waits for a user, closed when it no longer does. */
export const REVIEW_MODEL: AppRowModel = {
  model: X_REVIEW.model,
  type: 'review',
  columns: [
    X_REVIEW.name,
    X_REVIEW.summary,
    X_REVIEW.stake,
    X_REVIEW.domain,
    X_REVIEW.type,
    X_REVIEW.key,
    X_REVIEW.reason,
    X_REVIEW.candidates,
    X_REVIEW.record,
    X_REVIEW.rowModel,
    X_REVIEW.rowKey,
    X_REVIEW.left,
    X_REVIEW.leftSynced,
  ],
  inOdooOnly: [
    ...[X_REVIEW.summary, X_REVIEW.stake, X_REVIEW.rowModel, X_REVIEW.rowKey],
    ...[X_REVIEW.left, X_REVIEW.leftSynced],
  ],
  keyFields: [X_REVIEW.domain, X_REVIEW.type, X_REVIEW.key],
  key: (values) =>
    [values[X_REVIEW.domain], values[X_REVIEW.type], values[X_REVIEW.key]]
      .map((part) => part ?? '')
      .join(' '),
};

/** What an item is about. */
interface Item {
  readonly domain: DomainName;
  readonly type: string;
  readonly key: string;
}

/** The key of an item's row. */
export const itemKey = ({ domain, type, key }: Item) => `${domain} ${type} ${key}`;

/**
 * What waits for a user after a run, and what a user left as it is: conflicts, notes to review, domains that could not be
 * read, refused records.
 *
 * @param models the app's rows, which an item leads to where one of them is about the same
 */
export function reviewRows(
  plan: Plan,
  outcomes: readonly RunOutcome[],
  models: readonly AppRowModel[] = [],
): AppRow[] {
  const byType = new Map(models.map((model) => [model.type, model]));
  return plan.domains.flatMap((domain) => [
    ...conflicts(domain, byType),
    ...noteRows(domain),
    ...failures(domain, outcomes, byType),
  ]);
}

/** Whether an item is among those that a user left as it is. */
export const isLeft = ({ values }: AppRow) => values[X_REVIEW.left] === '1';

function conflicts(plan: DomainPlan, byType: ReadonlyMap<string, AppRowModel>): AppRow[] {
  return plan.operations
    .filter(({ kind }) => kind === 'conflict')
    .map(({ subject, reason, candidates, record, left }) =>
      reviewRow({ domain: plan.domain, ...subject }, stakeOf(plan.domain), {
        ...{ name: subject.label, summary: summaryOf(subject, reason), reason, left },
        candidates: (candidates ?? []).map(describeRecord).join('\n'),
        record: record?.id === undefined ? '' : `${record.model},${record.id}`,
        row: rowOf(byType.get(subject.type), subject.key),
      }),
    );
}

/** The notes of a domain that are items, with their keys: two notes of one kind are two items. */
export function reviewNotes({ domain, failure, notes }: DomainPlan): (Item & { readonly note: Note })[] {
  const all = [...notes, ...(failure ? [{ level: 'review' as const, ...failure }] : [])];
  const seen = new Map<string, number>();
  return all
    .filter(({ left, level }) => level === 'review' || left)
    .map((note) => {
      const { code } = note;
      const number = (seen.get(code) ?? 0) + 1;
      seen.set(code, number);
      return { domain, type: 'note', key: number === 1 ? code : `${code} ${number}`, note };
    });
}

function noteRows(plan: DomainPlan): AppRow[] {
  return reviewNotes(plan).map(({ note: { hint, left, message }, ...item }) =>
    reviewRow(item, stakeOf(plan.domain, plan.failure !== undefined), {
      ...{ name: message, summary: message, reason: hint ?? '', left },
    }),
  );
}

function failures(
  plan: DomainPlan,
  outcomes: readonly RunOutcome[],
  byType: ReadonlyMap<string, AppRowModel>,
): AppRow[] {
  const failed = outcomes.filter(
    ({ domain, status }) => domain === plan.domain && (status === 'failed' || status === 'skipped'),
  );
  if (failed.length === 0) return [];
  const labels = new Map(
    plan.operations.map(({ subject }) => [subjectName(subject), subject.label] as const),
  );
  return failed.map(({ type, key, message }) => {
    const label = labels.get(subjectName({ type, key })) ?? key;
    const reason = message ?? 'Odoo did not accept it';
    return reviewRow({ domain: plan.domain, type, key }, 'b_failed', {
      ...{ name: label, summary: summaryOf({ type, label }, reason), reason: message ?? '' },
      row: rowOf(byType.get(type), key),
    });
  });
}

interface Shown {
  readonly name: string;
  readonly summary: string;
  readonly reason: string;
  readonly candidates?: string;
  readonly record?: string;
  readonly row?: Readonly<Record<'model' | 'key', string>> | undefined;
  readonly left?: true | undefined;
}

function reviewRow(item: Item, stake: string, shown: Shown): AppRow {
  const left = shown.left ? '1' : '';
  return {
    model: REVIEW_MODEL.model,
    key: itemKey(item),
    values: {
      [X_REVIEW.name]: shown.name,
      [X_REVIEW.summary]: shown.summary,
      [X_REVIEW.stake]: stake,
      [X_REVIEW.reason]: shown.reason,
      [X_REVIEW.candidates]: shown.candidates ?? '',
      [X_REVIEW.record]: shown.record ?? '',
      [X_REVIEW.rowModel]: shown.row?.model ?? '',
      [X_REVIEW.rowKey]: shown.row?.key ?? '',
      [X_REVIEW.domain]: item.domain,
      [X_REVIEW.type]: item.type,
      [X_REVIEW.key]: item.key,
      [X_REVIEW.left]: left,
      [X_REVIEW.leftSynced]: left,
    },
    placement: {},
  };
}

/** The row about a subject: the values of its key fields, a line each. Keys of two fields have a sign between them. */
function rowOf(model: AppRowModel | undefined, key: string): Shown['row'] {
  if (model === undefined) return undefined;
  const [first = '', second] = model.keyFields;
  if (second === undefined) return { model: model.model, key };
  for (const sign of [':', ' ']) {
    const at = key.indexOf(sign);
    const parts = [key.slice(0, at), key.slice(at + 1)] as const;
    if (at > 0 && model.key({ [first]: parts[0], [second]: parts[1] }) === key)
      return { model: model.model, key: parts.join('\n') };
  }
  return undefined;
}

function describeRecord({ model, id, label }: RecordRef): string {
  return label ?? `${model} ${id ?? ''}`.trim();
}

/** The items of the domains that were planned; those of others stay as they are. */
export function itemsOf(state: ExistingAppRows, domains: readonly DomainName[]): ExistingAppRows {
  const planned = new Set<string>(domains);
  const rows = (state.rows.get(REVIEW_MODEL.model) ?? []).filter((row) =>
    planned.has(row.values[X_REVIEW.domain] ?? ''),
  );
  return { ...state, rows: new Map([[REVIEW_MODEL.model, rows]]) };
}
