import { STOPPED } from '../../core/cancellation.ts';
import type { BackendState } from '../../core/backend-state.ts';
import { openCausesOf } from '../../core/proof.ts';
import type { Backend, OdooWatch, Proof, RowAttention, Run } from '../../database/port.ts';
import type { RecordServices } from '../ports.ts';
import { withAbandoned } from '../queries/abandoned-runs.ts';
import { listSchedules, type PlannedTimes } from './schedules.ts';

/** The state of a backend as the service sees it. */
export interface BackendStatus {
  readonly backend: Pick<Backend, 'id' | 'name'>;
  readonly lastRun: Run | null;
  readonly schedules: readonly PlannedTimes[];
  /** Null while no service has asked its Odoo for requests. */
  readonly odoo: OdooWatch | null;
  readonly state: BackendState;
  /** How many rows of the lists a sync would change, and how many items wait for a person, as the last run found it. */
  readonly changes: number;
  readonly review: number;
  /** How many things Odoo does not support, as the last run found it: nobody has to do anything about them. */
  readonly limitations: number;
  /** The last check of each kind. */
  readonly proofs: readonly LastProof[];
}

/** The last check of both servers of a kind. */
export interface LastProof extends Pick<Proof, 'id' | 'kind' | 'state' | 'counts' | 'message'> {
  readonly endedAt: string;
  /** Causes of differences that a person can mend. */
  readonly open: number;
}

function lastProof({ counts, endedAt, facts, id, kind, message, state }: Proof): LastProof {
  return {
    id,
    kind,
    state,
    counts,
    message,
    endedAt: endedAt ?? '',
    open: openCausesOf(facts.causes).length,
  };
}

const isFault = ({ open, state }: LastProof) => state === 'failed' || open > 0;

/** The most urgent first. */
function stateOf(
  lastRun: Run | null,
  { changes, review }: RowAttention,
  proofs: readonly LastProof[],
): BackendState {
  if (lastRun === null) return 'never';
  if (lastRun.status === 'running') return 'running';
  // One that was stopped left changes, and shows nothing of the servers.
  if (lastRun.code === STOPPED) return review > 0 ? 'needs_review' : 'out_of_sync';
  if (lastRun.status === 'failed') return 'failing';
  // The lists of a run of an earlier version were not saved.
  if (review > 0 || lastRun.status === 'partial' || proofs.some(isFault)) return 'needs_review';
  const wouldChange = lastRun.kind === 'preview' && lastRun.status === 'done';
  return changes > 0 || wouldChange ? 'out_of_sync' : 'in_sync';
}

/** The state of every backend in use. */
export async function statusOfAll(services: RecordServices): Promise<BackendStatus[]> {
  const { backends, proofs, runs, savedRows, watches } = services.database;
  const [all, planned, watched] = [
    await backends.list(),
    await listSchedules(services),
    await watches.list(),
  ];
  const proved = Map.groupBy(await proofs.latest(), ({ backendId }) => backendId);
  const found = await savedRows.attention(all.map(({ id }) => id));
  return Promise.all(
    all.map(async ({ id, name, odooUrl, odooDatabase }) => {
      const [lastRun = null] = await withAbandoned(await runs.list({ backendId: id, limit: 1 }), services);
      const attention = found.get(id) ?? { changes: 0, limitations: 0, review: 0 };
      const ofBackend = (proved.get(id) ?? []).map(lastProof);
      return {
        ...{ backend: { id, name }, lastRun, state: stateOf(lastRun, attention, ofBackend), ...attention },
        proofs: ofBackend,
        schedules: planned.filter(({ backend }) => backend.id === id),
        odoo:
          watched.find((watch) => watch.odooUrl === odooUrl && watch.odooDatabase === odooDatabase) ?? null,
      };
    }),
  );
}
