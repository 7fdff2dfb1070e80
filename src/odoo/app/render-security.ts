import { GROUP } from './names.ts';
import { record } from './render-models.ts';
import type { SeriesForm } from './series.ts';
import type { XmlElement } from './xml.ts';

/**
 * The three groups. *Manager* includes *User*, and administrators have *Manager*. The connector's group has a heading of
 * its own: beside the others it would turn their choice into loose check boxes on the user form.
 */
export function renderGroups(form: SeriesForm): XmlElement[] {
  const under = (name: string) =>
    form.privileges
      ? { privilege_id: { ref: `privilege_${name}` } }
      : { category_id: { ref: `category_${name}` } };
  const implies = (group: string) => ({ implied_ids: { eval: `[(4, ref('${group}'))]` } });
  return [
    ...heading('people', 'WooCommerce', 'Use of the WooCommerce app.', form),
    ...heading('service', 'WooCommerce Connector', 'For the user the connector works as.', form),
    record(GROUP.user, 'res.groups', {
      name: 'User',
      comment: 'Reads everything of the WooCommerce app and may request a sync.',
      ...under('people'),
    }),
    record(GROUP.manager, 'res.groups', {
      name: 'Manager',
      comment: 'Corrects which Odoo record represents an object of the store.',
      ...under('people'),
      ...implies(GROUP.user),
    }),
    record(GROUP.connector, 'res.groups', {
      name: 'Connector',
      comment: "The connector's own user: keeps the rows of the WooCommerce app.",
      ...under('service'),
    }),
    record('base.group_system', 'res.groups', implies(GROUP.manager)),
  ];
}

function heading(name: string, label: string, description: string, form: SeriesForm): XmlElement[] {
  const category = record(`category_${name}`, 'ir.module.category', {
    name: label,
    description,
    sequence: { eval: '60' },
  });
  if (!form.privileges) return [category];
  const privilege = record(`privilege_${name}`, 'res.groups.privilege', {
    name: label,
    category_id: { ref: `category_${name}` },
  });
  return [category, privilege];
}
