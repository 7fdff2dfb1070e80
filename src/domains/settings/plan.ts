import { X_ROW } from '../../core/app-names.ts';
import type { PlanInput } from '../../core/domain.ts';
import type { ExistingAppRow } from '../../core/app-rows.ts';
import { HIDDEN_VALUE } from '../../core/hidden-values.ts';
import type { ExistingRecord, FieldChange, Operation, Subject } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import { sortOperations } from '../../core/plan.ts';
import { canonicalText } from '../../core/text.ts';
import type { SettingFacts, SettingRow } from './facts.ts';
import { rowValues, SETTING_MODEL } from './app/rows.ts';
import { compareSettings, settingNotes } from './notes.ts';
import { HIDDEN_TYPE, keyParts, settingRows } from './rows.ts';
import { X_SETTING } from './app/names.ts';

/** What the columns are called in reports of changes. */
const FIELD_NAMES: Readonly<Record<string, string>> = {
  [X_SETTING.value]: 'value',
  [X_SETTING.default]: 'default',
  [X_ROW.name]: 'label',
  [X_SETTING.type]: 'type',
  [X_SETTING.taxPolicy]: 'tax policy',
};

/**
 * Plans the rows of the app that show the store's settings: one operation per setting. Without the app there is nothing
 * a setting could be written to, and nothing is planned. Pure; the order of the lists does not matter.
 */
export function planSettings(input: PlanInput<SettingFacts, null>): DomainPlan {
  const { mirror, store } = input;
  if (mirror === null) return { domain: 'settings', operations: [], notes: settingNotes(store) };
  const found = mirror.rows.get(SETTING_MODEL.model) ?? [];
  const byKey = new Map(found.map((row) => [row.key, row]));
  const rows = settingRows(store);
  const listed = new Set(rows.map((row) => row.key));
  const vanished = found.filter((row) => row.active && !listed.has(row.key));
  const { notes, removals } = compareSettings(store, {
    listed: rows.length,
    vanished: vanished.map((row) => row.key),
    input,
  });
  const operations = [
    ...rows.map((row) => planRow(row, byKey.get(row.key), input)),
    ...vanished.map((row) => (removals === 'withheld' ? keepUnseen(row, input) : archive(row, input))),
  ];
  return {
    domain: 'settings',
    operations: sortOperations(operations, [SETTING_MODEL.type]),
    notes,
    removals,
  };
}

function planRow(
  row: SettingRow,
  before: ExistingAppRow | undefined,
  { store }: PlanInput<SettingFacts, null>,
): Operation {
  const subject: Subject = {
    type: SETTING_MODEL.type,
    key: row.key,
    label: row.label,
    group: store.groups[row.group] || row.group,
  };
  const { model } = SETTING_MODEL;
  if (before === undefined) {
    return { kind: 'create', subject, record: { model }, rule: 'new', reason: 'not in the app yet' };
  }
  const record = { model, id: before.id };
  const changes = changesOf(row, before);
  if (changes.length > 0) {
    const names = changes.map((change) => change.field).join(', ');
    return {
      kind: 'update',
      subject,
      record,
      rule: 'changed',
      reason: `the store's ${names} changed`,
      changes,
      ...(becameSecret(row, before) && { isNowSecret: true }),
    };
  }
  if (!before.active) {
    return { kind: 'update', subject, record, rule: 'back', reason: 'the store lists it again', changes };
  }
  return { kind: 'keep', subject, record, rule: 'same', reason: 'both sides agree' };
}

/** What differs, in the order in which it matters. Differences in form are none, as for every row of the app. */
function changesOf(row: SettingRow, before: ExistingAppRow): FieldChange[] {
  const values = rowValues(row);
  // What has become a secret is not shown once more while it is removed.
  const wasOpen = becameSecret(row, before);
  return Object.entries(FIELD_NAMES).flatMap(([column, field]) => {
    const from = before.values[column] ?? '';
    const to = values[column] ?? '';
    if (canonicalText(from) === canonicalText(to)) return [];
    const isValue = column === X_SETTING.value || column === X_SETTING.default;
    const shown = wasOpen && isValue ? HIDDEN_VALUE : from;
    return [{ field, from: shown, to }];
  });
}

const becameSecret = (row: SettingRow, before: ExistingAppRow): boolean =>
  row.type === HIDDEN_TYPE && before.values[X_SETTING.type] !== HIDDEN_TYPE;

function archive(row: ExistingAppRow, { store }: PlanInput<SettingFacts, null>): Operation {
  const [group] = keyParts(row.key);
  const reason = store.skipped.includes(group)
    ? 'e-mail templates are no longer read; its row is archived'
    : 'the store no longer lists it; its row is archived';
  return { ...unlisted(row, store), kind: 'archive', rule: 'vanished', reason };
}

function keepUnseen(row: ExistingAppRow, { store }: PlanInput<SettingFacts, null>): Operation {
  const reason = 'it is missing from an incomplete read; its row is left unchanged';
  return { ...unlisted(row, store), kind: 'keep', rule: 'unseen', reason };
}

function unlisted(
  row: ExistingAppRow,
  store: SettingFacts,
): { readonly subject: Subject; readonly record: ExistingRecord } {
  const [group, id] = keyParts(row.key);
  return {
    subject: {
      type: SETTING_MODEL.type,
      key: row.key,
      label: row.values[X_ROW.name] || id,
      group: store.groups[group] || group,
    },
    record: { model: SETTING_MODEL.model, id: row.id },
  };
}
