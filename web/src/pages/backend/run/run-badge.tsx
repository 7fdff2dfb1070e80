import type { Run, RunDetails } from '../../../api/types.ts';
import { StatusBadge, type Tone } from '../../../parts/status-badge.tsx';
import { wasStopped } from '../../../parts/was-stopped.ts';
import { useTexts } from '../../../texts/language.tsx';

const STATUSES = {
  running: { tone: 'busy', text: 'run.running' },
  done: { tone: 'good', text: 'run.done' },
  partial: { tone: 'attention', text: 'run.partial' },
  failed: { tone: 'bad', text: 'run.failed' },
  nothing: { tone: 'good', text: 'run.nothing' },
} as const satisfies Record<Run['status'], { tone: Tone; text: string }>;

const PREVIEWS = {
  open: { tone: 'change', text: 'run.open' },
  asked: { tone: 'busy', text: 'run.asked' },
  applied: { tone: 'good', text: 'run.wasApplied' },
  refused: { tone: 'bad', text: 'run.refused' },
  discarded: { tone: 'quiet', text: 'run.discarded' },
} as const;

/** The names of the outcomes of runs, for a filter. */
export const OUTCOMES = {
  done: 'run.done',
  partial: 'run.partial',
  failed: 'run.failed',
  nothing: 'run.nothing',
  running: 'run.running',
} as const satisfies Record<Run['status'], string>;

interface Props {
  readonly run: Pick<Run, 'status' | 'kind' | 'problem' | 'stopRequestedAt'>;
  /** Of a preview: what became of it. */
  readonly preview?: RunDetails['preview'];
  readonly plain?: boolean;
}

/** How a run ended, or what became of a preview. */
export function RunBadge({ run, preview = null, plain = false }: Props) {
  const t = useTexts();
  // A preview that planned something has not done anything.
  const isPlan = run.kind === 'preview' && (run.status === 'done' || run.status === 'partial');
  const { tone, text } = wasStopped(run)
    ? ({ tone: 'quiet', text: 'run.stopped' } as const)
    : run.status === 'running' && run.stopRequestedAt !== null
      ? ({ tone: 'busy', text: 'run.stopping' } as const)
      : preview !== null && run.status !== 'failed' && run.status !== 'running'
        ? PREVIEWS[preview.state]
        : isPlan
          ? ({ tone: 'change', text: 'run.planned' } as const)
          : STATUSES[run.status];
  return <StatusBadge plain={plain} tone={tone} text={t(text)} />;
}
