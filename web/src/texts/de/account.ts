import type { Catalogue } from '../catalogue.ts';

export const account: Catalogue['account'] = {
  role: 'Rolle',
  roleViewer: 'Betrachter: sieht alles, ändert nichts',
  roleOperator: 'Bediener: gleicht auch ab, macht Vorschauen und setzt Zeitpläne',
  roleAdmin: 'Administrator: verbindet auch Backends und verwaltet Benutzer und Token',
  sessionEnds: 'Diese Sitzung endet',
  passwordTitle: 'Passwort ändern',
  passwordText: 'Ihre anderen Sitzungen enden. Diese bleibt bestehen.',
  current: 'Bisheriges Passwort',
  next: 'Neues Passwort, mindestens 12 Zeichen',
  change: 'Passwort ändern',
  changed: 'Ihr Passwort wurde geändert. Ihre anderen Sitzungen sind beendet.',
};
