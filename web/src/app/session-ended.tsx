import { Button, Group, Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { sessionEnded } from '../api/query-client.ts';
import { useStore } from '../api/store.ts';
import { useTexts } from '../texts/language.tsx';

/** The session ended while the page was open: says so and leads back here after the sign-in. */
export function SessionEnded() {
  const t = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const isEnded = useStore(sessionEnded);
  const then = useRouterState({ select: ({ location }) => location.href });
  const signIn = () => {
    client.clear();
    sessionEnded.set(false);
    void navigate({ to: '/sign-in', search: { then } });
  };
  return (
    <Modal
      {...{ opened: isEnded, onClose: signIn, title: t('states.endedTitle'), centered: true }}
      closeButtonProps={{ 'aria-label': t('states.endedButton') }}
    >
      <Text>{t('states.endedText')}</Text>
      <Group mt="md" justify="flex-end">
        <Button onClick={signIn} data-autofocus>
          {t('states.endedButton')}
        </Button>
      </Group>
    </Modal>
  );
}
