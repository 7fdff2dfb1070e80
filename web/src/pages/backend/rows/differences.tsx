import type { Row } from '../../../api/types.ts';
import { useTexts } from '../../../texts/language.tsx';
import { fieldName, fieldText } from './field-names.ts';
import classes from './rows.module.css';

interface Props extends Pick<Row, 'changes'> {
  /** Above the old values; absent: that they are those of Odoo. */
  readonly oldTitle?: string;
  /** Above the new values; absent: that they are those of the store. */
  readonly newTitle?: string;
}

/** Values that differ, those of both sides beside each other. */
export function Differences({ changes, newTitle, oldTitle }: Props) {
  const t = useTexts();
  return (
    <table className={classes['differs']}>
      <thead>
        <tr>
          <th scope="col">{t('rows.field')}</th>
          <th scope="col">{oldTitle ?? t('rows.inOdoo')}</th>
          <th scope="col">{newTitle ?? t('rows.inStore')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, odoo, store }) => (
          <tr key={field}>
            <th scope="row">{fieldName(field, t)}</th>
            <td className={classes['old']}>{fieldText(field, odoo, t) || t('rows.empty')}</td>
            <td className={classes['new']}>{fieldText(field, store, t) || t('rows.empty')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
