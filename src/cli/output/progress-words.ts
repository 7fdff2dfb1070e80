import { counted } from '../../core/counted.ts';
import { OPERATION_KINDS, type OperationKind } from '../../core/operation.ts';
import type { OperationCounts } from '../../core/plan.ts';

/** What a planned operation of a kind is called after its number: `3 to create`. */
const PLANNED: Readonly<Record<OperationKind, string>> = {
  create: 'to create',
  link: 'to link',
  update: 'to update',
  archive: 'to archive',
  conflict: 'to review',
  unsupported: 'not supported by Odoo',
  keep: 'unchanged',
};

/** The kinds in the order in which their numbers are shown: what stays comes last. */
export const SHOWN_KINDS: readonly OperationKind[] = [
  ...OPERATION_KINDS.filter((kind) => kind !== 'keep'),
  'keep',
];

/** `1,010 to create, 1,280 to link`; what stays comes last. */
export function plannedWords(counts: OperationCounts): string {
  const parts = SHOWN_KINDS.flatMap((kind) =>
    counts[kind] === 0 ? [] : [`${number(counts[kind])} ${PLANNED[kind]}`],
  );
  return parts.length === 0 ? 'nothing to do' : parts.join(', ');
}

/** `3 s`, `2 min 05 s`. */
export function elapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** `500 of 1,010 states`. */
export function partOf(done: number, total: number, noun: string): string {
  return `${number(done)} of ${counted(total, noun)}`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
