import { Button, Chip, Group, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { RunDetails } from '../../../api/types.ts';
import { domainName } from '../../../parts/domains.ts';
import { SearchField } from '../../../parts/search-field.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { groupName, kindName, SIGNS, type RunSearch } from './kinds.ts';
import { OperationList } from './operation-list.tsx';
import {
  groupKey,
  openAtFirst,
  planDomains,
  totals,
  type PlanDomain,
  type PlanGroup,
} from './plan-groups.ts';
import classes from './plan.module.css';

interface Props {
  readonly run: RunDetails;
  readonly search: RunSearch;
}

/** What a run changed, or would change: by domain and kind, folded, filtered and searched. */
export function PlanView({ run, search: { kind, q, status } }: Props) {
  const t = useTexts();
  const filter = { kind, status };
  const domains = planDomains(run, filter);
  return (
    <Stack gap="md">
      <Filters run={run} search={{ kind, q, status }} />
      {q !== undefined ? (
        <section className={classes['domain']} aria-label={t('run.results')}>
          <OperationList
            {...{ run: run.id, asked: { ...filter, search: q.trim() || undefined }, isMixed: true }}
            empty={t('run.noMatch')}
          />
        </section>
      ) : (
        <Domains
          key={`${run.id} ${kind ?? ''} ${status ?? ''} ${run.status}`}
          {...{ run, domains, open: openAtFirst(domains) }}
        />
      )}
    </Stack>
  );
}

function Filters({ run, search }: Props) {
  const t = useTexts();
  const navigate = useNavigate({ from: '/backends/$backend/runs/$run' });
  const change = (next: RunSearch) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const { failed, kinds } = totals(run.counts);
  const isApplied = run.kind === 'sync';
  return (
    <Group gap="sm">
      <SearchField
        {...{ label: t('run.search'), value: search.q ?? '' }}
        onSearch={(next) => change({ q: next })}
      />
      <Group gap={6} role="group" aria-label={t('run.filter')}>
        {failed > 0 && (
          <Chip
            {...{ size: 'sm', variant: 'outline', color: 'red', checked: search.status === 'failed' }}
            onChange={(checked) => change({ status: checked ? 'failed' : undefined, kind: undefined })}
          >
            {t('run.failedCount', { n: failed })}
          </Chip>
        )}
        {kinds.map(({ count, kind }) => (
          <Chip
            key={kind}
            {...{ size: 'sm', variant: 'outline', checked: search.kind === kind }}
            onChange={(checked) => change({ kind: checked ? kind : undefined, status: undefined })}
          >
            {t('run.kindCount', { kind: kindName(kind, t, isApplied), n: count })}
          </Chip>
        ))}
      </Group>
    </Group>
  );
}

interface DomainsProps {
  readonly run: RunDetails;
  readonly domains: readonly PlanDomain[];
  readonly open: ReadonlySet<string>;
}

function Domains({ run, domains, open: first }: DomainsProps) {
  const t = useTexts();
  const [open, setOpen] = useState(first);
  const all = domains.flatMap(({ domain, groups }) => groups.map((group) => groupKey(domain, group)));
  const toggle = (key: string) =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  return (
    <>
      {all.length > 1 && (
        <Group gap="xs" justify="flex-end">
          <Button variant="subtle" size="compact-sm" onClick={() => setOpen(new Set(all))}>
            {t('run.unfoldAll')}
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={() => setOpen(new Set())}>
            {t('run.foldAll')}
          </Button>
        </Group>
      )}
      {domains.map(({ domain, groups, unchanged }) => (
        <section key={domain} className={classes['domain']} aria-label={domainName(domain, t)}>
          <div className={classes['domainHead']}>
            <Title order={3} size="h4">
              {domainName(domain, t)}
            </Title>
            <Text size="sm" c="dimmed">
              {groups.length === 0
                ? t('run.nothingHere', { n: unchanged })
                : t('run.unchanged', { n: unchanged })}
            </Text>
          </div>
          {groups.map((group) => {
            const key = groupKey(domain, group);
            return (
              <Fold key={key} {...{ group, isOpen: open.has(key), onToggle: () => toggle(key) }}>
                <OperationList
                  {...{ run: run.id, total: group.count }}
                  asked={{ domain, kind: group.kind, status: group.status }}
                />
              </Fold>
            );
          })}
        </section>
      ))}
    </>
  );
}

interface FoldProps {
  readonly group: PlanGroup;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly children: React.ReactNode;
}

/** A group that opens on a click; what is in it is read then. */
function Fold({ group: { count, kind, status }, isOpen, onToggle, children }: FoldProps) {
  const t = useTexts();
  const id = useId();
  return (
    <div className={classes['group']}>
      <UnstyledButton
        {...{ className: classes['fold'] ?? '', onClick: onToggle, 'aria-expanded': isOpen }}
        {...{ 'aria-controls': id, 'data-kind': kind, 'data-failed': status === 'failed' || undefined }}
      >
        <IconChevronRight size={16} aria-hidden className={classes['chevron'] ?? ''} />
        <span className={classes['sign']} aria-hidden>
          {SIGNS[kind]}
        </span>
        {groupName(kind, status, t)}
        <span className={classes['count']}>{t('run.count', { n: count })}</span>
      </UnstyledButton>
      <div id={id} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </div>
  );
}
