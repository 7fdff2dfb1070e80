import { Alert, Button, Code, CopyButton, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../api/client.ts';
import { tokensQuery } from '../../api/queries-accounts.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useTexts } from '../../texts/language.tsx';

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Makes a token and shows its text this once. */
export function AddToken({ isOpen, onClose }: Props) {
  const t = useTexts();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<'read' | 'write'>('read');
  const [created, setCreated] = useState<string | null>(null);
  const add = useMutation({
    mutationFn: () => ask(api.POST('/tokens', { body: { name, scope } })),
    onSuccess: async ({ text }) => {
      setCreated(text);
      setName('');
      setScope('read');
      onClose();
      await client.invalidateQueries({ queryKey: tokensQuery.queryKey });
    },
  });
  return (
    <>
      <Dialog
        {...{ title: t('tokens.add'), isOpen, onClose, submit: t('tokens.addSubmit') }}
        {...{ onSubmit: () => add.mutate(), isBusy: add.isPending, error: add.error }}
      >
        <TextInput
          {...{ label: t('tokens.name'), description: t('tokens.nameHelp'), required: true }}
          {...{ withAsterisk: false, value: name }}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Radio.Group
          label={t('tokens.scope')}
          value={scope}
          onChange={(value) => setScope(value === 'write' ? 'write' : 'read')}
        >
          <Stack gap="xs" mt={6}>
            <Radio value="read" label={t('tokens.readText')} />
            <Radio value="write" label={t('tokens.writeText')} />
          </Stack>
        </Radio.Group>
      </Dialog>
      <CreatedToken text={created} onClose={() => setCreated(null)} />
    </>
  );
}

function CreatedToken({ text, onClose }: { readonly text: string | null; readonly onClose: () => void }) {
  const t = useTexts();
  return (
    <Modal
      {...{ opened: text !== null, onClose, title: t('tokens.madeTitle'), centered: true, size: 'lg' }}
      {...{ closeOnClickOutside: false, closeButtonProps: { 'aria-label': t('common.close') } }}
    >
      <Stack>
        <Alert color="yellow">{t('tokens.madeText')}</Alert>
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {text}
        </Code>
        <Text size="sm">{t('tokens.madeUse')}</Text>
        <Group justify="flex-end">
          <CopyButton value={text ?? ''}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? 'common.copied' : 'common.copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{t('common.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
