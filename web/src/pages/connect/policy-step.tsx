import { NumberInput, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { policiesQuery } from '../../api/queries-connect.ts';
import type { components } from '../../api/schema.ts';
import { EngineText } from '../../parts/engine-text.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { useTexts } from '../../texts/language.tsx';
import type { PolicyChoice, StepProps } from './draft.ts';

type Policy = components['schemas']['Policy'];

/** How the backend is called, and what a sync does where there is more than one way; each with its consequence. */
export function PolicyStep({ draft, change }: StepProps) {
  const t = useTexts();
  const policies = useQuery(policiesQuery);
  return (
    <Stack gap="lg">
      <TextInput
        {...{ label: t('connect.name'), description: t('connect.nameHelp'), value: draft.name, maw: 420 }}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Text size="sm" c="dimmed">
        {t('connect.policiesText')}
      </Text>
      <QueryView query={policies}>
        {(items) => (
          <>
            {items.map((policy) => (
              <PolicyField
                key={policy.name}
                policy={policy}
                value={draft.policies[policy.name] ?? policy.initial}
                onChange={(value) => change({ policies: { ...draft.policies, [policy.name]: value } })}
              />
            ))}
          </>
        )}
      </QueryView>
    </Stack>
  );
}

interface FieldProps {
  readonly policy: Policy;
  readonly value: PolicyChoice;
  readonly onChange: (value: PolicyChoice) => void;
}

/** One policy: its values with what happens then, or a field for any value. */
export function PolicyField({ policy, value, onChange }: FieldProps) {
  const { name, label, question, values, initial } = policy;
  const words = { label: <EngineText text={label} />, description: <EngineText text={question} /> };
  if (values.length > 0)
    return (
      <Radio.Group {...{ ...words, value: String(value), onChange }}>
        <Stack gap="xs" mt={8}>
          {values.map((each) => (
            <Radio
              key={each.value}
              value={each.value}
              label={<EngineText text={each.label} />}
              description={<EngineText text={each.consequence} />}
            />
          ))}
        </Stack>
      </Radio.Group>
    );
  const isNumber = /^\d+$/u.test(initial);
  return isNumber ? (
    <NumberInput
      {...{ ...words, value, min: 1, allowDecimal: false, maw: 420 }}
      key={name}
      onChange={onChange}
    />
  ) : (
    <TextInput {...{ ...words, value, maw: 420 }} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}
