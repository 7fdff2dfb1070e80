import { Button, Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { takeBackQuery } from '../../../api/queries-take-back.ts';
import type { Backend } from '../../../api/types.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { Section } from '../../../parts/section.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { TakeBackEffects } from './take-back-effects.tsx';
import { useRemoveBackend } from './use-remove-backend.tsx';

/** Takes a backend out of use, after its name was typed; if wanted, with what it created in Odoo. */
export function RemoveBackend({ backend: { name } }: { readonly backend: Backend }) {
  const t = useTexts();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [takesBack, setTakesBack] = useState(false);
  const [isTried, setTried] = useState(false);
  const { isFetching, isSuccess } = useQuery({ ...takeBackQuery(name), enabled: isOpen && takesBack });
  // Nothing is archived that was not shown before.
  const isReady = !takesBack || (isSuccess && !isFetching);
  const remove = useRemoveBackend(name);
  const isOther = typed !== '' && !name.startsWith(typed.trim());
  const isNamed = typed.trim() === name;
  const submit = () => {
    setTried(true);
    if (isReady && isNamed) remove.mutate(takesBack);
  };
  const close = () => {
    setOpen(false);
    setTyped('');
    setTakesBack(false);
    setTried(false);
    remove.reset();
  };
  return (
    <Section title={t('connection.remove')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('connection.removeText')}</Text>
        <Button variant="outline" color="red" onClick={() => setOpen(true)}>
          {t('connection.removeButton')}
        </Button>
      </Stack>
      <Dialog
        {...{ isOpen, onClose: close, title: t('connection.removeTitle', { name }), isDangerous: true }}
        {...{ isBusy: remove.isPending, isDisabled: !isReady, error: remove.error }}
        submit={t(takesBack ? 'connection.takeBackButton' : 'connection.removeButton')}
        onSubmit={submit}
      >
        <Text size="sm">{t(takesBack ? 'connection.takeBackText' : 'connection.removeText')}</Text>
        <Checkbox
          {...{ label: t('connection.takeBack'), description: t('connection.takeBackHint') }}
          {...{ checked: takesBack, disabled: remove.isPending }}
          onChange={(event) => setTakesBack(event.currentTarget.checked)}
        />
        {takesBack && <TakeBackEffects backend={name} />}
        <TextInput
          {...{ label: t('connection.typeName', { name }), value: typed, autoComplete: 'off' }}
          error={isTried && !isNamed ? t('connection.nameFirst') : isOther && t('connection.otherName')}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {remove.isPending && takesBack && (
          <Text size="sm" c="dimmed" role="status">
            {t('connection.takeBackWorking')}
          </Text>
        )}
      </Dialog>
    </Section>
  );
}
