import type { RowStatus } from '../../../api/types.ts';
import { StatusBadge, type Tone } from '../../../parts/status-badge.tsx';
import type { Translate } from '../../../texts/catalogue.ts';
import { useTexts } from '../../../texts/language.tsx';

const TONES: Readonly<Record<RowStatus, Tone>> = {
  in_sync: 'good',
  pending: 'change',
  review: 'attention',
  left: 'quiet',
  unsupported: 'quiet',
  failed: 'bad',
  differs: 'attention',
  unknown: 'unknown',
};

const NAMES = {
  in_sync: 'rows.inSync',
  pending: 'rows.pending',
  review: 'rows.review',
  left: 'rows.left',
  unsupported: 'rows.unsupported',
  failed: 'rows.failed',
  differs: 'rows.differs',
  unknown: 'rows.unknown',
} as const;

/** The order in which statuses are offered: what needs somebody first. */
export const STATUS_ORDER: readonly RowStatus[] = [
  ...(['review', 'differs', 'failed', 'pending', 'unsupported', 'unknown', 'left', 'in_sync'] as const),
];

export const statusName = (status: RowStatus, t: Translate): string => t(NAMES[status]);

/** How an object of the store and its record in Odoo stand. */
export function RowStatusBadge({ status, plain }: { readonly status: RowStatus; readonly plain?: boolean }) {
  const t = useTexts();
  return <StatusBadge tone={TONES[status]} text={statusName(status, t)} plain={plain ?? false} />;
}
