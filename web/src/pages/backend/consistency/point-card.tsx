import { Button, Group, Text } from '@mantine/core';
import { useTexts } from '../../../texts/language.tsx';
import { RowNote } from '../rows/row-note.tsx';
import { RowStatusBadge } from '../rows/row-status.tsx';
import { EngineText } from '../../../parts/engine-text.tsx';
import type { Point } from './points.ts';
import classes from './consistency.module.css';

interface Props {
  readonly point: Point;
  /** Null: nobody may, or it cannot be done by one write. */
  readonly onAlign: ((point: Point) => void) | null;
}

/** A point with what both sides have, what it means, and what to do. */
export function PointCard({ point, onAlign }: Props) {
  const t = useTexts();
  const { topic, store, odoo, status, meaning, remedy, canAlign } = point;
  return (
    <article className={classes['point']}>
      <Group justify="space-between" gap="sm">
        <Text fw={600}>{topic}</Text>
        <RowStatusBadge plain status={status} />
      </Group>
      <dl className={classes['sides']}>
        <div>
          <dt>{t('rows.inStore')}</dt>
          <dd>{store || t('rows.empty')}</dd>
        </div>
        <div>
          <dt>{t('rows.inOdoo')}</dt>
          <dd>{odoo || t('rows.empty')}</dd>
        </div>
      </dl>
      {status === 'in_sync' ? (
        <Text size="sm" c="dimmed">
          <EngineText text={meaning} />
        </Text>
      ) : (
        <RowNote row={{ reason: meaning, remedy }} />
      )}
      {canAlign && onAlign !== null && (
        <Group>
          <Button variant="light" onClick={() => onAlign(point)}>
            {t('consistency.align')}
          </Button>
        </Group>
      )}
    </article>
  );
}
