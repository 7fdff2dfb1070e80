import type { Operation } from '../../core/operation.ts';
import { compareText, type DomainPlan } from '../../core/plan.ts';
import type { RunOutcome, SavedRecord } from '../../database/port.ts';

export type LabelledRecord = SavedRecord & { readonly label: string };

/** The names of the records that a plan found, and of those that its application created. */
export function recordLabels(
  { kept = [], operations }: DomainPlan,
  outcomes: readonly RunOutcome[],
): LabelledRecord[] {
  const made = new Map(outcomes.map(({ key, odooId, type }) => [`${type} ${key}`, odooId]));
  const labels = new Map<string, LabelledRecord>();
  const add = (model: string, id: number, label: string) => {
    const name = `${model} ${id}`;
    if (!labels.has(name)) labels.set(name, { model, id, label });
  };
  for (const { record, subject, write } of operations as Iterable<Operation>) {
    if (record === undefined) continue;
    const id = record.id ?? made.get(`${subject.type} ${subject.key}`);
    const label = record.label ?? write?.fields['name'];
    if (typeof id !== 'number' || label === undefined) continue;
    add(record.model, id, label);
  }
  for (const { id, label, model } of kept.flatMap(({ records }) => records))
    if (label !== undefined) add(model, id, label);
  return [...labels.values()].sort((a, b) => compareText(a.model, b.model) || a.id - b.id);
}
