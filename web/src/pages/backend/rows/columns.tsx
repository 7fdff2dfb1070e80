import type { Row } from '../../../api/types.ts';
import type { Column } from '../../../parts/data-table.tsx';
import { OutsideLink } from '../../../parts/outside-link.tsx';
import { When } from '../../../parts/when.tsx';
import type { Translate } from '../../../texts/catalogue.ts';
import { EngineText } from '../../../parts/engine-text.tsx';
import type { ListSpec } from './list-spec.ts';
import { fieldName, fieldText } from './field-names.ts';
import { RowLink } from './row-link.tsx';
import { RowStatusBadge } from './row-status.tsx';
import { valueName } from './value-names.ts';
import { valueText, type Speech } from './value-text.ts';
import { sentence, whyOf } from './why.ts';
import classes from './rows.module.css';

/** Wide enough for a reason in two lines. */
const STATUS_WIDTH = 245;
/** Wide enough for "20 minutes ago" in every language. */
const SINCE_WIDTH = 145;

/** The columns of a list: the row in the store, its values, its record in Odoo, how both stand, and why. */
export function columnsOf(spec: ListSpec, filters: readonly string[], speech: Speech): Column<Row>[] {
  const { t } = speech;
  return [
    {
      ...{ id: 'label', header: t('rows.inStore'), sortable: true },
      cell: (row) => (
        <>
          <RowLink row={row} />
          {spec.below !== undefined && <span className={classes['below']}>{spec.below(row, speech)}</span>}
        </>
      ),
    },
    ...(spec.columns ?? []).map(({ name, width, align, text, onPhone }): Column<Row> => ({
      ...{ id: name, header: valueName(name, t), width, sortable: filters.includes(name) },
      ...(align && { align }),
      ...(onPhone !== true && { wideOnly: true }),
      cell: (row) => (
        <span className={classes['twoLines']}>
          {text === undefined ? valueText(name, row.values[name] ?? '', speech) : text(row, speech)}
        </span>
      ),
    })),
    ...(spec.hasRecord
      ? [
          {
            ...{ id: 'record', header: t('rows.inOdoo'), wideOnly: true },
            cell: (row: Row) => <InOdoo row={row} t={t} />,
          },
        ]
      : []),
    {
      ...{ id: 'status', header: t('rows.why'), sortable: true, width: STATUS_WIDTH },
      cell: (row) => <Standing row={row} />,
    },
    {
      ...{ id: 'since', header: t('rows.sinceHeader'), sortable: true, width: SINCE_WIDTH, wideOnly: true },
      cell: ({ since }) => <When at={since} />,
    },
  ];
}

/** The record that represents a row; what differs in it. */
function InOdoo({ row, t }: { readonly row: Row; readonly t: Translate }) {
  const none = t('rows.none');
  const [first, ...others] = row.changes;
  return (
    <>
      <span className={classes['twoLines']}>
        {row.record === null ? (
          none
        ) : (
          <OutsideLink href={row.record.url}>{row.record.label || `#${row.record.id}`}</OutsideLink>
        )}
      </span>
      {first !== undefined && (
        <span className={classes['below']}>
          {fieldName(first.field, t)}:{' '}
          <span className={classes['old']}>{fieldText(first.field, first.odoo, t) || none}</span>
          {' → '}
          <span className={classes['new']}>{fieldText(first.field, first.store, t) || none}</span>
          {others.length > 0 && ` +${others.length}`}
        </span>
      )}
    </>
  );
}

/** How both sides stand, and why; for what needs somebody, what to do. */
function Standing({ row }: { readonly row: Row }) {
  const why = whyOf(row);
  const remedy = sentence(row.remedy);
  return (
    <>
      <RowStatusBadge plain status={row.status} />
      <span className={classes['why']} title={[why, remedy].filter(Boolean).join('\n')}>
        <EngineText text={`${why} ${remedy}`.trim()} />
      </span>
    </>
  );
}
