import type { Catalogue } from '../catalogue.ts';
import { plural } from '../format.ts';

export const consistency: Catalogue['consistency'] = {
  intro:
    'Was über Steuer und Versand entscheidet, muss auf beiden Seiten gleich sein, sonst rechnen sie verschiedene Beträge. Ein Abgleich ändert diese Einstellungen nicht.',
  checkNow: 'Jetzt prüfen',
  checked: 'Geprüft',
  notChecked: 'Das konnte nicht geprüft werden',
  open: plural('{n} Punkt zum Ansehen', '{n} Punkte zum Ansehen'),
  agreed: plural('{n} Punkt stimmt überein', '{n} Punkte stimmen überein'),
  align: 'Odoo angleichen …',
  alignTitle: 'Odoo angleichen: {topic}',
  alignText: 'In Odoo wird ein Wert von {model} geschrieben. Sonst ändert sich nichts.',
  alignSubmit: 'Angleichen',
  afterwards: 'Danach',
  aligned: 'Odoo stimmt jetzt überein: {topic}.',
  noAlign:
    'Jetzt ist nichts zu schreiben: Beide Seiten stimmen schon überein, oder ein Abgleich muss zuerst einen Datensatz anlegen.',
};
