import type { Fault } from '../http/faults.ts';

/** What can go wrong with `--faults`. */
export const FAULT_KINDS = ['slow', 'busy', 'cut', 'lost', 'page'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

const ACTIONS: Readonly<Record<FaultKind, Fault['action']>> = {
  /** The answer comes seconds later. */
  slow: { kind: 'delay', ms: 3000 },
  /** Too many requests. */
  busy: { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
  /** The connection breaks before the request is handled. */
  cut: { kind: 'cut' },
  /** The request is handled, and its answer lost. */
  lost: { kind: 'lostAnswer' },
  /** A page of HTML where JSON was asked for. */
  page: { kind: 'html', status: 503 },
};

/** Every so many requests one fails, each kind at its own pace, so that they do not come at once. */
const PACES = [7, 11, 17, 23, 29] as const;
const AGAIN_MS = 500;

interface Faulty {
  fault(fault: Fault): void;
  hasFaults(): boolean;
}

/** Has requests fail again and again; a program that repeats them comes through. Returns how to end it. */
export function disturb(servers: readonly Faulty[], kinds: readonly FaultKind[]): () => void {
  if (kinds.length === 0) return () => undefined;
  const arm = () => {
    for (const server of servers)
      if (!server.hasFaults())
        for (const kind of kinds)
          server.fault({ action: ACTIONS[kind], at: PACES[FAULT_KINDS.indexOf(kind)] ?? 7 });
  };
  arm();
  const timer = setInterval(arm, AGAIN_MS).unref();
  return () => clearInterval(timer);
}
