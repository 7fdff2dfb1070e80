import type { Backend, BackendStatus } from '../../api/types.ts';

/** What a card says of a backend in one word, the most urgent first. */
const STATES = ['failing', 'needs_review', 'out_of_sync', 'running', 'never', 'in_sync'] as const;
export type CardState = (typeof STATES)[number];

export const isCardState = (value: unknown): value is CardState =>
  (STATES as readonly unknown[]).includes(value);

export const CARD_STATES: readonly CardState[] = STATES;

/** What the address of the list says: what is searched for, which state, cards or a table. */
export interface HomeSearch {
  readonly q?: string | undefined;
  readonly state?: CardState | undefined;
  readonly view?: 'cards' | 'table' | undefined;
}

/** A backend as the list shows it. */
export interface Card {
  readonly backend: Backend;
  readonly status: BackendStatus | null;
  readonly state: CardState;
  /** Changes, or what waits for a person; null where it is not known. */
  readonly count: number | null;
  readonly lastRunAt: string | null;
  readonly nextAt: string | null;
}

/** Backends with what is known of each. */
export function cardsOf(backends: readonly Backend[], statuses: readonly BackendStatus[]): Card[] {
  const byId = new Map(statuses.map((status) => [status.backend.id, status]));
  return backends.map((backend) => {
    const status = byId.get(backend.id) ?? null;
    const times = (status?.schedules ?? []).filter(({ kind }) => kind === 'sync').flatMap(({ next }) => next);
    return {
      ...{ backend, status, state: status?.state ?? 'never' },
      count: status === null ? null : countOf(status),
      lastRunAt: status?.lastRun?.startedAt ?? null,
      nextAt: times.sort()[0] ?? null,
    };
  });
}

/** How many changes or items there are; null where the state needs no number, or none was saved yet. */
function countOf({ changes, review, state }: BackendStatus): number | null {
  const count = state === 'needs_review' ? review : state === 'out_of_sync' ? changes : 0;
  return count === 0 ? null : count;
}

/** The cards that fit what is searched for and the state that was chosen. */
export function matching(cards: readonly Card[], search: string, state: CardState | undefined): Card[] {
  const words = search.toLowerCase().split(/\s+/u).filter(Boolean);
  return cards.filter(({ backend, state: its }) => {
    const text = [
      backend.name,
      backend.storeUrl,
      backend.odooUrl,
      backend.odooDatabase,
      backend.odooCompanyName,
    ]
      .join(' ')
      .toLowerCase();
    return (state === undefined || its === state) && words.every((word) => text.includes(word));
  });
}
