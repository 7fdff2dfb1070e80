import type { Catalogue } from '../catalogue.ts';

export const signIn: Catalogue['signIn'] = {
  title: 'Anmelden',
  login: 'Benutzername',
  password: 'Passwort',
  button: 'Anmelden',
  noUser:
    'Es gibt noch keinen Benutzer. Öffnen Sie den einmaligen Link, den der Dienst beim Start im Terminal ausgegeben hat, oder führen Sie aus: woo-odoo users add LOGIN --role admin',
  setupTitle: 'Den ersten Benutzer anlegen',
  setupIntro: 'Dieser Benutzer ist Administrator und kann später weitere anlegen.',
  setupButton: 'Anlegen und anmelden',
  setupDone:
    'Der erste Benutzer wurde bereits angelegt. Melden Sie sich an, oder bitten Sie einen Administrator um ein Konto.',
  newPassword: 'Passwort, mindestens 12 Zeichen',
  repeat: 'Passwort wiederholen',
  differ: 'Die beiden Passwörter sind verschieden.',
  short: 'Verwenden Sie mindestens 12 Zeichen.',
  noLink: 'Dieser Link ist unvollständig. Kopieren Sie ihn ganz aus dem Terminal, mit allem nach #.',
};
