import { Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { backendQuery } from '../../../api/queries.ts';
import { listsQuery, rowQuery } from '../../../api/queries-rows.ts';
import { useMay } from '../../../api/session.ts';
import type { Row } from '../../../api/types.ts';
import { Facts } from '../../../parts/facts.tsx';
import { OutsideLink } from '../../../parts/outside-link.tsx';
import { QueryView } from '../../../parts/query-view.tsx';
import { When } from '../../../parts/when.tsx';
import { useLanguage, useTexts } from '../../../texts/language.tsx';
import { EngineText } from '../../../parts/engine-text.tsx';
import { Differences } from './differences.tsx';
import { LeaveButton } from './leave-button.tsx';
import { RecordChoice } from './record-choice.tsx';
import { RowStatusBadge } from './row-status.tsx';
import { storeLink } from './store-link.ts';
import { settingText, valueText, type Speech } from './value-text.ts';
import { listName, valueName } from './value-names.ts';
import { RowNote } from './row-note.tsx';
import classes from './rows.module.css';

interface Props {
  readonly backend: string;
  readonly type: string;
  /** Undefined: closed. */
  readonly row: string | undefined;
  readonly onClose: () => void;
}

/** One row with everything that is known of it, and what can be decided, beside the list. */
export function RowPanel({ backend, type, row: key, onClose }: Props) {
  const t = useTexts();
  // While it closes, what it showed stays in it.
  const [last, setLast] = useState(key);
  if (key !== undefined && key !== last) setLast(key);
  const query = useQuery({ ...rowQuery(backend, type, last ?? ''), enabled: last !== undefined });
  return (
    <Drawer
      {...{ opened: key !== undefined, onClose, position: 'right', size: 'lg' }}
      title={query.data?.label ?? listName(type, t)}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      styles={{ title: { fontWeight: 650, fontSize: 'var(--mantine-font-size-lg)' } }}
    >
      <QueryView query={query}>{(row) => <Details backend={backend} row={row} />}</QueryView>
    </Drawer>
  );
}

function Details({ backend, row }: { readonly backend: string; readonly row: Row }) {
  const t = useTexts();
  const { language } = useLanguage();
  const { operate } = useMay();
  const lists = useQuery(listsQuery(backend));
  const pair = useQuery(backendQuery(backend));
  const model = lists.data?.find((list) => list.type === row.type)?.choiceModel ?? null;
  const admin = pair.data === undefined ? null : storeLink(pair.data.storeUrl, row);
  // What waits for a person has the decision in front of its values.
  const decide = operate && (
    <>
      {model !== null && (
        <Part title={t(row.record === null ? 'rows.chooseTitle' : 'rows.chooseOther')}>
          <RecordChoice key={`${row.key} ${row.changedAt}`} {...{ backend, row }} />
        </Part>
      )}
      <LeaveButton {...{ backend, row }} />
    </>
  );
  return (
    <Stack gap="lg">
      <Group gap="sm">
        <RowStatusBadge status={row.status} />
        <Text size="sm" c="dimmed">
          {listName(row.type, t)} · {t('rows.since')} <When at={row.since} />
        </Text>
      </Group>
      <RowNote row={row} />
      {row.left !== null && (
        <Text size="sm" c="dimmed">
          {t('rows.leftBy', { login: row.left.by })} <When at={row.left.at} />
        </Text>
      )}
      {row.changes.length > 0 && (
        <Part title={t('rows.differences')}>
          <Differences changes={row.changes} />
        </Part>
      )}
      {(row.record !== null || model !== null) && (
        <Part title={t('rows.inOdoo')}>
          <Facts
            items={[
              {
                name: t('rows.record'),
                value:
                  row.record === null ? (
                    t('rows.noneYet')
                  ) : (
                    <OutsideLink href={row.record.url}>{row.record.label || `#${row.record.id}`}</OutsideLink>
                  ),
              },
              ...(row.matchedBy === ''
                ? []
                : [{ name: t('rows.how'), value: <EngineText text={row.matchedBy} /> }]),
              ...(row.record === null
                ? []
                : [
                    {
                      name: t('rows.madeBy'),
                      value: t(row.created ? 'rows.madeByConnector' : 'rows.wasThere'),
                    },
                  ]),
            ]}
          />
        </Part>
      )}
      {row.status === 'review' && decide}
      {Object.keys(row.values).length > 0 && (
        <Part title={t('rows.inStore')}>
          <Facts
            items={[
              ...valuesOf(row, { t, language }),
              ...(admin === null
                ? []
                : [
                    {
                      name: t('rows.storeAdmin'),
                      value: <OutsideLink href={admin}>{t('rows.openInStore')}</OutsideLink>,
                    },
                  ]),
            ]}
          />
        </Part>
      )}
      {row.status !== 'review' && decide}
    </Stack>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}

/** Values that other parts of the panel show, or that nobody reads. */
const HIDDEN = new Set(['shipping_tax_id', 'verdict', 'alignable']);

function valuesOf(row: Row, speech: Speech) {
  return Object.entries(row.values)
    .filter(
      ([name, value]) => value !== '' && !HIDDEN.has(name) && !(row.type === 'setting' && name === 'type'),
    )
    .map(([name, value]) => {
      const isSetting = row.type === 'setting' && (name === 'value' || name === 'default');
      const text = isSetting ? settingText(row, name, speech.t) : valueText(name, value, speech);
      return { name: valueName(name, speech.t), value: <span className={classes['lines']}>{text}</span> };
    });
}
