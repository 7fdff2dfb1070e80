import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../../api/client.ts';
import { useMay } from '../../../api/session.ts';
import type { BackendStatus } from '../../../api/types.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { Section } from '../../../parts/section.tsx';
import { When } from '../../../parts/when.tsx';
import { useLanguage, useTexts } from '../../../texts/language.tsx';
import { momentText } from './moments.ts';
import { ScheduleForm } from './schedule-form.tsx';
import { timingWords } from './timing.ts';
import classes from './schedule.module.css';

type Schedule = BackendStatus['schedules'][number];

interface Props {
  readonly backend: string;
  readonly kind: Schedule['kind'];
  /** Null: there is none. */
  readonly schedule: Schedule | null;
}

/** One schedule in words, with its next times; to set, change or remove. */
export function ScheduleCard({ backend, kind, schedule }: Props) {
  const t = useTexts();
  const { language } = useLanguage();
  const { operate } = useMay();
  const client = useQueryClient();
  const [open, setOpen] = useState<'form' | 'remove' | null>(null);
  const params = { path: { backend, kind } };
  const settled = async () => {
    setOpen(null);
    await client.invalidateQueries({ queryKey: ['status'] });
  };
  const remove = useMutation({
    mutationFn: () => ask(api.DELETE('/backends/{backend}/schedules/{kind}', { params })),
    onSuccess: async () => {
      notifications.show({ message: t('schedule.removed') });
      await settled();
    },
  });
  const title = t(kind === 'sync' ? 'schedule.sync' : 'schedule.check');
  return (
    <Section
      title={title}
      actions={
        operate && (
          <Group gap="xs">
            {schedule !== null && (
              <Button
                variant="default"
                size="xs"
                onClick={() => setOpen('remove')}
                aria-label={t('schedule.removeOf', { what: title })}
              >
                {t('schedule.remove')}
              </Button>
            )}
            <Button
              size="xs"
              variant="default"
              onClick={() => setOpen('form')}
              aria-label={t(schedule === null ? 'schedule.setOf' : 'schedule.changeOf', { what: title })}
            >
              {t(schedule === null ? 'schedule.set' : 'schedule.change')}
            </Button>
          </Group>
        )
      }
    >
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {t(kind === 'sync' ? 'schedule.syncText' : 'schedule.checkText')}
        </Text>
        {schedule === null ? (
          <Text>{t('schedule.none')}</Text>
        ) : (
          <>
            <Text fw={600}>
              {timingWords(schedule, t, language)}
              {schedule.cron !== null && (
                <Text span c="dimmed" fw={400} size="sm">
                  {' '}
                  {t('schedule.zone', { zone: schedule.timeZone })}
                </Text>
              )}
            </Text>
            <Text size="sm">{t('schedule.next')}</Text>
            <ul className={classes['times']}>
              {schedule.next.map((at) => (
                <li key={at}>
                  {momentText(at, language)}{' '}
                  <Text span size="sm" c="dimmed">
                    <When at={at} />
                  </Text>
                </li>
              ))}
            </ul>
          </>
        )}
      </Stack>
      {open === 'form' && (
        <ScheduleForm {...{ backend, kind, schedule, title, onClose: () => setOpen(null), onSet: settled }} />
      )}
      <Dialog
        {...{
          isOpen: open === 'remove',
          onClose: () => {
            setOpen(null);
            remove.reset();
          },
          title: t('schedule.removeTitle'),
          isDangerous: true,
        }}
        {...{ submit: t('schedule.remove'), isBusy: remove.isPending, error: remove.error }}
        onSubmit={() => remove.mutate()}
      >
        <Text size="sm">{t(kind === 'sync' ? 'schedule.removeSync' : 'schedule.removeCheck')}</Text>
      </Dialog>
    </Section>
  );
}
