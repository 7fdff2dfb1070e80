import { Badge, Group, Paper, Stack, Text } from '@mantine/core';
import { Facts } from '../../parts/facts.tsx';
import { PageLink } from '../../parts/links.tsx';
import { RunProgress } from '../../parts/run-progress.tsx';
import { When } from '../../parts/when.tsx';
import { useTexts } from '../../texts/language.tsx';
import type { Card } from './card-state.ts';
import { SideHealth } from './health.tsx';
import { StateBadge } from './state-badge.tsx';
import classes from './home.module.css';

/** An address without what every address has. */
export const shortUrl = (url: string): string => url.replace(/^https?:\/\//u, '').replace(/\/$/u, '');

/** A backend: its state, both sides, and when it was and will be synced. */
export function BackendCard({ card }: { readonly card: Card }) {
  const t = useTexts();
  const { backend } = card;
  return (
    <Paper component="article" withBorder p="lg" radius="md" className={classes['card']}>
      <Stack gap="sm" h="100%">
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <PageLink
            to="/backends/$backend"
            params={{ backend: backend.name }}
            className={classes['cardLink'] ?? ''}
            fw={650}
            truncate="end"
          >
            {backend.name}
          </PageLink>
          {backend.environment === 'staging' && (
            <Badge variant="light" color="orange" radius="sm" tt="none" style={{ flexShrink: 0 }}>
              {t('common.staging')}
            </Badge>
          )}
        </Group>
        <div>
          <StateBadge card={card} />
        </div>
        {card.state === 'running' && <RunProgress backendId={backend.id} />}
        <Stack gap={6}>
          <Side name={t('home.store')} where={shortUrl(backend.storeUrl)} card={card} side="store" />
          <Side
            name={t('home.odoo')}
            where={`${shortUrl(backend.odooUrl)} · ${backend.odooCompanyName}`}
            card={card}
            side="odoo"
          />
        </Stack>
        <div className={classes['times']}>
          <Facts
            items={[
              { name: t('home.lastRun'), value: <When at={card.lastRunAt} none={t('home.noRun')} /> },
              { name: t('home.nextSync'), value: <When at={card.nextAt} none={t('home.noSchedule')} /> },
            ]}
          />
        </div>
      </Stack>
    </Paper>
  );
}

interface SideProps {
  readonly name: string;
  readonly where: string;
  readonly card: Card;
  readonly side: 'store' | 'odoo';
}

function Side({ name, where, card, side }: SideProps) {
  return (
    <div className={classes['side']}>
      <Text size="sm" fw={600} className={classes['sideName']}>
        {name}
      </Text>
      <Text size="sm" c="dimmed" truncate title={where}>
        {where}
      </Text>
      <SideHealth card={card} side={side} />
    </div>
  );
}
