import { plural } from '../format.ts';

import type { Catalogue } from '../catalogue.ts';

export const connection: Catalogue['connection'] = {
  address: 'Adresse',
  signIn: 'Anmeldung',
  basic: 'Einfache Anmeldung über https',
  oauth: 'Signatur nach OAuth 1.0a',
  query: 'Schlüssel in der Adresse',
  unknownVersion: 'Version nicht bekannt',
  concurrency: 'Anfragen zugleich',
  connected: 'Verbunden',
  user: 'Benutzer des Connectors',
  company: 'Unternehmen',
  change: 'Ändern',
  changeStore: 'Verbindung zum Shop ändern',
  changeOdoo: 'Verbindung zu Odoo ändern',
  changeText:
    'Geben Sie die Zugangsdaten erneut ein: Gespeicherte werden nie gezeigt. Zuerst werden beide Verbindungen geprüft; schlägt eine Prüfung fehl, ändert sich nichts.',
  test: 'Prüfen und speichern',
  saved: 'Die Änderungen wurden gespeichert.',
  acceptDatabase: 'Das ist jetzt die richtige Datenbank',
  acceptDatabaseText:
    'Was von der früheren Datenbank bekannt ist, wird vergessen; der nächste Abgleich findet die Zuordnungen wieder.',
  health: 'Verbindungstest',
  healthText: 'Meldet sich mit den gespeicherten Zugangsdaten auf beiden Seiten an. Nichts wird geschrieben.',
  testNow: 'Beide Seiten prüfen',
  notConnected: 'Nicht verbunden',
  app: 'WooCommerce-App in Odoo',
  appCurrent: 'Version {version}, aktuell',
  appOld: 'Version {version}, eine neuere ist verfügbar',
  appOldText: 'Ein Administrator von Odoo aktualisiert sie mit: woo-odoo odoo-app upgrade',
  appAbsent:
    'Ohne sie ist in Odoo nichts zu sehen, und niemand kann dort Datensätze wählen. Installation: woo-odoo odoo-app install',
  appDenied:
    'Der Benutzer des Connectors darf sie nicht lesen: Ein Administrator von Odoo nimmt ihn in die Gruppe Connector der App auf.',
  policies: 'Regeln',
  policiesNext: 'Sie gelten ab dem nächsten Abgleich.',
  policiesSame: 'Nichts wurde geändert.',
  notSet: 'Nicht gesetzt',
  remove: 'Außer Betrieb nehmen',
  removeText:
    'Das Backend wird nicht mehr abgeglichen, und seine Zeile in der Odoo-App wird archiviert. Alles, was in Odoo angelegt wurde, bleibt. Wird dasselbe Paar wieder verbunden, geht es dort weiter.',
  removeButton: 'Backend entfernen',
  removeTitle: '{name} entfernen?',
  typeName: 'Geben Sie zur Bestätigung den Namen des Backends ein: {name}',
  otherName: 'Das ist ein anderer Name.',
  nameFirst: 'Geben Sie zuerst den ganzen Namen des Backends ein.',
  removed: '{name} wurde außer Betrieb genommen.',
  removedRowFailed:
    '{name} wurde außer Betrieb genommen. Seine Zeile in der Odoo-App konnte nicht archiviert werden: {message}',
  takeBack: 'Auch archivieren, was es in Odoo angelegt hat',
  takeBackHint:
    'Nur was kein anderes Backend, kein Auftrag, keine Rechnung und kein Produkt verwendet. Was in Odoo gefunden wurde und alle Belege bleiben.',
  takeBackText:
    'Das Backend wird nicht mehr abgeglichen, und seine Zeile in der Odoo-App wird archiviert, mit allem, was nur dieses Backend in Odoo angelegt hat. Nichts wird gelöscht; wer einen Datensatz wieder braucht, holt ihn aus dem Archiv.',
  takeBackReading: 'Es wird gelesen, was in Odoo angelegt wurde …',
  takeBackEffects: 'Das wird in Odoo geändert',
  takeBackNothing:
    'In Odoo wird nichts geändert: Es ist nichts übrig, was nur dieses Backend angelegt hat und verwendet.',
  takeBackArchives: '{type}: {count} archiviert',
  takeBackLines: plural(
    '{n} Zuordnung wird aus Steuerpositionen des Kontenplans entfernt',
    '{n} Zuordnungen werden aus Steuerpositionen des Kontenplans entfernt',
  ),
  takeBackPutsBack: 'Diese erhalten ihre früheren Werte zurück: {names}',
  takeBackStays: 'Das bleibt in Odoo',
  takeBackMore: plural('{n} weiterer Datensatz', '{n} weitere Datensätze'),
  takeBackUnarchivable: '{type}: {count}, die Odoo nicht archivieren kann',
  takeBackButton: 'Entfernen und das archivieren',
  takeBackWorking: 'In Odoo wird archiviert. Das kann eine Minute dauern.',
  takenBack: plural(
    '{n} Datensatz wurde in Odoo archiviert oder zurückgesetzt.',
    '{n} Datensätze wurden in Odoo archiviert oder zurückgesetzt.',
  ),
};
