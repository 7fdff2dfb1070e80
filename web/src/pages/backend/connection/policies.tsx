import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { policiesQuery } from '../../../api/queries-connect.ts';
import type { components } from '../../../api/schema.ts';
import { useMay } from '../../../api/session.ts';
import type { Backend } from '../../../api/types.ts';
import { EngineText } from '../../../parts/engine-text.tsx';
import { ProblemCard } from '../../../parts/problem-card.tsx';
import { QueryView } from '../../../parts/query-view.tsx';
import { Section } from '../../../parts/section.tsx';
import { useTexts } from '../../../texts/language.tsx';
import type { PolicyChoice } from '../../connect/draft.ts';
import { PolicyField } from '../../connect/policy-step.tsx';
import { useChangeBackend } from './use-change-backend.ts';

type Policy = components['schemas']['Policy'];

const valueOf = (backend: Backend, name: string): PolicyChoice =>
  (backend as unknown as Record<string, PolicyChoice | null>)[name] ?? '';

/** What a sync does where there is more than one way. Administrators change it; everybody reads what it leads to. */
export function Policies({ backend }: { readonly backend: Backend }) {
  const t = useTexts();
  const { administer } = useMay();
  const policies = useQuery(policiesQuery);
  return (
    <Section title={t('connection.policies')}>
      <QueryView query={policies}>
        {(items) =>
          administer ? (
            <PolicyForm backend={backend} policies={items} />
          ) : (
            <Stack gap="md">
              {items.map((policy) => (
                <Reading key={policy.name} policy={policy} value={String(valueOf(backend, policy.name))} />
              ))}
            </Stack>
          )
        }
      </QueryView>
    </Section>
  );
}

interface FormProps {
  readonly backend: Backend;
  readonly policies: readonly Policy[];
}

function PolicyForm({ backend, policies }: FormProps) {
  const t = useTexts();
  const [name, setName] = useState(backend.name);
  const [chosen, setChosen] = useState<Readonly<Record<string, PolicyChoice>>>({});
  const change = useChangeBackend(backend, () => setChosen({}));
  const changed = Object.entries(chosen).filter(
    ([policy, value]) => String(value) !== String(valueOf(backend, policy)),
  );
  const isRenamed = name.trim() !== backend.name;
  const isChanged = changed.length > 0 || isRenamed;
  const submit = () =>
    change.mutate({
      ...Object.fromEntries(changed),
      ...(isRenamed && { name: name.trim() }),
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) submit();
      }}
    >
      <Stack gap="lg" maw={680}>
        <TextInput
          {...{ label: t('connect.name'), value: name, required: true, withAsterisk: false, maw: 420 }}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {policies.map((policy) => (
          <PolicyField
            key={policy.name}
            policy={policy}
            value={chosen[policy.name] ?? valueOf(backend, policy.name)}
            onChange={(value) => setChosen((before) => ({ ...before, [policy.name]: value }))}
          />
        ))}
        {change.error !== null && <ProblemCard error={change.error} title={null} />}
        <Group>
          <Button type="submit" disabled={!isChanged} loading={change.isPending}>
            {t('common.save')}
          </Button>
          <Text size="sm" c="dimmed">
            {t(isChanged ? 'connection.policiesNext' : 'connection.policiesSame')}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

/** A policy for those who may not change it: the value with what it leads to. */
function Reading({ policy, value }: { readonly policy: Policy; readonly value: string }) {
  const t = useTexts();
  const found = policy.values.find((each) => each.value === value);
  return (
    <div>
      <Text size="sm" fw={600}>
        <EngineText text={policy.label} />
      </Text>
      <Text size="sm">
        {found === undefined ? value || t('connection.notSet') : <EngineText text={found.label} />}
      </Text>
      <Text size="sm" c="dimmed">
        <EngineText text={found?.consequence ?? policy.question} />
      </Text>
    </div>
  );
}
