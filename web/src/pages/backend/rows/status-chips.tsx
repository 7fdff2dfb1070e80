import { UnstyledButton } from '@mantine/core';
import type { RowList, RowStatus } from '../../../api/types.ts';
import { formatNumber } from '../../../texts/intl.ts';
import { useLanguage, useTexts } from '../../../texts/language.tsx';
import { STATUS_ORDER, statusName } from './row-status.tsx';
import classes from './rows.module.css';

interface Props {
  readonly list: RowList;
  readonly status: RowStatus | undefined;
  readonly onStatus: (status: RowStatus | undefined) => void;
}

/** How many rows of a list have which status; a press shows those alone. */
export function StatusChips({ list, status, onStatus }: Props) {
  const t = useTexts();
  const { language } = useLanguage();
  const there = STATUS_ORDER.filter((each) => (list.statuses[each] ?? 0) > 0 || each === status);
  return (
    <div className={classes['chips']} role="group" aria-label={t('rows.status')}>
      <UnstyledButton
        className={classes['chip']}
        aria-pressed={status === undefined}
        onClick={() => onStatus(undefined)}
      >
        {t('rows.all')} <span>{formatNumber(list.total, language)}</span>
      </UnstyledButton>
      {there.map((each) => (
        <UnstyledButton
          key={each}
          className={classes['chip']}
          aria-pressed={each === status}
          onClick={() => onStatus(each === status ? undefined : each)}
        >
          {statusName(each, t)} <span>{formatNumber(list.statuses[each] ?? 0, language)}</span>
        </UnstyledButton>
      ))}
    </div>
  );
}
