import { List, Loader, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { takeBackQuery, type TakeBack } from '../../../api/queries-take-back.ts';
import { EngineText } from '../../../parts/engine-text.tsx';
import { ProblemCard } from '../../../parts/problem-card.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { listName } from '../rows/value-names.ts';

/** More than these are counted and not named. */
const MAX_NAMED = 8;

/** What taking back would do in Odoo, before it is done. */
export function TakeBackEffects({ backend }: { readonly backend: string }) {
  const t = useTexts();
  const { data, error, isFetching, refetch } = useQuery(takeBackQuery(backend));
  if (isFetching)
    return (
      <Text size="sm" c="dimmed" role="status">
        <Loader size="xs" mr="xs" aria-hidden />
        {t('connection.takeBackReading')}
      </Text>
    );
  if (error !== null) return <ProblemCard error={error} title={null} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  const { archived, putBack, removedLines } = data;
  const isNothing = archived.length === 0 && putBack.length === 0 && removedLines === 0;
  return (
    <Stack gap="sm" role="region" aria-label={t('connection.takeBackEffects')}>
      {isNothing ? (
        <Text size="sm">{t('connection.takeBackNothing')}</Text>
      ) : (
        <Stack gap={4}>
          <Text size="sm" fw={600}>
            {t('connection.takeBackEffects')}
          </Text>
          <List size="sm">
            {archived.map(({ type, count }) => (
              <List.Item key={type}>
                {t('connection.takeBackArchives', { type: listName(type, t), count })}
              </List.Item>
            ))}
            {removedLines > 0 && <List.Item>{t('connection.takeBackLines', { n: removedLines })}</List.Item>}
            {putBack.length > 0 && (
              <List.Item>
                {t('connection.takeBackPutsBack', { names: namesOf(putBack.map(({ name }) => name)) })}
              </List.Item>
            )}
          </List>
        </Stack>
      )}
      <TakeBackRest takeBack={data} />
    </Stack>
  );
}

/** What stays in Odoo, each with its reason. */
export function TakeBackRest({ takeBack: { left, staying } }: { readonly takeBack: TakeBack }) {
  const t = useTexts();
  if (left.length === 0 && staying.length === 0) return null;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {t('connection.takeBackStays')}
      </Text>
      <List size="sm">
        {left.slice(0, MAX_NAMED).map(({ id, model, name, reason }) => (
          <List.Item key={`${model} ${id}`}>
            {name}: <EngineText text={reason} />
          </List.Item>
        ))}
        {left.length > MAX_NAMED && (
          <List.Item>{t('connection.takeBackMore', { n: left.length - MAX_NAMED })}</List.Item>
        )}
        {staying.map(({ type, count }) => (
          <List.Item key={type}>
            {t('connection.takeBackUnarchivable', { type: listName(type, t), count })}
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}

function namesOf(names: readonly string[]): string {
  return names.length <= MAX_NAMED ? names.join(', ') : `${names.slice(0, MAX_NAMED).join(', ')} …`;
}
