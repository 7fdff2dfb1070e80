import { Group, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useConnection } from '../api/events.ts';
import { clockTime } from '../parts/times.ts';
import { useLanguage } from '../texts/language.tsx';
import classes from './shell.module.css';

/** A stream that is opened again at once is no lost connection. */
const PATIENCE_MS = 2000;

/** Says that the connector does not answer, and how old the page is. */
export function ConnectionBanner() {
  const { t, language } = useLanguage();
  const connection = useConnection();
  const [lostAt, setLostAt] = useState<Date | null>(null);
  useEffect(() => {
    const timer = setTimeout(
      () => setLostAt(connection.live ? null : connection.lostAt),
      connection.live ? 0 : PATIENCE_MS,
    );
    return () => clearTimeout(timer);
  }, [connection]);
  return (
    <div role="status">
      {lostAt !== null && (
        <Group className={classes['banner']} px="md" py="xs" gap="sm" wrap="nowrap">
          <IconPlugConnectedX size={20} aria-hidden style={{ flexShrink: 0 }} />
          <Text size="sm">
            <b>{t('states.offlineTitle')}.</b>{' '}
            {t('states.offlineText', { time: clockTime(lostAt, language) })}
          </Text>
        </Group>
      )}
    </div>
  );
}
