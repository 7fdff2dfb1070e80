import type { Translate } from '../../texts/catalogue.ts';
import { StatusBadge, type Tone } from '../../parts/status-badge.tsx';
import { wasStopped } from '../../parts/was-stopped.ts';
import { useTexts } from '../../texts/language.tsx';
import type { Card } from './card-state.ts';

interface Health {
  readonly tone: Tone;
  readonly text: string;
}

/** How the last run, or the last look, found the store. */
function storeHealth({ status }: Card, t: Translate): Health {
  const run = status?.lastRun ?? null;
  if (run === null) return { tone: 'unknown', text: t('home.unknown') };
  if (run.status === 'failed' && run.storeRequests === 0 && !wasStopped(run))
    return { tone: 'bad', text: t('home.storeAway') };
  return { tone: 'good', text: t('home.healthy') };
}

function odooHealth({ status }: Card, t: Translate): Health {
  switch (status?.odoo?.state) {
    case 'ok':
      return { tone: 'good', text: t('home.healthy') };
    case 'away':
      return { tone: 'bad', text: t('home.odooAway') };
    case 'no_app':
      return { tone: 'attention', text: t('home.odooNoApp') };
    case undefined:
      return { tone: 'unknown', text: t('home.unknown') };
  }
}

/** Whether one side of a backend answers. */
export function SideHealth({ card, side }: { readonly card: Card; readonly side: 'store' | 'odoo' }) {
  const t = useTexts();
  const { tone, text } = side === 'store' ? storeHealth(card, t) : odooHealth(card, t);
  return <StatusBadge plain tone={tone} text={text} />;
}
