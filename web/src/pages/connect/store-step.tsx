import { Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { storeCheckQuery } from '../../api/queries-connect.ts';
import { Facts } from '../../parts/facts.tsx';
import { useTexts } from '../../texts/language.tsx';
import { AddressField } from './address-field.tsx';
import { nameOfStore, type StepProps, type StoreCheck } from './draft.ts';
import { StoreKeys } from './store-keys.tsx';

/** Long enough that not every letter is asked for. */
export const TYPING_MS = 500;

/** The store: its address, and its keys. */
export function StoreStep({ draft, change }: StepProps) {
  const t = useTexts();
  const [address] = useDebouncedValue(draft.storeAddress.trim(), TYPING_MS);
  const { data = null, isFetching, error } = useQuery(storeCheckQuery(address));
  const isCurrent = address === draft.storeAddress.trim();
  const found = isCurrent ? data : null;
  useEffect(() => {
    if (found === draft.store) return;
    change({ store: found, ...(draft.name === '' && found?.url && { name: nameOfStore(found.url) }) });
  }, [found, draft.store, draft.name, change]);
  return (
    <Stack>
      <AddressField
        {...{ label: t('connect.storeAddress'), placeholder: 'https://shop.example' }}
        {...{ value: draft.storeAddress, found, failure: isCurrent ? error : null }}
        isChecking={draft.storeAddress.trim() !== '' && (isFetching || !isCurrent)}
        onChange={(storeAddress) => change({ storeAddress, consent: null })}
      />
      {found !== null && found.problem === null && (
        <>
          <FoundStore store={found} />
          <StoreKeys draft={draft} change={change} store={found} />
        </>
      )}
    </Stack>
  );
}

function FoundStore({ store }: { readonly store: StoreCheck }) {
  const t = useTexts();
  return (
    <Facts
      items={[
        { name: t('connect.storeName'), value: store.name ?? '–' },
        { name: t('connect.connection'), value: t(store.https ? 'connect.https' : 'connect.noHttps') },
        ...(store.version === null ? [] : [{ name: 'WooCommerce', value: store.version }]),
      ]}
    />
  );
}
