import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { explainQuery } from '../../../api/queries-explain.ts';
import { QueryView } from '../../../parts/query-view.tsx';
import { Section } from '../../../parts/section.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { Answer } from './answer.tsx';
import { questionOf } from './fields.ts';
import { QuestionForm } from './question-form.tsx';

const route = getRouteApi('/shell/backends/$backend/explain');

/** How WooCommerce and Odoo each calculate a tax or a shipping price, line by line. */
export function ExplainTab() {
  const t = useTexts();
  const { backend } = route.useParams();
  const { about: asked, ...values } = route.useSearch();
  const about = asked ?? 'taxes';
  const navigate = useNavigate({ from: '/backends/$backend/explain' });
  const question = questionOf(about, values);
  const answer = useQuery(explainQuery(backend, about, question));
  const isAsked = question['country'] !== undefined;
  return (
    <Stack gap="md">
      <Section title={t('explain.title')}>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('explain.intro')}
          </Text>
          <SegmentedControl
            {...{ 'aria-label': t('explain.about'), value: about, style: { alignSelf: 'flex-start' } }}
            data={[
              { value: 'taxes', label: t('explain.taxes') },
              { value: 'shipping', label: t('explain.shipping') },
            ]}
            onChange={(value) =>
              void navigate({
                search: ({ country, state, postcode }) => ({
                  ...{ country, state, postcode, about: value === 'shipping' ? 'shipping' : undefined },
                }),
                replace: true,
              })
            }
          />
          <QuestionForm
            key={about}
            {...{ backend, about, first: values, isBusy: isAsked && answer.isFetching }}
            onAsk={(next) => void navigate({ search: { about: asked, ...questionOf(about, next) } })}
          />
        </Stack>
      </Section>
      {isAsked && (
        <QueryView query={answer}>{(explanation) => <Answer explanation={explanation} />}</QueryView>
      )}
    </Stack>
  );
}
