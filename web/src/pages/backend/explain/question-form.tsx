import { Button, Checkbox, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ExplainDomain } from '../../../api/queries-explain.ts';
import { useTexts } from '../../../texts/language.tsx';
import { ChoiceField, TypedField } from './choice-field.tsx';
import type { Field, Values } from './fields.ts';

interface Props {
  readonly backend: string;
  readonly about: ExplainDomain;
  readonly first: Values;
  readonly isBusy: boolean;
  readonly onAsk: (values: Values) => void;
}

/** The address and the goods that are asked about. Lists of the store are offered where a run has read them. */
export function QuestionForm({ backend, about, first, isBusy, onAsk }: Props) {
  const t = useTexts();
  const [values, setValues] = useState<Values>(first);
  const change = (next: Values) => setValues((before) => ({ ...before, ...next }));
  const typed = (name: Field) => ({
    value: values[name] ?? '',
    onChange: (value: string) => change({ [name]: value }),
  });
  const country = values.country ?? '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (country !== '') onAsk(values);
      }}
    >
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
          <ChoiceField
            {...{ backend, type: 'country', label: t('explain.country'), value: country }}
            onChange={(value) => change({ country: value, state: '' })}
          />
          <ChoiceField
            key={country}
            {...{ backend, type: 'state', label: t('explain.state'), ...typed('state') }}
            {...(country !== '' && { filter: `country_code:${country.toUpperCase()}` })}
          />
          <TypedField label={t('explain.postcode')} {...typed('postcode')} />
          {about === 'taxes' && <TypedField label={t('explain.city')} {...typed('city')} />}
          <ChoiceField
            {...{ backend, ...typed('class') }}
            type={about === 'taxes' ? 'tax_class' : 'shipping_class'}
            label={t(about === 'taxes' ? 'explain.taxClass' : 'explain.shippingClass')}
          />
          {about === 'taxes' ? (
            <>
              <TypedField label={t('explain.amount')} placeholder="100" {...typed('amount')} />
              <TypedField label={t('explain.quantity')} placeholder="1" {...typed('quantity')} />
            </>
          ) : (
            <>
              <TypedField label={t('explain.quantity')} placeholder="1" {...typed('qty')} />
              <TypedField label={t('explain.total')} placeholder="0" {...typed('total')} />
              <TypedField label={t('explain.weight')} {...typed('weight')} />
            </>
          )}
        </SimpleGrid>
        {about === 'taxes' && (
          <Group gap="lg">
            <Checkbox
              {...{ label: t('explain.onShipping'), checked: values.on === 'shipping' }}
              onChange={(event) => change({ on: event.currentTarget.checked ? 'shipping' : '' })}
            />
            <Checkbox
              {...{ label: t('explain.hasVat'), checked: (values.vat ?? '') !== '' }}
              onChange={(event) => change({ vat: event.currentTarget.checked ? 'yes' : '' })}
            />
          </Group>
        )}
        <Group>
          <Button type="submit" disabled={country === ''} loading={isBusy}>
            {t('explain.ask')}
          </Button>
          {country === '' && (
            <Text size="sm" c="dimmed">
              {t('explain.needsCountry')}
            </Text>
          )}
        </Group>
      </Stack>
    </form>
  );
}
