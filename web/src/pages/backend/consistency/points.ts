import type { Agreement, Row, RowStatus } from '../../../api/types.ts';

/** A point on which both sides should agree. */
export interface Point {
  readonly key: string;
  readonly topic: string;
  readonly store: string;
  readonly odoo: string;
  readonly status: Extract<RowStatus, 'in_sync' | 'differs' | 'unknown'>;
  readonly meaning: string;
  readonly remedy: string;
  /** Whether one write in Odoo makes both sides agree. */
  readonly canAlign: boolean;
}

const OF_VERDICT = { agree: 'in_sync', differ: 'differs', unknown: 'unknown' } as const;
const ORDER = ['differs', 'unknown', 'in_sync'] as const;

/** The points as the last run found them, or as both servers answered when they were asked after it. */
export function pointsOf(rows: readonly Row[], asked: readonly Agreement[] | undefined): Point[] {
  const points = asked === undefined ? rows.map(ofRow) : asked.map(ofAgreement);
  return points.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
}

function ofRow({ key, label, values, reason, remedy }: Row): Point {
  const { verdict = '', store_value: store = '', odoo_value: odoo = '', alignable } = values;
  const status = verdict in OF_VERDICT ? OF_VERDICT[verdict as keyof typeof OF_VERDICT] : 'unknown';
  return { key, topic: label, store, odoo, status, meaning: reason, remedy, canAlign: alignable === '1' };
}

function ofAgreement({ key, topic, store, odoo, verdict, meaning, remedy, canAlign }: Agreement): Point {
  return { key, topic, store, odoo, status: OF_VERDICT[verdict], meaning, remedy, canAlign };
}
