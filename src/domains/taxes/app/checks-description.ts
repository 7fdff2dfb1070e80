import { X_ROW } from '../../../core/app-names.ts';
import type { ListDescription, ModelDescription, RowButton } from '../../../odoo/app/description.ts';
import { CHART_POINT, ORDER_POINT } from '../models.ts';
import { X_CHECK } from './names.ts';

const ALIGN: RowButton = {
  action: 'action_align',
  label: 'Align',
  manager: true,
  when: [
    { field: X_CHECK.alignment, is: '!=', value: false },
    { field: X_CHECK.verdict, is: '=', value: 'differ' },
  ],
  confirm:
    'Change this setting in Odoo so that it matches the store? Documents that are posted keep their amounts. You need the right to change the setting.',
};

/** Points of agreement as lines of the backend. */
export const CHECK_LINES: ListDescription = {
  order: `${X_CHECK.rank}, id`,
  columns: [
    { field: X_CHECK.topic, width: 190 },
    { field: X_CHECK.storeValue, width: 210 },
    { field: X_CHECK.odooValue, width: 210 },
    { field: X_CHECK.verdict, width: 100 },
    { field: X_CHECK.remedy },
    { field: X_CHECK.meaning, hidden: true },
  ],
  buttons: [ALIGN],
};

/** Where the store and Odoo must agree to get the same result, and whether they do. */
export const check: ModelDescription = {
  model: X_CHECK.model,
  label: 'WooCommerce Consistency Check',
  rowKey: [X_CHECK.key],
  fields: [
    { name: X_ROW.name, label: 'Name', type: 'char' },
    { name: X_CHECK.key, label: 'Key', type: 'char', index: true },
    // A text goes on in a second line where a column is narrow; a char is cut.
    { name: X_CHECK.topic, label: 'Topic', type: 'text' },
    { name: X_CHECK.storeValue, label: 'Store', type: 'text' },
    { name: X_CHECK.odooValue, label: 'Odoo', type: 'text' },
    {
      name: X_CHECK.verdict,
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
    { name: X_CHECK.meaning, label: 'What It Means', type: 'text', help: 'How it affects amounts.' },
    { name: X_CHECK.remedy, label: 'How to Fix It', type: 'text' },
    {
      name: X_CHECK.alignable,
      label: 'Can Be Aligned',
      type: 'boolean',
      help: 'One change in Odoo makes both sides agree: the button Align makes it, as woo-odoo check --align does.',
    },
    { name: X_CHECK.rank, label: 'Rank', type: 'integer' },
    {
      name: X_CHECK.alignment,
      label: 'What Align Writes',
      type: 'text',
      help: 'The model, field and type, then a line for each record: its number, the value now, the new value.',
    },
    {
      name: X_CHECK.align,
      label: 'Align with Every Sync',
      type: 'boolean',
      editable: true,
      help: 'Lets SYNC METADATA change the fiscal positions of the chart of accounts that are named here, as the remedy describes. Clear it to be asked again.',
    },
  ],
  mirror: {},
  views: {
    list: { ...CHECK_LINES, columns: [{ field: X_ROW.backend, hidden: true }, ...CHECK_LINES.columns] },
    form: {
      buttons: [{ ...ALIGN, primary: true }],
      ribbons: [
        {
          title: 'Differs',
          tone: 'danger',
          when: [
            { field: X_CHECK.verdict, is: '=', value: 'differ' },
            { field: X_ROW.active, is: '=', value: true },
          ],
        },
      ],
      groups: [
        {
          label: 'Values',
          fields: [{ field: X_ROW.backend }, { field: X_CHECK.storeValue }, { field: X_CHECK.odooValue }],
        },
        {
          label: 'Result',
          fields: [
            { field: X_CHECK.verdict },
            { field: X_CHECK.meaning },
            { field: X_CHECK.remedy },
            { field: X_CHECK.alignable },
            {
              field: X_CHECK.align,
              when: [{ field: X_CHECK.key, is: 'in', value: [ORDER_POINT, CHART_POINT] }],
            },
            { field: X_CHECK.key, when: [{ field: X_CHECK.alignable, is: '=', value: true }] },
          ],
        },
      ],
    },
    search: {
      fields: [X_CHECK.topic, X_CHECK.key, X_CHECK.storeValue, X_CHECK.odooValue],
      filters: [
        [
          { name: 'differ', label: 'Differ', domain: [[X_CHECK.verdict, '=', 'differ']] },
          { name: 'unknown', label: 'Unknown', domain: [[X_CHECK.verdict, '=', 'unknown']] },
          { name: 'agree', label: 'Agree', domain: [[X_CHECK.verdict, '=', 'agree']] },
        ],
        [{ name: 'alignable', label: 'Can Be Aligned', domain: [[X_CHECK.alignable, '=', true]] }],
      ],
      groupBy: [{ name: 'by_verdict', label: 'Result', field: X_CHECK.verdict }],
    },
  },
};
