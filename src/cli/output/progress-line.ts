import type { Progress, ProgressSink } from '../../engine/run/progress.ts';
import { logUpdate } from './lazy.ts';
import { cut, paint, safe, printText, line, widthOf, type OutputStream } from './terminal.ts';

/** Shows what a run is doing: a line that moves on a terminal, a line per step elsewhere. */
export interface ProgressLine {
  readonly sink: ProgressSink;
  /** Takes the moving line away. */
  stop(): void;
}

/** `quiet` shows warnings alone (for `--json`). */
export function progressLine(err: OutputStream, options: { quiet: boolean }): ProgressLine {
  if (options.quiet) return { sink: (progress) => warn(err, progress), stop: () => undefined };
  return err.isTTY ? movingLine(err) : plainLines(err);
}

function plainLines(err: OutputStream): ProgressLine {
  let last = '';
  return {
    sink: (progress) => {
      if (warn(err, progress)) return;
      const text = describe(progress);
      if (text !== '' && text !== last) line(err, text);
      last = text;
    },
    stop: () => undefined,
  };
}

function movingLine(err: OutputStream): ProgressLine {
  let stopping = '';
  const update = logUpdate().createLogUpdate(err);
  return {
    sink: (progress) => {
      if (progress.step === 'warning') {
        update.clear();
        warn(err, progress);
        return;
      }
      if (progress.step === 'stopping') stopping = STOPPING;
      const text = progress.step === 'stopping' ? '' : describe(progress);
      const shown = [stopping, text].filter((part) => part !== '').join(' · ');
      if (shown !== '') update(paint(err, 'cyan', cut(`… ${shown}`, widthOf(err) - 1)));
    },
    stop: () => {
      update.clear();
      update.done();
    },
  };
}

function warn(err: OutputStream, progress: Progress): boolean {
  if (progress.step !== 'warning') return false;
  printText(err, paint(err, 'yellow', `warning: ${safe(progress.message)}`));
  return true;
}

const STOPPING = 'Stopping after the current batch … (press Ctrl-C again to stop immediately)';

function describe(progress: Progress): string {
  switch (progress.step) {
    case 'connecting':
      return 'connecting to Odoo and the store';
    case 'reading':
      return `${progress.done ? 'read' : 'reading'} ${progress.domain} from ${progress.side === 'odoo' ? 'Odoo' : 'the store'}`;
    case 'planned': {
      const { keep, ...changes } = progress.counts;
      const parts = Object.entries({ ...changes, keep }).filter(([, count]) => count > 0);
      return `planned ${progress.domain}: ${parts.map(([kind, count]) => `${count.toLocaleString('en-US')} ${kind}`).join(', ')}`;
    }
    case 'writing':
      return `writing ${progress.model}: ${progress.done} of ${progress.total}`;
    case 'stopping':
      return STOPPING;
    case 'warning':
      return '';
  }
}
