import { Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useTexts } from '../texts/language.tsx';

interface Props {
  readonly title: string;
  /** What follows the title on its line: badges. */
  readonly beside?: ReactNode;
  readonly text?: string;
  /** Whether what follows belongs to it: no gap below. */
  readonly isTight?: boolean;
  /** Buttons on the right. */
  readonly actions?: ReactNode;
}

/** The head of a page: its title, which is also that of the browser's tab, and what can be done. */
export function PageHeader({ title, beside, text, actions, isTight = false }: Props) {
  const t = useTexts();
  const product = t('common.product');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
  return (
    <Group justify="space-between" align="flex-start" mb={isTight ? 0 : 'lg'} gap="md">
      <Stack gap={4}>
        <Group gap="sm">
          <Title order={1}>{title}</Title>
          {beside}
        </Group>
        {text !== undefined && <Text c="dimmed">{text}</Text>}
      </Stack>
      {actions !== undefined && <Group gap="sm">{actions}</Group>}
    </Group>
  );
}
