import { Button, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { rowsQuery } from '../../../api/queries-rows.ts';
import { domainName } from '../../../parts/domains.ts';
import { EngineText } from '../../../parts/engine-text.tsx';
import { Section } from '../../../parts/section.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { sentence } from '../rows/why.ts';
import classes from './overview.module.css';

/** What Odoo does not support, folded: nobody has to do anything about it, and every run finds the same. */
export function Limitations({ backend }: { readonly backend: string }) {
  const t = useTexts();
  const found = useInfiniteQuery(rowsQuery(backend, { type: 'limitation' }));
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const total = found.data?.pages[0]?.total ?? 0;
  if (total === 0) return null;
  return (
    <Section>
      <details>
        <summary>
          <Text size="sm" c="dimmed" component="span">
            {t('overview.limitations', { n: total })}
          </Text>
        </summary>
        <Stack gap="sm" mt="sm">
          <ul className={classes['items']}>
            {items.map((row) => (
              <li key={row.key}>
                <Text size="sm" fw={600} component="span">
                  {row.label}
                </Text>{' '}
                <Text size="sm" c="dimmed" component="span">
                  {domainName(row.domain, t)}. <EngineText text={sentence(row.reason)} />
                </Text>
              </li>
            ))}
          </ul>
          {found.hasNextPage && (
            <Button variant="light" onClick={() => void found.fetchNextPage()} style={{ alignSelf: 'start' }}>
              {t('common.loadMore')}
            </Button>
          )}
        </Stack>
      </details>
    </Section>
  );
}
