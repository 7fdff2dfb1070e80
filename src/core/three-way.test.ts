import { describe, expect, it } from 'vitest';
import { decideFields } from './three-way.ts';

const desired = { name: 'Jalisco', code: 'JA' };

describe('decideFields', () => {
  it('keeps what is equal, whatever is remembered', () => {
    expect(decideFields(desired, { name: ' Jalisco', code: 'JA' }, undefined, 'keep')).toEqual({
      kind: 'keep',
    });
  });

  it('updates what still holds our last write', () => {
    const memory = { written: { name: 'Xalisco', code: 'JA' }, intended: null };
    expect(decideFields(desired, { name: 'Xalisco', code: 'JA' }, memory, 'keep')).toEqual({
      kind: 'update',
      changes: [{ field: 'name', from: 'Xalisco', to: 'Jalisco' }],
    });
  });

  it('updates what has a write that was under way when we were killed', () => {
    const memory = { written: { name: 'Old', code: 'JA' }, intended: { name: 'Xalisco', code: 'JA' } };
    expect(decideFields(desired, { name: 'Xalisco', code: 'JA' }, memory, 'keep').kind).toBe('update');
    expect(decideFields(desired, { name: 'Old', code: 'JA' }, memory, 'keep').kind).toBe('update');
  });

  it('leaves what a user changed, and shows which field', () => {
    const memory = { written: { name: 'Xalisco', code: 'JA' }, intended: null };
    const decision = decideFields(desired, { name: 'My Jalisco', code: 'JA' }, memory, 'keep');
    expect(decision).toMatchObject({ kind: 'conflict', reason: expect.stringContaining('name') as string });
  });

  it('lets the store win where the policy asks for it', () => {
    const memory = { written: { name: 'Xalisco', code: 'JA' }, intended: null };
    expect(decideFields(desired, { name: 'My Jalisco', code: 'JA' }, memory, 'store_wins').kind).toBe(
      'update',
    );
  });

  it('asks when nothing is known of the last write', () => {
    expect(decideFields(desired, { name: 'Other', code: 'JA' }, undefined, 'keep').kind).toBe('conflict');
  });
});
