import type { ProofRowState } from '../../../api/types.ts';
import type { Tone } from '../../../parts/status-badge.tsx';

/** How a comparison turned out, the most urgent first: its tone and its name. */
export const ROW_STATES = {
  differs: { tone: 'bad', text: 'proof.differs' },
  cent: { tone: 'attention', text: 'proof.cent' },
  not_probed: { tone: 'unknown', text: 'proof.notProbed' },
  limited: { tone: 'change', text: 'proof.limited' },
  exempt: { tone: 'good', text: 'proof.exempt' },
  note: { tone: 'quiet', text: 'proof.note' },
  equal: { tone: 'good', text: 'proof.equal' },
} as const satisfies Record<ProofRowState, { tone: Tone; text: string }>;

export const ROW_STATE_NAMES = Object.keys(ROW_STATES) as readonly ProofRowState[];
