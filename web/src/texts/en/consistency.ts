import { plural } from '../format.ts';

/** The points on which both sides should agree. */
export const consistency = {
  intro:
    'What decides tax and shipping must be the same on both sides, or they calculate different amounts. A sync does not change these settings.',
  checkNow: 'Check now',
  checked: 'Checked',
  notChecked: 'This could not be checked',
  open: plural('{n} point to look at', '{n} points to look at'),
  agreed: plural('{n} point agrees', '{n} points agree'),
  align: 'Align Odoo …',
  alignTitle: 'Align Odoo: {topic}',
  alignText: 'One value of {model} is written in Odoo. Nothing else changes.',
  alignSubmit: 'Align',
  afterwards: 'Afterwards',
  aligned: 'Odoo now agrees: {topic}.',
  noAlign: 'Nothing can be written now: both sides agree already, or a sync must create a record first.',
} as const;
