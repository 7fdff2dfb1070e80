import { Button, Group } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTexts } from '../../../texts/language.tsx';

/** All changes of a run as a file. */
export function Downloads({ run }: { readonly run: number }) {
  const t = useTexts();
  const link = (format: 'csv' | 'json', label: string) => (
    <Button
      {...{ component: 'a', variant: 'default', leftSection: <IconDownload size={16} aria-hidden /> }}
      {...{ href: `/api/v1/runs/${run}/operations.${format}`, download: `run-${run}.${format}` }}
      aria-label={t('run.download', { format: label })}
    >
      {label}
    </Button>
  );
  return (
    <Group gap="xs">
      {link('csv', 'CSV')}
      {link('json', 'JSON')}
    </Group>
  );
}
