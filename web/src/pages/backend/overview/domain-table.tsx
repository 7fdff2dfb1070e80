import type { RowList } from '../../../api/types.ts';
import { DataTable, type Column } from '../../../parts/data-table.tsx';
import { domainName } from '../../../parts/domains.ts';
import { PageLink } from '../../../parts/links.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import type { Translate } from '../../../texts/catalogue.ts';
import { useLanguage, useTexts } from '../../../texts/language.tsx';
import { CHECKS, type DomainState } from './domain-states.ts';

interface Props {
  readonly backend: string;
  readonly states: readonly DomainState[];
  readonly lists: readonly RowList[];
}

/** A line of the table: a kind of metadata, or the points of agreement. */
interface Line {
  readonly id: string;
  readonly name: string;
  readonly to: DomainState['to'] | '/backends/$backend/consistency';
  readonly total: number;
  readonly state: DomainState | null;
  /** Points on which the sides differ, and those of which one side is not known. */
  readonly differs: number;
  readonly unknown: number;
}

/** Two plain states of each kind of metadata: whether both sides are in sync, and whether something waits for a person. */
export function DomainTable({ backend, states, lists }: Props) {
  const t = useTexts();
  const { language } = useLanguage();
  const number = new Intl.NumberFormat(language);
  const columns: Column<Line>[] = [
    {
      ...{ id: 'name', header: t('overview.kind') },
      cell: ({ name, to }) => <PageLink {...{ to, params: { backend }, fw: 600 }}>{name}</PageLink>,
    },
    { id: 'sync', header: t('overview.sync'), cell: (line) => syncBadge(line, t) },
    { id: 'review', header: t('overview.review'), cell: (line) => reviewBadge(line, t) },
    {
      ...{ id: 'total', header: t('overview.rows'), align: 'right', wideOnly: true },
      cell: ({ total }) => number.format(total),
    },
  ];
  return (
    <DataTable
      {...{ label: t('overview.title'), columns, rows: linesOf(states, lists, t) }}
      rowKey={({ id }) => id}
    />
  );
}

function linesOf(states: readonly DomainState[], lists: readonly RowList[], t: Translate): Line[] {
  const checks = lists.find(({ type }) => type === CHECKS);
  const lines = states.map((state): Line => {
    const { domain: id, to, total } = state;
    return { id, to, total, state, name: domainName(id, t), differs: 0, unknown: 0 };
  });
  if (checks === undefined || checks.run === null) return lines;
  const { differs = 0, unknown = 0 } = checks.statuses;
  const to = '/backends/$backend/consistency';
  return [
    ...lines,
    {
      ...{ id: CHECKS, to, name: t('backend.consistency'), total: checks.total },
      ...{ state: null, differs, unknown },
    },
  ];
}

function syncBadge({ state, differs, unknown }: Line, t: Translate) {
  if (state === null) {
    if (differs > 0)
      return <StatusBadge plain tone="attention" text={t('overview.differs', { n: differs })} />;
    if (unknown > 0) return <StatusBadge plain tone="unknown" text={t('overview.unknown', { n: unknown })} />;
    return <StatusBadge plain tone="good" text={t('overview.agrees')} />;
  }
  const { changes, failed } = state;
  if (changes === null) return <StatusBadge plain tone="quiet" text={t('home.never')} />;
  if (failed > 0) return <StatusBadge plain tone="bad" text={t('overview.failed', { n: failed })} />;
  if (changes > 0) return <StatusBadge plain tone="change" text={t('home.outOfSync', { n: changes })} />;
  return <StatusBadge plain tone="good" text={t('home.inSync')} />;
}

function reviewBadge({ state }: Line, t: Translate) {
  if (state === null || state.changes === null) return null;
  if (state.review > 0)
    return <StatusBadge plain tone="attention" text={t('home.needsReview', { n: state.review })} />;
  return <StatusBadge plain tone="good" text={t('overview.nothingWaits')} />;
}
