import { describe, expect, it } from 'vitest';
import { cardsOf, matching } from '../../web/src/pages/home/card-state.ts';

type Backend = Parameters<typeof cardsOf>[0][number];
type Status = Parameters<typeof cardsOf>[1][number];

const backend = (name: string, change: Partial<Backend> = {}): Backend =>
  ({
    ...{ id: `id-${name}`, name, storeUrl: `https://${name}.example`, odooUrl: 'https://odoo.example' },
    ...{ odooDatabase: 'live', odooCompanyName: 'My Company', ...change },
  }) as Backend;
const status = (name: string, lastRun: object | null, next: string[] = [], change: object = {}): Status =>
  ({
    backend: { id: `id-${name}`, name },
    lastRun: lastRun === null ? null : { startedAt: '2026-11-28T03:00:00.000Z', kind: 'sync', ...lastRun },
    schedules: [
      { kind: 'check', next: ['2026-11-28T01:00:00.000Z'] },
      { kind: 'sync', next },
    ],
    ...{ odoo: null, state: lastRun === null ? 'never' : 'failing', changes: 0, review: 0, ...change },
  }) as unknown as Status;

describe('the cards of the home page', () => {
  it('show how each backend is, with how many changes or items there are', () => {
    const card = (change: object) => cardsOf([backend('a')], [status('a', {}, [], change)])[0];
    expect(card({ state: 'out_of_sync', changes: 7, review: 2 })).toMatchObject({
      state: 'out_of_sync',
      count: 7,
    });
    expect(card({ state: 'needs_review', changes: 7, review: 2 })).toMatchObject({
      state: 'needs_review',
      count: 2,
    });
    expect(card({ state: 'needs_review' })).toMatchObject({ count: null });
    expect(card({ state: 'in_sync', changes: 1 })).toMatchObject({ state: 'in_sync', count: null });
  });

  it('know the next sync, and not the next check; what is not known yet is never synced', () => {
    const times = ['2026-11-29T03:00:00.000Z', '2026-11-28T09:00:00.000Z'];
    const [one, other] = cardsOf([backend('a'), backend('b')], [status('a', null, times)]);
    expect(one?.nextAt).toBe('2026-11-28T09:00:00.000Z');
    expect(other).toMatchObject({ state: 'never', status: null, nextAt: null, lastRunAt: null });
  });

  it('are found by every word of name, store, Odoo and company, and by their state', () => {
    const cards = cardsOf(
      [backend('north'), backend('south', { odooCompanyName: 'Süd GmbH' })],
      [status('north', { status: 'failed' }), status('south', { status: 'failed' })],
    );
    const names = (search: string, state?: 'failing' | 'in_sync') =>
      matching(cards, search, state).map((card) => card.backend.name);
    expect(names('')).toEqual(['north', 'south']);
    expect(names('SOUTH.example gmbh')).toEqual(['south']);
    expect(names('south north')).toEqual([]);
    expect(names('', 'failing')).toHaveLength(2);
    expect(names('', 'in_sync')).toEqual([]);
  });
});
