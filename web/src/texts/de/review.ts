import type { Catalogue } from '../catalogue.ts';

export const review: Catalogue['review'] = {
  emptyTitle: 'Nichts zu prüfen',
  emptyText: 'Lassen Shop und Odoo etwas offen, so steht es hier mit dem, was Sie tun können.',
};
