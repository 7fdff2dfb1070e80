import { Loader, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ApiProblem } from '../../api/problem.ts';
import { useTexts } from '../../texts/language.tsx';

interface Props {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isChecking: boolean;
  readonly found: {
    readonly problem: { readonly message: string; readonly hint: string | null } | null;
  } | null;
  readonly failure: Error | null;
}

/** An address that is checked as it is typed: what is wrong with it stands below, with what to do. */
export function AddressField({ label, placeholder, value, onChange, isChecking, found, failure }: Props) {
  const t = useTexts();
  const problem =
    failure === null
      ? (found?.problem ?? null)
      : { message: failure.message, hint: failure instanceof ApiProblem ? failure.hint : null };
  let mark: ReactNode = null;
  if (isChecking) mark = <Loader size="xs" aria-label={t('connect.checking')} />;
  else if (problem !== null)
    mark = <IconAlertTriangle size={18} color="var(--mantine-color-error)" aria-hidden />;
  else if (found !== null)
    mark = <IconCircleCheck size={18} color="light-dark(#14683a, #7fe0a7)" aria-hidden />;
  return (
    <TextInput
      {...{
        label,
        placeholder,
        value,
        type: 'url',
        inputMode: 'url',
        autoComplete: 'off',
        spellCheck: false,
      }}
      rightSection={mark}
      error={
        problem !== null &&
        !isChecking && (
          <span role="alert">
            {problem.message} {problem.hint}
          </span>
        )
      }
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
