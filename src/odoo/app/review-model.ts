import { X_REVIEW, X_ROW } from '../../core/app-names.ts';
import { BACKEND_FIELD } from './complete-mirror.ts';
import type { Condition, ModelDescription, RowButton } from './description.ts';

const OPEN: readonly Condition[] = [{ field: X_REVIEW.left, is: '=', value: false }];
const LEFT: readonly Condition[] = [{ field: X_REVIEW.left, is: '=', value: true }];

const BUTTONS: readonly RowButton[] = [
  { action: 'action_open_review', label: 'Fix', icon: 'fa-pencil', when: OPEN },
  { action: 'action_leave_review', label: 'Leave as It Is', manager: true, when: OPEN },
  { action: 'action_take_up_review', label: 'Take Up Again', manager: true, when: LEFT },
];

/** What a user must look at: a list of things to do, one sentence each. */
export const review: ModelDescription = {
  model: X_REVIEW.model,
  label: 'WooCommerce Item to Review',
  rowKey: [X_REVIEW.domain, X_REVIEW.type, X_REVIEW.key],
  fields: [
    { name: X_REVIEW.name, label: 'Name', type: 'char' },
    BACKEND_FIELD,
    { name: X_ROW.active, label: 'Active', type: 'boolean', byDefault: true },
    { name: X_ROW.vanishedOn, label: 'Resolved On', type: 'datetime' },
    { name: X_REVIEW.summary, label: 'What to Review', type: 'text' },
    {
      name: X_REVIEW.stake,
      label: 'At Stake',
      type: 'selection',
      // The most money first: a list is grouped in the order of the values.
      options: [
        ['a_amounts', 'Tax and Shipping Amounts'],
        ['b_failed', 'Not Done'],
        ['c_payments', 'Where Payments Are Booked'],
        ['d_addresses', 'Addresses'],
        ['e_settings', 'Store Settings'],
      ],
      index: true,
    },
    { name: X_REVIEW.domain, label: 'Area', type: 'char' },
    { name: X_REVIEW.type, label: 'Type', type: 'char' },
    { name: X_REVIEW.key, label: 'Key', type: 'char', index: true },
    { name: X_REVIEW.reason, label: 'Details', type: 'text' },
    { name: X_REVIEW.candidates, label: 'Possible Records', type: 'text' },
    { name: X_REVIEW.record, label: 'Odoo Record', type: 'char' },
    { name: X_REVIEW.rowModel, label: 'List', type: 'char' },
    { name: X_REVIEW.rowKey, label: 'Key in the List', type: 'text' },
    {
      name: X_REVIEW.left,
      label: 'Left as It Is',
      type: 'boolean',
      help: 'It is not counted any more, until its text changes. The web page and the commands follow it.',
    },
    { name: X_REVIEW.leftSynced, label: 'Left at the Last Sync', type: 'boolean' },
    {
      name: X_REVIEW.leftBy,
      label: 'Left By',
      type: 'many2one',
      relation: 'res.users',
      onDelete: 'set null',
    },
    { name: X_REVIEW.leftOn, label: 'Left On', type: 'datetime' },
  ],
  views: {
    list: {
      order: `${X_REVIEW.stake}, ${X_REVIEW.domain}, ${X_REVIEW.type}, id`,
      expanded: true,
      columns: [
        { field: X_REVIEW.summary },
        { field: X_REVIEW.candidates, hidden: true },
        { field: X_REVIEW.reason, hidden: true },
        { field: X_ROW.backend, hidden: true },
        { field: X_REVIEW.leftBy, hidden: true },
      ],
      buttons: BUTTONS,
    },
    form: {
      buttons: BUTTONS.map((button, index) => (index === 0 ? { ...button, primary: true } : button)),
      ribbons: [
        { title: 'Resolved', tone: 'success', when: [{ field: X_ROW.active, is: '=', value: false }] },
        {
          title: 'Left as It Is',
          tone: 'info',
          when: [...LEFT, { field: X_ROW.active, is: '=', value: true }],
        },
      ],
      groups: [
        {
          fields: [{ field: X_REVIEW.summary }, { field: X_REVIEW.reason }, { field: X_REVIEW.candidates }],
        },
        {
          fields: [
            { field: X_ROW.backend },
            { field: X_REVIEW.stake },
            { field: X_REVIEW.leftBy, when: LEFT },
            { field: X_REVIEW.leftOn, when: LEFT },
            { field: X_REVIEW.domain, technical: true },
            { field: X_REVIEW.type, technical: true },
            { field: X_REVIEW.key, technical: true },
            { field: X_REVIEW.record, technical: true },
          ],
        },
      ],
    },
    search: {
      fields: [X_REVIEW.summary, X_REVIEW.name, X_REVIEW.key, X_REVIEW.reason, X_ROW.backend],
      filters: [
        [
          { name: 'open', label: 'To Do', domain: [[X_REVIEW.left, '=', false]] },
          { name: 'left', label: 'Left as It Is', domain: [[X_REVIEW.left, '=', true]] },
        ],
        [{ name: 'settled', label: 'Resolved', domain: [[X_ROW.active, '=', false]] }],
      ],
      groupBy: [
        { name: 'by_stake', label: 'At Stake', field: X_REVIEW.stake },
        { name: 'by_backend', label: 'Backend', field: X_ROW.backend },
        { name: 'by_type', label: 'Type', field: X_REVIEW.type },
      ],
    },
  },
};
