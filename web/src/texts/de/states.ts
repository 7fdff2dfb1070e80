import type { Catalogue } from '../catalogue.ts';

export const states: Catalogue['states'] = {
  failedTitle: 'Das konnte nicht geladen werden',
  crashTitle: 'Auf dieser Seite ist ein Fehler aufgetreten',
  crashText:
    'Der Rest des Connectors ist nicht betroffen. Laden Sie die Seite neu; geschieht es wieder, melden Sie den Text unten.',
  reload: 'Seite neu laden',
  notFoundTitle: 'Unter dieser Adresse gibt es nichts',
  notFoundText: 'Der Link ist vielleicht alt, oder das Backend wurde entfernt.',
  toBackends: 'Zu den Backends',
  unreachable: 'Der Connector antwortet nicht.',
  unreachableHint: 'Prüfen Sie, ob der Dienst läuft und ob Sie mit dem Netz verbunden sind.',
  offlineTitle: 'Keine Verbindung zum Connector',
  offlineText: 'Die Seite zeigt den Stand von {time} und versucht es von selbst wieder.',
  endedTitle: 'Ihre Sitzung ist beendet',
  endedText: 'Melden Sie sich wieder an, um fortzufahren. Sie kommen auf diese Seite zurück.',
  endedButton: 'Anmelden',
  notAllowedTitle: 'Diese Seite ist für Administratoren',
  notAllowedText: 'Benutzer, Token und das Protokoll verwalten Administratoren.',
};
