import { ConnectorError } from '../../core/errors.ts';
import type { PreviewState } from '../../core/preview-state.ts';
import type { Preview, Run } from '../../database/port.ts';
import { isPlannedFor } from '../plan/saved-plan.ts';
import type { RecordServices } from '../ports.ts';
import { unknownRun } from './ask-to-stop.ts';

/** A preview with its run. */
export interface FoundPreview {
  readonly run: Run;
  readonly preview: Preview;
}

/** The plan that a preview showed; null for a run that is no preview, or was recorded before previews could be applied. */
export async function findPreview(runId: number, { database }: RecordServices): Promise<Preview | null> {
  return database.previews.get(runId);
}

/**
 * Asks for a run that applies what a preview showed, exactly so. Refused at once where a sync has changed something since;
 * the run itself plans again and refuses where any change would not be the same.
 *
 * @returns false where it had been asked for already
 * @throws ConnectorError `run.unknown`, `plan.no_preview`, `plan.not_open`, `plan.foreign`, `plan.moved_on`
 */
export async function askToApply(runId: number, services: RecordServices): Promise<boolean> {
  const { backends, previews } = services.database;
  const { preview } = await requirePreview(runId, services);
  if (preview.state === 'asked') return false;
  if (preview.state !== 'open') throw notOpen(preview);
  const backend = await backends.find(preview.backendId);
  if (backend === null || backend.removedAt !== null || !isPlannedFor(preview, backend)) throw foreign(runId);
  const since = await previews.changedSince(preview.backendId, runId);
  if (since !== null)
    throw new ConnectorError({
      code: 'plan.moved_on',
      message: `The situation has changed since this preview: run ${since} has applied changes. Nothing was written.`,
      hint: 'Make a new preview and review it.',
    });
  return previews.move(runId, 'open', 'asked');
}

/**
 * Decides against a preview: it can no longer be applied.
 * @throws ConnectorError `run.unknown`, `plan.no_preview`, `plan.not_open`
 */
export async function discardPreview(runId: number, services: RecordServices): Promise<FoundPreview> {
  const { preview, run } = await requirePreview(runId, services);
  if (preview.state === 'discarded') return { preview, run };
  const moved = await services.database.previews.move(runId, 'open', 'discarded');
  if (!moved) throw notOpen((await findPreview(runId, services)) ?? preview);
  return { run, preview: { ...preview, state: 'discarded' } };
}

async function requirePreview(runId: number, { database }: RecordServices): Promise<FoundPreview> {
  const [run, preview] = await Promise.all([database.runs.get(runId), database.previews.get(runId)]);
  if (run === null) throw unknownRun(runId);
  if (preview !== null) return { run, preview };
  throw new ConnectorError({
    code: 'plan.no_preview',
    message:
      run.kind === 'preview'
        ? `Run ${runId} has not come to a plan that could be applied.`
        : `Run ${runId} is no preview.`,
    hint: 'Only a finished preview can be applied or discarded.',
  });
}

const WHY: Readonly<Record<PreviewState, string>> = {
  open: 'is open again',
  asked: 'is about to be applied',
  applied: 'was applied already',
  refused: 'was refused, because the situation had changed',
  discarded: 'was discarded',
};

function notOpen({ appliedRun, runId, state }: Preview): ConnectorError {
  const by = appliedRun === null ? '' : ` (run ${appliedRun})`;
  return new ConnectorError({
    code: 'plan.not_open',
    message: `The preview of run ${runId} ${WHY[state]}${by}.`,
    hint: 'Make a new preview.',
  });
}

/** The backend was moved to another database or company since. */
export function foreign(runId: number): ConnectorError {
  return new ConnectorError({
    code: 'plan.foreign',
    message: `The preview of run ${runId} was made for another Odoo database or company than the backend works with now.`,
    hint: 'Make a new preview.',
  });
}
