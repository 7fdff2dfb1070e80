import { Chip, Group, NumberInput, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../../api/client.ts';
import type { BackendStatus } from '../../../api/types.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { useLanguage, useTexts } from '../../../texts/language.tsx';
import { allZones, ownZone } from './moments.ts';
import { DAYS, dayName, timingWords, toPlan, toTiming, type Plan } from './timing.ts';

type Schedule = BackendStatus['schedules'][number];

interface Props {
  readonly backend: string;
  readonly kind: Schedule['kind'];
  readonly schedule: Schedule | null;
  readonly title: string;
  readonly onClose: () => void;
  readonly onSet: () => Promise<void>;
}

const FIRST: Plan = { mode: 'days', days: DAYS, time: '06:00' };

/** Sets or changes a schedule. */
export function ScheduleForm({ backend, kind, schedule, title, onClose, onSet }: Props) {
  const t = useTexts();
  const { language } = useLanguage();
  const [plan, setPlan] = useState<Plan>(schedule === null ? FIRST : toPlan(schedule));
  const [zone, setZone] = useState(
    schedule === null || schedule.cron === null ? ownZone() : schedule.timeZone,
  );
  const timing = toTiming(plan);
  const set = useMutation({
    mutationFn: () =>
      ask(
        api.PUT('/backends/{backend}/schedules/{kind}', {
          params: { path: { backend, kind } },
          body: { ...timing, timeZone: zone },
        }),
      ),
    onSuccess: async () => {
      notifications.show({ message: t('schedule.saved') });
      await onSet();
    },
  });
  return (
    <Dialog
      {...{
        isOpen: true,
        onClose,
        title: t(schedule === null ? 'schedule.setOf' : 'schedule.changeOf', { what: title }),
        submit: t('common.save'),
        isBusy: set.isPending,
        error: set.error,
      }}
      onSubmit={() => set.mutate()}
    >
      <SegmentedControl
        {...{ 'aria-label': t('schedule.how'), value: plan.mode, fullWidth: true }}
        data={[
          { value: 'days', label: t('schedule.modeDays') },
          { value: 'month', label: t('schedule.modeMonth') },
          { value: 'interval', label: t('schedule.modeInterval') },
          { value: 'cron', label: t('schedule.modeCron') },
        ]}
        onChange={(mode) => setPlan(firstOf(mode, plan))}
      />
      <Fields plan={plan} onChange={setPlan} />
      {plan.mode !== 'interval' && (
        <Select
          {...{ label: t('schedule.zoneLabel'), searchable: true, allowDeselect: false, limit: 100 }}
          {...{ data: allZones(zone), value: zone, onChange: (value) => value !== null && setZone(value) }}
        />
      )}
      <Text size="sm" role="status">
        {plan.mode === 'days' && plan.days.length === 0
          ? t('schedule.needsDay')
          : timingWords(timing, t, language)}
      </Text>
    </Dialog>
  );
}

/** What another way begins with; the time of day stays. */
function firstOf(mode: Plan['mode'], plan: Plan): Plan {
  const time = 'time' in plan ? plan.time : '06:00';
  switch (mode) {
    case 'interval':
      return { mode, minutes: 60 };
    case 'days':
      return { mode, days: DAYS, time };
    case 'month':
      return { mode, day: 1, time };
    case 'cron':
      return { mode, cron: toTiming(plan).cron ?? '0 6 * * *' };
  }
}

function Fields({ plan, onChange }: { readonly plan: Plan; readonly onChange: (plan: Plan) => void }) {
  const t = useTexts();
  const { language } = useLanguage();
  if (plan.mode === 'interval')
    return (
      <NumberInput
        {...{
          label: t('schedule.minutes'),
          value: plan.minutes,
          min: 1,
          allowDecimal: false,
          required: true,
        }}
        {...{ withAsterisk: false, description: t('schedule.minutesHelp') }}
        onChange={(value) => onChange({ ...plan, minutes: Number(value) })}
      />
    );
  if (plan.mode === 'cron')
    return (
      <TextInput
        {...{
          label: t('schedule.cron'),
          description: t('schedule.cronHelp'),
          value: plan.cron,
          required: true,
        }}
        {...{ withAsterisk: false, autoComplete: 'off', spellCheck: false }}
        onChange={(event) => onChange({ ...plan, cron: event.currentTarget.value })}
      />
    );
  const time = (
    <TextInput
      {...{ type: 'time', label: t('schedule.time'), value: plan.time, required: true, withAsterisk: false }}
      onChange={(event) => onChange({ ...plan, time: event.currentTarget.value })}
    />
  );
  if (plan.mode === 'month')
    return (
      <Group grow>
        <NumberInput
          {...{ label: t('schedule.dayOfMonth'), value: plan.day, min: 1, max: 31, allowDecimal: false }}
          onChange={(value) => onChange({ ...plan, day: Number(value) })}
        />
        {time}
      </Group>
    );
  return (
    <Stack gap="sm">
      <Group gap={6} role="group" aria-label={t('schedule.days')}>
        {DAYS.map((day) => (
          <Chip
            key={day}
            {...{ size: 'sm', variant: 'outline', checked: plan.days.includes(day) }}
            onChange={(checked) =>
              onChange({
                ...plan,
                days: DAYS.filter((each) => (each === day ? checked : plan.days.includes(each))),
              })
            }
          >
            {dayName(day, language, 'short')}
          </Chip>
        ))}
      </Group>
      {time}
    </Stack>
  );
}
