import type { ListDescription, ModelDescription } from '../../../odoo/app/description.ts';

/** Points of agreement as lines of the backend. */
export const CHECK_LINES: ListDescription = {
  order: 'id',
  columns: [
    { field: 'x_topic' },
    { field: 'x_store_value' },
    { field: 'x_odoo_value' },
    { field: 'x_verdict' },
    { field: 'x_meaning', hidden: true },
    { field: 'x_remedy' },
  ],
};

/** Where the store and Odoo must agree to get the same result, and whether they do. */
export const check: ModelDescription = {
  model: 'x_woo_check',
  label: 'WooCommerce Consistency Check',
  rowKey: ['x_key'],
  fields: [
    { name: 'x_name', label: 'Name', type: 'char' },
    { name: 'x_key', label: 'Key', type: 'char', index: true },
    // A text goes on in a second line where a column is narrow; a char is cut.
    { name: 'x_topic', label: 'Topic', type: 'text' },
    { name: 'x_store_value', label: 'Store', type: 'text' },
    { name: 'x_odoo_value', label: 'Odoo', type: 'text' },
    {
      name: 'x_verdict',
      label: 'Result',
      type: 'selection',
      options: [
        ['agree', 'Agree'],
        ['differ', 'Differ'],
        ['unknown', 'Unknown'],
      ],
      tones: { agree: 'success', differ: 'danger', unknown: 'muted' },
      help: 'Unknown: one side could not be read, or the result depends on the order.',
    },
    { name: 'x_meaning', label: 'What It Means', type: 'text', help: 'How it affects amounts.' },
    { name: 'x_remedy', label: 'How to Fix It', type: 'text' },
    {
      name: 'x_alignable',
      label: 'Can Be Aligned',
      type: 'boolean',
      help: 'One change in Odoo makes both sides agree. To let the connector make it: woo-odoo check --align, followed by the key.',
    },
  ],
  mirror: {},
  views: {
    list: { ...CHECK_LINES, columns: [{ field: 'x_backend_id', hidden: true }, ...CHECK_LINES.columns] },
    form: {
      ribbons: [
        {
          title: 'Differs',
          tone: 'danger',
          when: [
            { field: 'x_verdict', is: '=', value: 'differ' },
            { field: 'x_active', is: '=', value: true },
          ],
        },
      ],
      groups: [
        {
          label: 'Values',
          fields: [{ field: 'x_backend_id' }, { field: 'x_store_value' }, { field: 'x_odoo_value' }],
        },
        {
          label: 'Result',
          fields: [
            { field: 'x_verdict' },
            { field: 'x_meaning' },
            { field: 'x_remedy' },
            { field: 'x_alignable' },
            { field: 'x_key', when: [{ field: 'x_alignable', is: '=', value: true }] },
          ],
        },
      ],
    },
    search: {
      fields: ['x_topic', 'x_key', 'x_store_value', 'x_odoo_value'],
      filters: [
        [
          { name: 'differ', label: 'Differ', domain: [['x_verdict', '=', 'differ']] },
          { name: 'unknown', label: 'Unknown', domain: [['x_verdict', '=', 'unknown']] },
          { name: 'agree', label: 'Agree', domain: [['x_verdict', '=', 'agree']] },
        ],
        [{ name: 'alignable', label: 'Can Be Aligned', domain: [['x_alignable', '=', true]] }],
      ],
      groupBy: [{ name: 'by_verdict', label: 'Result', field: 'x_verdict' }],
    },
  },
};
