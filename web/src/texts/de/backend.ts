import type { Catalogue } from '../catalogue.ts';
import { plural } from '../format.ts';

export const backend: Catalogue['backend'] = {
  tabs: 'Bereiche dieses Backends',
  overview: 'Übersicht',
  geography: 'Länder & Bundesländer',
  settings: 'Einstellungen',
  taxes: 'Steuern',
  shipping: 'Versand',
  payments: 'Zahlung & Währung',
  consistency: 'Übereinstimmung',
  review: 'Zu prüfen',
  runs: 'Läufe',
  explain: 'Erklären',
  connection: 'Verbindung & Regeln',
  schedule: 'Zeitplan',
  proof: 'Prüfungen',
  notRequested: 'Das konnte nicht angefordert werden',
  syncRuns: 'Abgleich läuft',
  previewRuns: 'Vorschau läuft',
  stepWaiting: 'Wartet',
  stepReading: 'Wird gelesen',
  stepPlanned: plural('{n} Änderung geplant', '{n} Änderungen geplant'),
  stepNothing: 'Nichts zu ändern',
  stepWriting: '{done} von {total} geschrieben',
  odooAwayTitle: 'Odoo antwortet nicht',
  odooAwayText:
    'Prüfen Sie, ob Odoo läuft und seine Adresse stimmt. Der Connector versucht es von selbst wieder.',
  failedTitle: 'Der letzte Lauf ist fehlgeschlagen',
  failedHint: 'Prüfen Sie, ob beide Server antworten, und gleichen Sie dann erneut ab.',
  partlyTitle: 'Ein Teil des letzten Laufs ist fehlgeschlagen',
  stoppedTitle: 'Der letzte Lauf wurde angehalten',
};
