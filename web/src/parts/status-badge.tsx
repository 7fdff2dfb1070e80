import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleXFilled,
  IconHelpCircleFilled,
  IconInfoCircleFilled,
  IconLoader2,
  type Icon,
} from '@tabler/icons-react';
import classes from './status-badge.module.css';

/** How urgent a state is; each has a colour and a picture of its own, so that colour alone says nothing. */
export type Tone = 'good' | 'change' | 'attention' | 'bad' | 'busy' | 'quiet' | 'unknown';

const PICTURES: Readonly<Record<Tone, Icon>> = {
  good: IconCircleCheckFilled,
  change: IconInfoCircleFilled,
  attention: IconAlertTriangleFilled,
  bad: IconCircleXFilled,
  busy: IconLoader2,
  quiet: IconCircleDashed,
  unknown: IconHelpCircleFilled,
};

interface Props {
  readonly tone: Tone;
  readonly text: string;
  /** Without a surface: within a line or a table. */
  readonly plain?: boolean;
}

/** A state in a word: In sync, Failing, Running. */
export function StatusBadge({ tone, text, plain = false }: Props) {
  const Picture = PICTURES[tone];
  return (
    <span className={classes['badge']} data-tone={tone} data-plain={plain || undefined}>
      <Picture size={16} aria-hidden className={classes['picture']} />
      {text}
    </span>
  );
}
