import { Group, Paper, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

interface Props {
  readonly title?: string;
  /** Buttons on the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page on a surface of its own. */
export function Section({ title, actions, children }: Props) {
  const id = useId();
  return (
    <Paper
      component="section"
      {...{ withBorder: true, p: 'lg', radius: 'md', bg: 'var(--page-surface)' }}
      aria-labelledby={title === undefined ? undefined : id}
    >
      {title !== undefined && (
        <Group justify="space-between" mb="sm">
          <Title order={2} id={id}>
            {title}
          </Title>
          {actions}
        </Group>
      )}
      {children}
    </Paper>
  );
}
