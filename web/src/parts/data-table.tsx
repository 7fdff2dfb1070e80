import { Table, Text, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import {
  createColumnHelper,
  FlexRender,
  tableFeatures,
  useTable,
  type Row as Model,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useMemo, useRef, type CSSProperties, type MouseEvent, type ReactNode } from 'react';
import classes from './data-table.module.css';
import { useIsPrinting } from './use-is-printing.ts';

const features = tableFeatures({});
type Features = typeof features;

/** What a table is sorted by: the id of a column, with `-` before it for the opposite order. */
export type Sort = string;

/** A column of a table. */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Width in pixels, or of CSS; absent: a share of what is left. */
  readonly width?: number | string;
  readonly align?: 'right';
  /** Whether a click on the header sorts by it. */
  readonly sortable?: boolean;
  /** Left out on a phone. */
  readonly wideOnly?: boolean;
}

interface Props<Row> {
  /** What the table lists, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly sort?: Sort | undefined;
  readonly onSort?: (sort: Sort) => void;
  /** Called when the last rows come into view: to load more. */
  readonly onEnd?: () => void;
  /** What follows the last row: "Loading …". */
  readonly footer?: ReactNode;
  /** Where it is given, a click on a row calls it; a link or button in the row must do the same for the keyboard. */
  readonly onRow?: (row: Row) => void;
  /** All rows there are, when more are loaded on scrolling. */
  readonly total?: number;
  /** Height of a row in pixels, where its cells have two lines. */
  readonly rowHeight?: number;
  /** Whether columns keep their widths whatever is in them: cells of a long table come and go. */
  readonly isFixed?: boolean;
}

const ROW_HEIGHT = 45;
/** What a column without a width of its own has at least, in pixels, where columns keep theirs. */
const MIN_SHARE = 160;
/**
 * Below these, all rows are in the document, and the page scrolls; from these on only what is in view, in a window. A table
 * that keeps its widths is a list with a search of its own: there the browser's is missed least, and speed most.
 */
const VIRTUAL_FROM = { fixed: 40, free: 100 } as const;
/** Rows beside those in view: each that is put into the document delays the first picture of a list. */
const OVERSCAN = 5;

/** A table of any number of rows: a long one has only what is in view in the document. */
export function DataTable<Row extends object>(props: Props<Row>) {
  const { label, columns, rows, rowKey, sort, onSort, onEnd, footer, onRow, total } = props;
  const { rowHeight = ROW_HEIGHT, isFixed = false } = props;
  const defined = useMemo(() => {
    const helper = createColumnHelper<Features, Row>();
    return columns.map((column) =>
      helper.display({ id: column.id, header: column.header, cell: ({ row }) => column.cell(row.original) }),
    );
  }, [columns]);
  const table = useTable({ features, data: rows, columns: defined, getRowId: rowKey });
  const models = table.getRowModel().rows;
  const scroll = useRef<HTMLDivElement>(null);
  const isPrinting = useIsPrinting();
  const isVirtual = !isPrinting && models.length >= VIRTUAL_FROM[isFixed ? 'fixed' : 'free'];
  // eslint-disable-next-line react-hooks/incompatible-library -- the library's own way; nothing of it goes into a memo
  const virtualizer = useVirtualizer({
    count: models.length,
    enabled: isVirtual,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    onChange: (instance) => {
      const last = instance.getVirtualItems().at(-1);
      if (last !== undefined && last.index >= models.length - 20) onEnd?.();
    },
  });
  const items = isVirtual
    ? virtualizer.getVirtualItems()
    : models.map((_, index) => ({ index, start: 0, end: 0 }));
  const before = isVirtual ? (items[0]?.start ?? 0) : 0;
  const after = isVirtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const open = (event: MouseEvent) => {
    const index = isPlainClick(event) ? rowIndexOf(event) : undefined;
    const row = index === undefined ? undefined : models[index];
    if (row !== undefined) onRow?.(row.original);
  };
  return (
    <div
      ref={scroll}
      className={classes['scroll']}
      data-virtual={isVirtual || undefined}
      tabIndex={0}
      role="region"
      aria-label={label}
    >
      <Table
        aria-label={label}
        aria-rowcount={(total ?? models.length) + 1}
        className={classes['table']}
        style={{ '--row-height': `${rowHeight}px`, '--least-width': leastWidth(columns) }}
        {...(isFixed && { layout: 'fixed', 'data-fixed': true })}
      >
        <Table.Thead>
          <Table.Tr aria-rowindex={1}>
            {table.getFlatHeaders().map((header) => {
              const column = byId.get(header.id);
              return (
                column && (
                  <Table.Th key={header.id} {...cellProps(column)} aria-sort={ariaSort(column, sort)}>
                    <Header column={column} sort={sort} onSort={onSort} />
                  </Table.Th>
                )
              );
            })}
          </Table.Tr>
        </Table.Thead>
        {/* Plain cells: a part of the library for each makes a long list slow. */}
        <tbody onClick={onRow && open}>
          <Gap height={before} />
          {items.map(({ index }) => {
            const row = models[index];
            if (row === undefined) return null;
            return <Line key={row.id} {...{ row, index, byId, isClickable: onRow !== undefined }} />;
          })}
          <Gap height={after} />
        </tbody>
      </Table>
      {footer !== undefined && footer !== false && (
        <Text component="div" size="sm" c="dimmed" p="sm" ta="center">
          {footer}
        </Text>
      )}
    </div>
  );
}

interface LineProps<Row extends object> {
  readonly row: Model<Features, Row>;
  readonly index: number;
  readonly byId: ReadonlyMap<string, Column<Row>>;
  readonly isClickable: boolean;
}

function PlainLine<Row extends object>({ row, index, byId, isClickable }: LineProps<Row>) {
  return (
    <tr aria-rowindex={index + FIRST_INDEX} data-clickable={isClickable || undefined}>
      {row.getAllCells().map((cell) => {
        const column = byId.get(cell.column.id);
        return (
          column && (
            <td key={cell.id} {...cellProps(column)}>
              <FlexRender cell={cell} />
            </td>
          )
        );
      })}
    </tr>
  );
}

/** A row of the table. What it shows does not change while others are asked for, and then it is not rendered again. */
const Line = memo(PlainLine) as typeof PlainLine;

/** The number of the first row for screen readers; the header is 1. */
const FIRST_INDEX = 2;

function rowIndexOf({ target }: MouseEvent): number | undefined {
  const line = target instanceof Element ? target.closest('tr') : null;
  return line === null
    ? undefined
    : line.ariaRowIndex === null
      ? undefined
      : Number(line.ariaRowIndex) - FIRST_INDEX;
}

/** A click on a link or button within the row is for that one. */
function isPlainClick({ target }: { readonly target: EventTarget }): boolean {
  return target instanceof Element && target.closest('a, button, input, [role="dialog"]') === null;
}

function cellProps<Row>({ width, align, wideOnly }: Column<Row>) {
  const style: CSSProperties = { ...(width !== undefined && { width }), ...(align && { textAlign: align }) };
  return { style, 'data-wide-only': wideOnly || undefined };
}

/** All columns side by side: a narrower page scrolls the table, and no column vanishes. */
function leastWidth<Row>(columns: readonly Column<Row>[]): string {
  const widths = columns.map(({ width = MIN_SHARE }) => (typeof width === 'number' ? `${width}px` : width));
  return `calc(${widths.join(' + ')})`;
}

function ariaSort<Row>({ id, sortable }: Column<Row>, sort: Sort | undefined) {
  if (sortable !== true) return undefined;
  return sort === id ? 'ascending' : sort === `-${id}` ? 'descending' : 'none';
}

interface HeaderProps<Row> {
  readonly column: Column<Row>;
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
}

function Header<Row>({ column, sort, onSort }: HeaderProps<Row>) {
  if (column.sortable !== true || onSort === undefined) return <>{column.header}</>;
  const direction = ariaSort(column, sort);
  const Picture =
    direction === 'ascending' ? IconArrowUp : direction === 'descending' ? IconArrowDown : IconArrowsSort;
  return (
    <UnstyledButton
      className={classes['sort']}
      data-active={direction !== 'none' || undefined}
      onClick={() => onSort(direction === 'ascending' ? `-${column.id}` : column.id)}
    >
      {column.header}
      <Picture size={14} aria-hidden />
    </UnstyledButton>
  );
}

/** Rows that are not in the document, as a space of their height. */
function Gap({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return <tr aria-hidden style={{ height }} />;
}
