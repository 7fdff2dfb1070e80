import { describe, expect, it } from 'vitest';
import { completeMirror } from './complete-mirror.ts';
import type { BindingDescription, ModelDescription } from './description.ts';

const ZONE: ModelDescription = {
  model: 'x_woo_zone',
  label: 'Zone',
  fields: [{ name: 'x_name', label: 'Name', type: 'char' }],
  mirror: {},
  views: {
    list: { columns: [{ field: 'x_name' }] },
    form: { groups: [{ label: 'In the Store', fields: [] }] },
    search: {
      fields: ['x_name'],
      filters: [[{ name: 'near', label: 'Near', domain: [['x_name', '=', 'near']] }]],
      groupBy: [{ name: 'by_name', label: 'Name', field: 'x_name' }],
    },
  },
};

const CARRIER: BindingDescription = { model: 'delivery.carrier', field: 'x_carrier_id', label: 'Carrier' };
const bound = (more: Partial<BindingDescription> = {}) =>
  completeMirror({ ...ZONE, mirror: { binding: { ...CARRIER, ...more } } });

const fieldsOf = ({ fields }: ModelDescription) => fields.map(({ name }) => name);
const filtersOf = ({ views }: ModelDescription) =>
  views?.search.filters.map((group) => group.map(({ name }) => name));
const shownOf = ({ views }: ModelDescription) =>
  views?.form.groups.map(({ label = '', fields }) => [label, ...fields.map(({ field }) => field)]);

describe('completeMirror', () => {
  it('leaves a model alone that shows nothing of a store', () => {
    const { mirror, ...plain } = ZONE;
    expect(mirror).toEqual({});
    expect(completeMirror(plain)).toBe(plain);
  });

  it('says of every row whose it is and whether the store still has it', () => {
    const zone = completeMirror(ZONE);
    expect(fieldsOf(zone)).toEqual(['x_name', 'x_backend_id', 'x_active', 'x_vanished_on']);
    expect(filtersOf(zone)).toEqual([['near'], ['vanished']]);
    expect(shownOf(zone)).toEqual([['In the Store'], ['', 'x_vanished_on']]);
    expect(zone.views?.form.ribbons).toMatchObject([{ title: 'Removed from Store' }]);
    expect(zone.views?.search).toMatchObject({
      fields: ['x_name', 'x_backend_id'],
      groupBy: [{ name: 'by_name' }, { name: 'by_backend' }],
    });
  });

  it('adds the record that a row represents, how and why', () => {
    const zone = bound();
    expect(fieldsOf(zone).slice(4)).toEqual(['x_carrier_id', 'x_status', 'x_rule', 'x_reason']);
    expect(filtersOf(zone)).toEqual([
      ['bound', 'needs_review', 'pending', 'unsupported'],
      ['near'],
      ['vanished'],
    ]);
    expect(shownOf(zone)?.slice(1)).toEqual([
      ['In Odoo', 'x_carrier_id'],
      ['Match', 'x_status', 'x_rule', 'x_reason', 'x_vanished_on'],
    ]);
    expect(zone.fields.filter(({ editable }) => editable)).toEqual([]);
  });

  it('lets a user choose where there is a choice, and shows what was created', () => {
    const zone = bound({
      choice: 'Chosen Carrier',
      created: true,
      written: true,
      beside: [{ field: 'x_name' }],
    });
    expect(zone.fields.filter(({ editable }) => editable)).toMatchObject([
      { name: 'x_choice_id', label: 'Chosen Carrier', relation: 'delivery.carrier', onDelete: 'set null' },
    ]);
    expect(filtersOf(zone)?.[1]).toEqual(['created', 'chosen']);
    expect(shownOf(zone)?.[1]).toEqual([
      'In Odoo',
      'x_carrier_id',
      'x_choice_id',
      'x_name',
      'x_created',
      'x_written',
    ]);
  });

  it('gives fields to a model without views', () => {
    const { views, ...lines } = ZONE;
    expect(views).toBeDefined();
    expect(fieldsOf(completeMirror(lines))).toContain('x_vanished_on');
  });
});
