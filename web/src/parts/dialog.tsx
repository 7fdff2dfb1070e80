import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/language.tsx';
import { ProblemCard } from './problem-card.tsx';

interface Props {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** What is done by the button; the dialog stays open until that has worked. */
  readonly onSubmit: () => void;
  /** On the button: what will happen, as a verb. */
  readonly submit: string;
  /** Whether it takes something away. */
  readonly isDangerous?: boolean;
  readonly isBusy?: boolean;
  /** Whether it cannot be done yet. */
  readonly isDisabled?: boolean;
  readonly error?: Error | null;
  readonly children?: ReactNode;
}

/** A form, or a question, above the page. */
export function Dialog(props: Props) {
  const { title, isOpen, onClose, onSubmit, submit, isDangerous, isBusy, isDisabled, error, children } =
    props;
  const t = useTexts();
  return (
    <Modal
      {...{ opened: isOpen, onClose, title, centered: true }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      styles={{ title: { fontWeight: 650, fontSize: 'var(--mantine-font-size-lg)' } }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <Stack>
          {children}
          {error !== undefined && error !== null && <ProblemCard error={error} title={null} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              loading={isBusy ?? false}
              disabled={isDisabled ?? false}
              {...(isDangerous === true && { color: 'red.8' })}
            >
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
