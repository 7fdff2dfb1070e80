import { Button } from '@mantine/core';
import { IconListSearch, IconSearchOff } from '@tabler/icons-react';
import { Empty } from '../../../parts/empty.tsx';
import { useTexts } from '../../../texts/language.tsx';

/** No run has filled the lists yet; the buttons that do are in the header. */
export function NeverRead() {
  const t = useTexts();
  return <Empty icon={IconListSearch} title={t('rows.neverTitle')} text={t('rows.neverText')} />;
}

/** Rows are there, and none is what was searched for. */
export function NothingMatches({ onClear }: { readonly onClear: () => void }) {
  const t = useTexts();
  return (
    <Empty
      {...{ icon: IconSearchOff, title: t('rows.noMatch'), text: t('rows.noMatchText') }}
      action={
        <Button variant="default" onClick={onClear}>
          {t('home.clearFilters')}
        </Button>
      }
    />
  );
}
