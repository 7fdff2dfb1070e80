import type { Catalogue } from '../catalogue.ts';

export const tokens: Catalogue['tokens'] = {
  intro:
    'Programme melden sich mit einem Token an. Er wird einmal angezeigt, und Sie können ihn jederzeit widerrufen.',
  name: 'Name',
  nameHelp: 'Wofür der Token ist, damit Sie ihn später erkennen.',
  scope: 'Rechte',
  read: 'Lesen',
  write: 'Lesen und schreiben',
  readText: 'Lesen: sieht Backends, Läufe und Listen',
  writeText: 'Lesen und schreiben: gleicht auch ab, macht Vorschauen und setzt Zeitpläne',
  state: 'Status',
  active: 'Aktiv',
  revoked: 'Widerrufen',
  lastUsed: 'Zuletzt benutzt',
  created: 'Angelegt',
  add: 'Token anlegen',
  addSubmit: 'Anlegen',
  emptyTitle: 'Noch kein Token',
  emptyText:
    'Legen Sie einen Token an, um die API aus einem Skript, einer Überwachung oder einem anderen Programm zu benutzen.',
  madeTitle: 'Ihr neuer Token',
  madeText: 'Kopieren Sie den Token jetzt. Er wird nicht noch einmal angezeigt.',
  madeUse: 'Senden Sie ihn mit jeder Anfrage in der Kopfzeile „Authorization: Bearer …“.',
  revoke: 'Widerrufen',
  revokeName: '{name} widerrufen',
  revokeTitle: '{name} widerrufen?',
  revokeText:
    'Programme, die diesen Token benutzen, werden sofort abgewiesen. Das lässt sich nicht rückgängig machen.',
  revokedName: '{name} wurde widerrufen.',
};
