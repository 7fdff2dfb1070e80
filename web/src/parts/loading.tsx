import { Center, Loader, VisuallyHidden } from '@mantine/core';
import { useTexts } from '../texts/language.tsx';

/** Something is on its way. */
export function LoadingPage() {
  const t = useTexts();
  return (
    <Center py={96} role="status">
      <Loader type="dots" />
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
    </Center>
  );
}
