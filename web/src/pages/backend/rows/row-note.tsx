import type { ReactNode } from 'react';
import type { Row } from '../../../api/types.ts';
import { EngineText } from '../../../parts/engine-text.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { sentence } from './why.ts';
import classes from './rows.module.css';

interface Props {
  readonly row: Pick<Row, 'reason' | 'remedy'>;
  /** A line below. */
  readonly children?: ReactNode;
}

/** Why a row is as it is, and what to do; nothing where there is nothing to do about it. */
export function RowNote({ row: { reason, remedy }, children }: Props) {
  const t = useTexts();
  if (reason === '' && remedy === '') return null;
  return (
    <div className={classes['note']}>
      {reason !== '' && (
        <p>
          <EngineText text={sentence(reason)} />
        </p>
      )}
      {remedy !== '' && (
        <p>
          <strong>{t('rows.toDo')}</strong> <EngineText text={sentence(remedy)} />
        </p>
      )}
      {children !== undefined && <p>{children}</p>}
    </div>
  );
}
