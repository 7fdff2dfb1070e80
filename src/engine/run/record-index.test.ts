import { expect, it } from 'vitest';
import type { CreateRecord, Operation } from '../../core/operation.ts';
import type { RunOutcome } from '../../database/port.ts';
import { indexOf, RecordIndex } from './record-index.ts';

const subject = (type: string, key: string) => ({ type, key, label: key });
const found: Operation = {
  kind: 'keep',
  subject: subject('state', 'US:New York'),
  record: { model: 'res.country.state', id: 7 },
  rule: 'code',
  reason: 'found',
};
const other: Operation = { ...found, subject: subject('state', 'US:CA'), record: { model: 'x', id: 8 } };
const pointing: CreateRecord = {
  kind: 'create',
  subject: subject('position', 'us'),
  record: { model: 'account.fiscal.position', externalId: 'm.position' },
  rule: 'new',
  reason: 'not there',
  write: {
    fields: {},
    references: {},
    links: { state_ids: ['state US:New York', 'state US:TX'], country_id: ['#233'] },
    lines: [{ field: 'tax_ids', externalId: 'm.line', values: {}, links: { tax_id: ['tax 19'] } }],
  },
};
const made = (
  type: string,
  key: string,
  odooId: number,
  status: RunOutcome['status'] = 'applied',
): RunOutcome => ({
  ...{ domain: 'taxes', type, key, status, odooId, message: null },
});

it('finds the records that operations point to, by the whole name: a key may contain spaces', () => {
  const index = indexOf([[found, other], [pointing]]);
  expect(index.columnsOf(pointing.write.links ?? {})).toEqual({
    columns: { 'state_ids/.id': '7,state US:TX', 'country_id/.id': '233' },
    missing: ['state US:TX'],
  });
  index.addMade([made('state', 'US:TX', 9), made('tax', '19', 5, 'failed')]);
  expect(index.columnsOf(pointing.write.links ?? {}).missing).toEqual([]);
  expect(index.idOf('tax 19')).toBeUndefined();
  expect(index.addMade([made('tax', '19', 6)]).idOf('tax 19')).toBe(6);
});

it('keeps only what is pointed to, unless it is asked for all', () => {
  expect(indexOf([[found, other], [pointing]]).get(other.subject)).toBeUndefined();
  expect(new RecordIndex().addFound([found, other]).get(other.subject)).toBe(8);
});

it('knows no record of what is archived', () => {
  const archived: Operation = {
    ...{ kind: 'archive', subject: found.subject, rule: 'vanished', reason: 'gone' },
    record: { model: 'res.country.state', id: 7 },
  };
  expect(indexOf([[archived], [pointing]]).get(found.subject)).toBeUndefined();
});
