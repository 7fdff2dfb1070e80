import type { Translate } from '../../texts/catalogue.ts';
import { StatusBadge, type Tone } from '../../parts/status-badge.tsx';
import { useTexts } from '../../texts/language.tsx';
import type { Card, CardState } from './card-state.ts';

/** How urgent each state is. */
export const STATE_TONES: Readonly<Record<CardState, Tone>> = {
  in_sync: 'good',
  out_of_sync: 'change',
  needs_review: 'attention',
  failing: 'bad',
  running: 'busy',
  never: 'quiet',
};

const NAMES = {
  in_sync: 'home.inSync',
  out_of_sync: 'home.outOfSyncPlain',
  needs_review: 'home.needsReviewPlain',
  failing: 'home.failing',
  running: 'home.running',
  never: 'home.never',
} as const;

/** The name of a state, as in the filter. */
export const stateName = (state: CardState, t: Translate): string => t(NAMES[state]);

function textOf({ state, count, status }: Card, t: Translate): string {
  if (state === 'running' && status?.lastRun?.kind === 'preview') return t('home.previewRunning');
  if (count === null) return stateName(state, t);
  if (state === 'out_of_sync') return t('home.outOfSync', { n: count });
  return state === 'needs_review' ? t('home.needsReview', { n: count }) : stateName(state, t);
}

/** The state of a backend, with the number of changes or of what waits. */
export function StateBadge({ card }: { readonly card: Card }) {
  const t = useTexts();
  return <StatusBadge tone={STATE_TONES[card.state]} text={textOf(card, t)} />;
}
