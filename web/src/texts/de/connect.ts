import type { Catalogue } from '../catalogue.ts';
import { plural } from '../format.ts';

export const connect: Catalogue['connect'] = {
  title: 'Shop verbinden',
  intro:
    'Vor dem letzten Schritt wird nichts gespeichert. Vor dem Abgleich bekommt Odoo nur die App, wenn Sie sie hier installieren.',
  stepStore: 'Shop',
  stepOdoo: 'Odoo',
  stepApp: 'Odoo-App',
  stepPolicies: 'Einstellungen',
  stepFinish: 'Verbinden',
  checking: 'Wird geprüft …',
  storeAddress: 'Shop-Adresse',
  storeName: 'Shop',
  connection: 'Verbindung',
  https: 'Verschlüsselt (https)',
  noHttps: 'Nicht verschlüsselt (http): Schlüssel werden signiert und nicht im Klartext gesendet',
  consentTitle: 'Den Shop die Schlüssel anlegen lassen',
  consentText:
    'Der Shop bittet Sie, sich anzumelden und Lesezugriff zu erlauben, und bringt Sie hierher zurück.',
  consentButton: 'Weiter beim Shop',
  keysElse: 'Oder legen Sie selbst einen Schlüssel mit der Berechtigung „Lesen“ an:',
  keysIntro: 'Legen Sie in der Verwaltung des Shops einen Schlüssel mit der Berechtigung „Lesen“ an:',
  storeKeyPage: 'Seite für Schlüssel öffnen',
  keysReceived: 'Der Shop hat seine Schlüssel gesendet (… {key}).',
  keysWaiting: 'Warten auf die Schlüssel des Shops',
  keysByHand: 'Stattdessen Schlüssel eingeben',
  consumerKey: 'Consumer-Key',
  consumerSecret: 'Consumer-Secret',
  odooAddress: 'Odoo-Adresse',
  database: 'Odoo-Datenbank',
  databaseHelp:
    'Dieser Server nennt seine Datenbanken nicht. Bei Odoo Online ist es der erste Teil der Adresse; sonst zeigt Odoo sie im Entwicklermodus unter Ihrem Namen.',
  odooLogin: 'Benutzername des Connectors',
  odooLoginHelp:
    'Ein gewöhnlicher Benutzer; ein Administrator von Odoo ist nicht nötig. Gruppen: Kontakterstellung, Administrator der Rechnungsstellung (19: der Buchhaltung), Administrator von Verkauf oder Lager und, auf 19, Produkte: Erstellen.',
  odooKey: 'API-Schlüssel oder Passwort',
  odooKeyHelp:
    'Melden Sie sich in Odoo als dieser Benutzer an und legen Sie unter Kontosicherheit einen Schlüssel an:',
  odooKeyPage: 'Einstellungen öffnen',
  checkSignIn: 'Anmeldung prüfen',
  checkAgain: 'Erneut prüfen',
  fillIn: 'Füllen Sie zuerst alle Felder aus.',
  signedIn: 'Die Anmeldung als {login} funktioniert.',
  company: 'Unternehmen',
  companyHelp: 'Steuern, Liefermethoden und Journale gehören zu einem Unternehmen.',
  rightsComplete: 'Der Benutzer hat alle nötigen Rechte.',
  rightsMissing: plural('Ein Recht fehlt', '{n} Rechte fehlen'),
  rightsText:
    'Sie können fortfahren. Was ein fehlendes Recht braucht, wird ausgelassen und gemeldet, bis der Benutzer es hat.',
  appText:
    'Die App in Odoo bringt den Knopf METADATEN ABGLEICHEN, Listen von allem, was gefunden wurde, und den Ort, an dem Benutzer entscheiden.',
  appReady: 'Die App ist installiert (Version {version}).',
  appDenied:
    'Die App ist vielleicht da, aber dieser Benutzer sieht sie nicht. Die Installation nimmt ihn in ihre Gruppe auf.',
  adminLogin: 'Benutzername eines Odoo-Administrators',
  adminSecret: 'API-Schlüssel oder Passwort des Administrators',
  adminHelp: 'Nur für diesen Schritt benutzt und nicht gespeichert.',
  appInstall: 'App installieren',
  appUpgrade: 'App aktualisieren',
  appZipText: 'Oder geben Sie die App einem Administrator, der sie in Odoo unter Apps importiert:',
  appZip: 'App herunterladen',
  appLater:
    'Sie können ohne die App fortfahren und sie später installieren. Bis dahin wird auf dieser Seite entschieden.',
  name: 'Name des Backends',
  nameHelp: 'So heißt es hier und in Odoo.',
  policiesText:
    'Das Folgende kann alles so bleiben: Was zweifelhaft ist, wird Ihnen dann vorgelegt. Später lässt es sich unter „Verbindung & Regeln“ ändern.',
  finishText: 'Beide Verbindungen werden noch einmal geprüft. Schlüssel werden verschlüsselt gespeichert.',
  finish: 'Verbinden',
  failedTitle: 'Das konnte nicht verbunden werden',
  takeOverTitle: 'In Odoo gibt es schon Daten dieses Shops',
  takeOverText:
    'Damit fortfahren: Nichts wird doppelt angelegt, und eine andere Installation des Connectors, die sie noch benutzt, hält an.',
  takeOver: 'Damit fortfahren',
  takeOverNot: 'Sie gehören zu einem anderen Shop',
  doneTitle: '{name} ist verbunden',
  doneText:
    'Eine Vorschau zeigt, was ein Abgleich ändern würde, und schreibt nichts. Sie können auch sofort abgleichen.',
  firstPreview: 'Zuerst eine Vorschau',
  toBackend: 'Zum Backend',
};
