import type { Catalogue } from '../catalogue.ts';

export const domains: Catalogue['domains'] = {
  geography: 'Länder & Bundesländer',
  settings: 'Einstellungen',
  taxes: 'Steuern',
  shipping: 'Versand',
  payments: 'Zahlung',
  currency: 'Währung',
  connecting: 'Verbinden mit Shop und Odoo',
  readingStore: 'Lesen aus dem Shop: {domain}',
  readingOdoo: 'Lesen aus Odoo: {domain}',
  planned: 'Geplant: {domain}',
  writing: '{domain} wird geschrieben: {done} von {total}',
  stopping: 'Hält nach dem laufenden Paket an',
};
