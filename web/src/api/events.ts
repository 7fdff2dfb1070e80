import type { QueryClient } from '@tanstack/react-query';
import { createStore, useStore } from './store.ts';

/** What a run reports while it works; the steps of `GET /events`. */
export type Progress =
  | { readonly step: 'connecting' | 'stopping' }
  | {
      readonly step: 'reading';
      readonly side: 'store' | 'odoo';
      readonly domain: string;
      readonly done: boolean;
    }
  | { readonly step: 'planned'; readonly domain: string; readonly counts: Readonly<Record<string, number>> }
  | {
      readonly step: 'writing';
      readonly domain: string;
      readonly model: string;
      readonly done: number;
      readonly total: number;
    }
  /** A check of both servers: at how many addresses they were asked. */
  | { readonly step: 'verifying'; readonly kind: string; readonly done: number; readonly total: number }
  | { readonly step: 'warning'; readonly message: string };

/** Whether events arrive, and since when they do not. */
export type Connection = { readonly live: true } | { readonly live: false; readonly lostAt: Date };

const connection = createStore<Connection>({ live: true });
/** The steps of the run of each backend that is under way, by backend id; the newest last. */
const steps = createStore<ReadonlyMap<string, readonly Progress[]>>(new Map());

export const useConnection = (): Connection => useStore(connection);
const NO_STEPS: readonly Progress[] = [];
/** What the run of a backend reported so far; empty where none is seen. */
export const useProgress = (backendId: string): readonly Progress[] =>
  useStore(steps).get(backendId) ?? NO_STEPS;

/** What changes when a run begins or ends. Queries about a backend begin with one of these words. */
const OF_RUNS = ['backends', 'status', 'runs', 'run', 'backend'];
/** The same for checks of both servers. */
const OF_PROOFS = ['status', 'backend', 'proof'];
const RETRY_MS = 3000;

/**
 * Follows what all runs do while the page is visible, and reads anew what a run may have changed. A hidden tab closes its
 * stream: a browser allows few connections to one server.
 */
export function followEvents(client: QueryClient, isEnded: () => boolean): () => void {
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    if (source !== null || document.hidden || isEnded()) return;
    source = new EventSource('/api/v1/events');
    source.addEventListener('hello', () => {
      const wasLost = !connection.get().live;
      connection.set({ live: true });
      // What happened in between was missed.
      if (wasLost) void client.invalidateQueries();
    });
    source.addEventListener('run', (event) => {
      const { backendId, status } = JSON.parse(event.data as string) as { backendId: string; status: string };
      if (status !== 'running') forget(backendId);
      for (const word of OF_RUNS) void client.invalidateQueries({ queryKey: [word] });
    });
    // Somebody decided something in another tab, or in another program.
    source.addEventListener('rows', () => {
      for (const word of ['backend', 'status']) void client.invalidateQueries({ queryKey: [word] });
    });
    source.addEventListener('progress', (event) => {
      const { backendId, progress } = JSON.parse(event.data as string) as {
        backendId: string;
        progress: Progress;
      };
      remember(backendId, progress);
    });
    source.addEventListener('proof', (event) => {
      const { backendId, state } = JSON.parse(event.data as string) as { backendId: string; state: string };
      if (state !== 'running') forget(backendId);
      for (const word of OF_PROOFS) void client.invalidateQueries({ queryKey: [word] });
    });
    source.addEventListener('error', lose);
  }

  function lose(): void {
    if (connection.get().live) connection.set({ live: false, lostAt: new Date() });
    // Refused, and not merely cut off: the browser does not try again. Whoever was signed out learns it by asking.
    if (source?.readyState !== EventSource.CLOSED) return;
    close();
    void client.invalidateQueries({ queryKey: ['session'] });
    retry = setTimeout(open, RETRY_MS);
  }

  function close(): void {
    clearTimeout(retry);
    source?.close();
    source = null;
  }

  function onVisibility(): void {
    if (document.hidden) {
      close();
      return;
    }
    void client.invalidateQueries();
    open();
  }

  open();
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    close();
    connection.set({ live: true });
    steps.set(new Map());
  };
}

function remember(backendId: string, progress: Progress): void {
  const before = steps.get().get(backendId) ?? NO_STEPS;
  // A counter replaces the one before it of the same kind.
  const last = before.at(-1);
  const replaces =
    (progress.step === 'verifying' && last?.step === 'verifying') ||
    (progress.step === 'writing' &&
      last?.step === 'writing' &&
      last.domain === progress.domain &&
      last.model === progress.model);
  const next = [...(replaces ? before.slice(0, -1) : before), progress];
  steps.set(new Map(steps.get()).set(backendId, next));
}

function forget(backendId: string): void {
  const next = new Map(steps.get());
  if (next.delete(backendId)) steps.set(next);
}
