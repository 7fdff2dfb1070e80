import { Button, Group, Paper, Stepper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { consentQuery } from '../../api/queries-connect.ts';
import type { Backend } from '../../api/types.ts';
import { ForAdministrators } from '../../parts/for-administrators.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ProblemCard } from '../../parts/problem-card.tsx';
import { useTexts } from '../../texts/language.tsx';
import { AppStep } from './app-step.tsx';
import { Connected } from './connected.tsx';
import { EMPTY_DRAFT, hasStore, type Change } from './draft.ts';
import { FinishStep } from './finish-step.tsx';
import { OdooStep } from './odoo-step.tsx';
import { PolicyStep } from './policy-step.tsx';
import { StoreStep } from './store-step.tsx';
import classes from './connect.module.css';

const route = getRouteApi('/shell/connect');

/** Connects a store and an Odoo, step by step. Nothing is stored before the last one. */
export function ConnectPage() {
  const t = useTexts();
  return (
    <ForAdministrators>
      <PageHeader title={t('connect.title')} text={t('connect.intro')} />
      <Steps />
    </ForAdministrators>
  );
}

function Steps() {
  const { consent } = route.useSearch();
  const found = useQuery(consentQuery(consent ?? ''));
  // Back from the store's own page: its address is known, and its keys are on their way.
  if (consent !== undefined && found.isPending) return null;
  const isFound = found.data !== undefined;
  return (
    <>
      {found.error !== null && !isFound && <ProblemCard error={found.error} title={null} />}
      <Wizard
        first={{ consent: isFound ? (consent ?? null) : null, storeAddress: found.data?.storeUrl ?? '' }}
      />
    </>
  );
}

const LAST = 4;

function Wizard({ first }: { readonly first: { consent: string | null; storeAddress: string } }) {
  const t = useTexts();
  const [draft, setDraft] = useState({ ...EMPTY_DRAFT, ...first });
  const [step, setStep] = useState(0);
  const [backend, setBackend] = useState<Backend | null>(null);
  const change: Change = useCallback((next) => setDraft((before) => ({ ...before, ...next })), []);
  if (backend !== null)
    return (
      <Paper withBorder p="xl" bg="var(--page-surface)">
        <Connected backend={backend} />
      </Paper>
    );
  const isComplete = [hasStore(draft), draft.signIn !== null, true, draft.name.trim() !== '', true];
  const reachable = isComplete.findIndex((done) => !done);
  const steps = [
    { label: t('connect.stepStore'), content: <StoreStep draft={draft} change={change} /> },
    { label: t('connect.stepOdoo'), content: <OdooStep draft={draft} change={change} /> },
    { label: t('connect.stepApp'), content: <AppStep draft={draft} change={change} /> },
    { label: t('connect.stepPolicies'), content: <PolicyStep draft={draft} change={change} /> },
    { label: t('connect.stepFinish'), content: <FinishStep draft={draft} onConnected={setBackend} /> },
  ];
  return (
    <Paper withBorder p={{ base: 'md', sm: 'xl' }} bg="var(--page-surface)">
      <Stepper
        active={step}
        onStepClick={setStep}
        size="sm"
        wrap={false}
        classNames={{ steps: classes['steps'] ?? '' }}
      >
        {steps.map(({ label, content }, index) => (
          <Stepper.Step key={label} label={label} allowStepSelect={reachable === -1 || index <= reachable}>
            <div className={classes['content']}>{content}</div>
          </Stepper.Step>
        ))}
      </Stepper>
      <Group mt="xl" justify="space-between" className={classes['content'] ?? ''}>
        <Button variant="default" onClick={() => setStep(step - 1)} disabled={step === 0}>
          {t('common.back')}
        </Button>
        {step < LAST && (
          <Button onClick={() => setStep(step + 1)} disabled={isComplete[step] !== true}>
            {t('common.next')}
          </Button>
        )}
      </Group>
    </Paper>
  );
}
