import { Group, UnstyledButton } from '@mantine/core';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useTexts } from '../../texts/language.tsx';
import { CARD_STATES, type Card, type CardState } from './card-state.ts';
import { stateName, STATE_TONES } from './state-badge.tsx';
import classes from './home.module.css';

interface Props {
  readonly cards: readonly Card[];
  readonly state: CardState | undefined;
  readonly onState: (state: CardState | undefined) => void;
}

/** How many backends are in which state, the most urgent first; a press shows those alone. */
export function Summary({ cards, state, onState }: Props) {
  const t = useTexts();
  const counts = Map.groupBy(cards, (card) => card.state);
  if (counts.size < 2) return null;
  return (
    <Group gap="xs" mb="md" role="group" aria-label={t('home.summary')}>
      {CARD_STATES.map((each) => {
        const count = counts.get(each)?.length ?? 0;
        if (count === 0) return null;
        return (
          <UnstyledButton
            key={each}
            className={classes['count']}
            aria-pressed={each === state}
            onClick={() => onState(each === state ? undefined : each)}
          >
            <StatusBadge tone={STATE_TONES[each]} text={`${stateName(each, t)} ${String(count)}`} />
          </UnstyledButton>
        );
      })}
    </Group>
  );
}
