import { Center, Paper, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { Brand } from '../../app/brand.tsx';
import { useTexts } from '../../texts/language.tsx';

interface Props {
  readonly title: string;
  readonly intro?: string;
  readonly children: ReactNode;
}

/** The frame of the pages that need no sign-in. */
export function Frame({ title, intro, children }: Props) {
  const t = useTexts();
  const product = t('common.product');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
  return (
    <Center component="main" mih="100vh" p="md">
      <Stack w={400} maw="100%" gap="lg">
        <Brand />
        <Paper withBorder p="xl" radius="lg" bg="var(--page-surface)">
          <Title order={1} size="h2" mb={4}>
            {title}
          </Title>
          {intro !== undefined && (
            <Text c="dimmed" size="sm" mb="md">
              {intro}
            </Text>
          )}
          {children}
        </Paper>
      </Stack>
    </Center>
  );
}
