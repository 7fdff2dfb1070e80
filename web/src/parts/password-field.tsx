import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useTexts } from '../texts/language.tsx';

/** A field for a password or another secret, with a button that shows it. */
export function PasswordField(props: PasswordInputProps) {
  const t = useTexts();
  return (
    <PasswordInput
      {...props}
      withAsterisk={false}
      visibilityToggleButtonProps={{ 'aria-label': t('common.showSecret'), tabIndex: 0 }}
    />
  );
}
