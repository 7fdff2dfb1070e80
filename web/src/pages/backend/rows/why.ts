import type { Row } from '../../../api/types.ts';

/** A sentence as it begins, and with a full stop at its end. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const begun = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?…:)]$/u.test(begun) ? begun : `${begun}.`;
}

/** Why a row is as it is: what is wrong, or how it was matched. */
export function whyOf({ reason, matchedBy }: Pick<Row, 'reason' | 'matchedBy'>): string {
  return sentence(reason === '' ? matchedBy : reason);
}
