import type { Catalogue } from '../catalogue.ts';

export const runs: Catalogue['runs'] = {
  kind: 'Art',
  allKinds: 'Alle',
  syncs: 'Abgleiche',
  previews: 'Vorschauen',
  outcome: 'Ausgang',
  allOutcomes: 'Jeder Ausgang',
  run: 'Lauf',
  changes: 'Änderungen',
  review: 'Zu prüfen',
  failures: 'Fehlgeschlagen',
  noMatch: 'Kein Lauf passt',
  noMatchText: 'Ändern Sie den Filter.',
  clear: 'Filter leeren',
  emptyTitle: 'Noch kein Lauf',
  emptyText: 'Beginnen Sie mit einer Vorschau: Sie zeigt jede Änderung und schreibt nichts.',
  firstPreview: 'Erste Vorschau erstellen',
};
