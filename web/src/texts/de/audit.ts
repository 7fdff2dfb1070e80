import type { Catalogue } from '../catalogue.ts';

export const audit: Catalogue['audit'] = {
  intro: 'Alles, was hier oder über die API geändert wurde, und jede Anmeldung. Das Neueste zuerst.',
  at: 'Wann',
  actor: 'Wer',
  action: 'Was',
  backend: 'Backend',
  removedBackend: 'ein entferntes Backend',
  detail: 'Einzelheiten',
  emptyTitle: 'Noch nichts',
  emptyText: 'Anmeldungen und Änderungen erscheinen hier.',
};
