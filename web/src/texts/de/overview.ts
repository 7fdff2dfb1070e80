import type { Catalogue } from '../catalogue.ts';
import { plural } from '../format.ts';

export const overview: Catalogue['overview'] = {
  title: 'Was abgeglichen ist',
  kind: 'Metadaten',
  sync: 'Abgleich',
  review: 'Prüfung',
  rows: 'Im Shop',
  agrees: 'Beide Seiten stimmen überein',
  differs: plural('{n} Abweichung', '{n} Abweichungen'),
  unknown: plural('{n} nicht bekannt', '{n} nicht bekannt'),
  failed: plural('{n} fehlgeschlagen', '{n} fehlgeschlagen'),
  nothingWaits: 'Nichts zu prüfen',
  waiting: plural('{n} Eintrag ist zu prüfen', '{n} Einträge sind zu prüfen'),
  limitations: plural('{n} Einschränkung von Odoo', '{n} Einschränkungen von Odoo'),
  toReview: 'Prüfen und entscheiden',
  runs: 'Letzte Abgleiche',
  length: 'Dauer',
  changes: 'Änderungen',
  upTo: 'Bis {most}',
  bar: plural('Lauf {run}, {at}: {length}, {n} Änderung', 'Lauf {run}, {at}: {length}, {n} Änderungen'),
};
