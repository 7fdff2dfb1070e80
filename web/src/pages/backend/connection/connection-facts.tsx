import { Button, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../../../api/session.ts';
import type { Backend } from '../../../api/types.ts';
import { Facts } from '../../../parts/facts.tsx';
import { OutsideLink } from '../../../parts/outside-link.tsx';
import { Section } from '../../../parts/section.tsx';
import { When } from '../../../parts/when.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { EditOdoo } from './edit-odoo.tsx';
import { EditStore } from './edit-store.tsx';

const SIGN_INS = {
  basic: 'connection.basic',
  oauth1: 'connection.oauth',
  query: 'connection.query',
} as const;

/** The store and the Odoo of a backend, each with the button that changes how it is reached. */
export function ConnectionFacts({ backend }: { readonly backend: Backend }) {
  const t = useTexts();
  const { administer } = useMay();
  const [editing, setEditing] = useState<'store' | 'odoo' | null>(null);
  const edit = (side: 'store' | 'odoo') =>
    administer && (
      <Button
        {...{ variant: 'default', size: 'xs', onClick: () => setEditing(side) }}
        aria-label={t(side === 'store' ? 'connection.changeStore' : 'connection.changeOdoo')}
      >
        {t('connection.change')}
      </Button>
    );
  const close = () => setEditing(null);
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <Section title={t('home.store')} actions={edit('store')}>
        <Facts
          items={[
            {
              name: t('connection.address'),
              value: <OutsideLink href={backend.storeUrl}>{backend.storeUrl}</OutsideLink>,
            },
            { name: t('connection.signIn'), value: t(SIGN_INS[backend.storeSignIn]) },
            { name: 'WooCommerce', value: backend.storeVersion ?? t('connection.unknownVersion') },
            { name: t('connection.concurrency'), value: backend.storeConcurrency },
            { name: t('connection.connected'), value: <When at={backend.createdAt} /> },
          ]}
        />
      </Section>
      <Section title={t('home.odoo')} actions={edit('odoo')}>
        <Facts
          items={[
            {
              name: t('connection.address'),
              value: <OutsideLink href={backend.odooUrl}>{backend.odooUrl}</OutsideLink>,
            },
            { name: t('connect.database'), value: backend.odooDatabase },
            { name: t('connection.user'), value: backend.odooLogin },
            { name: t('connection.company'), value: backend.odooCompanyName },
          ]}
        />
      </Section>
      {editing === 'store' && <EditStore backend={backend} onClose={close} />}
      {editing === 'odoo' && <EditOdoo backend={backend} onClose={close} />}
    </SimpleGrid>
  );
}
