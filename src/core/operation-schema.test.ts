import { describe, expect, it } from 'vitest';
import { FULL_OPERATION, FULL_OPERATIONS, sampleOperation } from '../database/testing/samples.ts';
import { operationSchema } from './operation-schema.ts';
import { OPERATION_KINDS, targetOf } from './operation.ts';

describe('the shape of operations', () => {
  it('reads back each kind with every field it has', () => {
    for (const operation of [
      FULL_OPERATION,
      ...FULL_OPERATIONS,
      ...OPERATION_KINDS.map((kind) => sampleOperation('X', kind)),
    ])
      expect(operationSchema.parse(JSON.parse(JSON.stringify(operation)))).toEqual(operation);
    expect(new Set(FULL_OPERATIONS.map(({ kind }) => kind))).toEqual(new Set(OPERATION_KINDS));
  });

  const common = { subject: { type: 'state', key: 'X', label: 'X' }, rule: 'new', reason: 'so' };
  it.each([
    ['a create without values', { kind: 'create', record: { model: 'x', externalId: 'x.y' } }],
    ['an update without a record', { kind: 'update', changes: [] }],
    ['a link to nothing', { kind: 'link', record: { model: 'x' } }],
    ['an archive without an id', { kind: 'archive', record: { model: 'x', externalId: 'x.y' } }],
    ['a field of another kind', { kind: 'keep', candidates: [] }],
    ['an unknown kind', { kind: 'merge' }],
  ])('refuses %s', (_, fields) => {
    expect(operationSchema.safeParse({ ...common, ...fields }).success).toBe(false);
  });
});

describe('targetOf', () => {
  it('is pending for what the plan creates, also through another operation', () => {
    expect(targetOf(sampleOperation('X', 'create'))).toBe('pending');
    expect(FULL_OPERATIONS.filter(({ through }) => through !== undefined).map(targetOf)).toEqual(['pending']);
  });

  it('exists where the record has an id, unless it was deleted in Odoo', () => {
    expect(targetOf(sampleOperation('X', 'link'))).toBe('exists');
    expect(FULL_OPERATIONS.filter(({ kind }) => kind === 'conflict').map(targetOf)).toEqual(['missing']);
    expect(targetOf(sampleOperation('X', 'conflict'))).toBe('missing');
  });
});
