import { counted } from '../../core/counted.ts';
import type { Progress, ProgressSink } from '../../engine/run/progress.ts';
import { logUpdate } from './lazy.ts';
import { isAppModel, nounOfModel } from './model-names.ts';
import { progressTree } from './progress-tree.ts';
import { partOf, plannedWords } from './progress-words.ts';
import { cut, isTerminal, line, paint, printText, safe, widthOf, type OutputStream } from './terminal.ts';

/** Shows what a run is doing: a short tree that moves on a terminal, a line per result elsewhere. */
export interface ProgressLine {
  readonly sink: ProgressSink;
  /** Takes the moving lines away. */
  stop(): void;
}

/** `quiet` shows warnings alone (for `--json`). */
export function progressLine(err: OutputStream, options: { quiet: boolean }): ProgressLine {
  if (options.quiet) return { sink: (progress) => warn(err, progress), stop: () => undefined };
  return isTerminal(err) ? movingTree(err) : plainLines(err);
}

/** Something long that is under way is reported this often without a terminal. */
const PLAIN_INTERVAL_MS = 10_000;

/** What came to an end, a line each: a log of a nightly run is read by people, too. */
function plainLines(err: OutputStream): ProgressLine {
  let rows = 0;
  let last = Date.now();
  const print = (text: string) => {
    last = Date.now();
    line(err, text);
  };
  return {
    sink: (progress) => {
      if (warn(err, progress)) return;
      if (progress.step === 'writing' && progress.done === progress.total) {
        if (isAppModel(progress.model)) rows += progress.total;
        else if (progress.total > 0) print(`wrote ${counted(progress.total, nounOfModel(progress.model))}`);
        return;
      }
      const text = resultOf(progress) ?? (Date.now() - last >= PLAIN_INTERVAL_MS ? stepOf(progress) : null);
      if (text !== null) print(text);
    },
    stop: () => {
      if (rows > 0) print(`wrote ${counted(rows, 'row')} of the WooCommerce app`);
      rows = 0;
    },
  };
}

function resultOf(progress: Progress): string | null {
  switch (progress.step) {
    case 'connecting':
      return 'connecting to the store and Odoo';
    case 'planned':
      return `planned ${progress.domain}: ${plannedWords(progress.counts)}`;
    case 'stopping':
      return STOPPING;
    case 'reading':
    case 'writing':
    case 'verifying':
    case 'warning':
      return null;
  }
}

/** What is under way. */
function stepOf(progress: Progress): string | null {
  switch (progress.step) {
    case 'reading':
      return `reading ${progress.domain}`;
    case 'writing':
      return `writing ${partOf(progress.done, progress.total, nounOfModel(progress.model))}`;
    case 'verifying':
      return `verifying ${progress.kind}: ${progress.done} of ${progress.total}`;
    case 'connecting':
    case 'planned':
    case 'stopping':
    case 'warning':
      return null;
  }
}

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 120;

function movingTree(err: OutputStream): ProgressLine {
  const tree = progressTree();
  const begun = Date.now();
  const update = logUpdate().createLogUpdate(err);
  let isStopping = false;
  let isEnded = false;
  let frame = 0;
  let timer: NodeJS.Timeout | undefined;
  const show = () => {
    frame += 1;
    const width = widthOf(err) - 1;
    const { branches, title } = tree.lines(Date.now() - begun);
    const lines = [
      paint(err, 'cyan', cut(`${FRAMES[frame % FRAMES.length] ?? ''} ${title}`, width)),
      ...branches.map(({ isDone, text }) => {
        const sign = isDone ? paint(err, 'green', '✓') : paint(err, 'cyan', '·');
        return `  ${sign} ${cut(text, width - 4)}`;
      }),
      ...(isStopping ? [paint(err, 'yellow', cut(STOPPING, width))] : []),
    ];
    update(lines.join('\n'));
  };
  return {
    sink: (progress) => {
      if (progress.step === 'warning') {
        update.clear();
        warn(err, progress);
        return;
      }
      // A signal may come while the result is shown.
      if (isEnded) return;
      isStopping ||= progress.step === 'stopping';
      tree.add(progress);
      // Shown by the timer: hundreds of steps a second would only flicker. A signal is answered at once.
      timer ??= setInterval(show, FRAME_MS).unref();
      if (progress.step === 'stopping') show();
    },
    stop: () => {
      isEnded = true;
      clearInterval(timer);
      timer = undefined;
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

const STOPPING = 'Stopping after the current step … (press Ctrl-C again to stop immediately)';
