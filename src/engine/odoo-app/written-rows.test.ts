import { describe, expect, it } from 'vitest';
import { NOT_DONE } from '../../core/cancellation.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { QueuedRows, RefusedRow } from './row-queue.ts';
import { writtenRows, type AppliedDomain } from './written-rows.ts';

const SETTING = 'x_woo_setting';

const setting = (key: string) => ({
  ...{ subject: { type: 'setting', key, label: key }, rule: 'new', reason: 'shown' },
  record: { model: SETTING, id: 1 },
});
const CHANGES = [
  { ...setting('currency'), kind: 'create' },
  { ...setting('legacy'), kind: 'archive' },
];

/** What a domain reports of two settings, of which one is no longer listed, and a row that is no operation. */
function reported(refused: readonly RefusedRow[], error?: ConnectorError) {
  const plan = {
    domain: 'settings',
    operations: CHANGES,
    notes: [],
  };
  const facts = { domain: { rowModels: [{ model: SETTING, type: 'setting' }] } };
  const domain = { planned: plan, selected: plan, left: [], facts } as unknown as AppliedDomain;
  const rows: QueuedRows = {
    ...{ counts: { create: 1, update: 0, vanished: 1 }, written: 0, refused: [...refused] },
    ...(error && { error }),
  };
  const { outcomes, refused: others } = writtenRows(domain, rows);
  return { others, statuses: outcomes.map(({ key, message, status }) => [key, status, message]) };
}

describe('what became of the rows of a domain', () => {
  it('settles changes that are rows: applied, refused, or left by a stop, vanished ones too', () => {
    expect(reported([]).statuses).toEqual([
      ['currency', 'applied', null],
      ['legacy', 'applied', null],
    ]);
    expect(reported([{ model: SETTING, key: 'legacy', message: 'locked' }]).statuses).toEqual([
      ['currency', 'applied', null],
      ['legacy', 'failed', 'locked'],
    ]);
    const left = { model: SETTING, key: 'legacy', message: NOT_DONE, notSent: true } as const;
    expect(reported([left]).statuses).toEqual([
      ['currency', 'applied', null],
      ['legacy', 'skipped', NOT_DONE],
    ]);
    // The text decides nothing: Odoo may answer any.
    expect(reported([{ model: SETTING, key: 'legacy', message: NOT_DONE }]).statuses[1]).toEqual([
      ...['legacy', 'failed', NOT_DONE],
    ]);
  });

  it('keeps what Odoo refused before a later call failed; of the others nothing is known', () => {
    const refused = [
      { model: SETTING, key: 'currency', message: 'no such column' },
      { model: 'x_woo_group', key: 'general', message: 'locked' },
    ];
    const error = new ConnectorError({ code: 'odoo.unreachable', message: 'gone' });
    expect(reported(refused, error)).toEqual({
      statuses: [['currency', 'failed', 'no such column']],
      others: ['x_woo_group general: locked'],
    });
  });
});
