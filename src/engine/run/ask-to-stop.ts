import { ConnectorError } from '../../core/errors.ts';
import type { Run } from '../../database/port.ts';
import { withAbandoned } from '../queries/abandoned-runs.ts';
import type { RecordServices } from '../ports.ts';

/** A run that was asked to stop, and whether nobody had asked before. */
export interface StopAsked {
  readonly run: Run;
  readonly isNew: boolean;
}

/**
 * Asks the process that carries out a run, whichever it is, to stop it: the batch in hand is finished and recorded, and
 * nothing else begins.
 *
 * @throws ConnectorError `run.unknown`, `run.not_running`
 */
export async function askToStop(runId: number, services: RecordServices): Promise<StopAsked> {
  const { runs } = services.database;
  const isNew = await runs.requestStop(runId, services.now().toISOString());
  const found = await runs.get(runId);
  if (found === null) throw unknownRun(runId);
  const [run = found] = await withAbandoned([found], services);
  if (run.status !== 'running') throw notRunning(run);
  return { run, isNew };
}

export function unknownRun(runId: number): ConnectorError {
  return new ConnectorError({
    code: 'run.unknown',
    message: `There is no run ${runId}.`,
    hint: 'woo-odoo runs lists all runs.',
  });
}

function notRunning({ id, message }: Run): ConnectorError {
  return new ConnectorError({
    code: 'run.not_running',
    message: `Run ${id} has ended already${message === null ? '' : `: ${message}`}`,
    hint: 'There is nothing to stop. What the run changed stays as it is.',
  });
}
