import { Center, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface Props {
  readonly icon: Icon;
  readonly title: string;
  readonly text: string;
  /** Where to start from. */
  readonly action?: ReactNode;
}

/** A list with nothing in it, and where to start from. */
export function Empty({ icon: Picture, title, text, action }: Props) {
  return (
    <Center py={64} px="md">
      <Stack align="center" gap="sm" maw={440}>
        <ThemeIcon size={56} radius="xl" variant="light" aria-hidden>
          <Picture size={28} />
        </ThemeIcon>
        <Title order={2} ta="center">
          {title}
        </Title>
        <Text c="dimmed" ta="center">
          {text}
        </Text>
        {action}
      </Stack>
    </Center>
  );
}
