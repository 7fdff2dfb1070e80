import { describe, expect, it } from 'vitest';
import { mapTaxes } from './map-taxes.ts';
import type { TaxRecord } from './types.ts';

const ALL = [17, 18, 19] as const;
const POSITION = 5;
const [BOOKS, FOOD, TARGET, OTHER] = [1, 2, 11, 12];

function tax(id: number, own: Partial<TaxRecord> = {}): TaxRecord {
  return {
    id,
    active: true,
    amountType: 'percent',
    amount: '10',
    sequence: 1,
    priceInclude: false,
    includeBaseAmount: true,
    isBaseAffected: false,
    positionIds: [],
    originalTaxIds: [],
    ...own,
  };
}

/** One mapping in both forms: as a line of 17 and 18, and on the destination of 19. */
function mappingsTo(destinations: readonly TaxRecord[], sourceId = BOOKS) {
  return {
    taxes: [
      tax(BOOKS),
      tax(FOOD),
      ...destinations.map((one) => ({ ...one, positionIds: [POSITION], originalTaxIds: [sourceId] })),
    ],
    lines: destinations.map((one) => ({ positionId: POSITION, sourceId, destinationId: one.id })),
  };
}

describe.each(ALL)('mapping taxes on %i', (series) => {
  it('changes nothing without a position', () => {
    expect(mapTaxes(series, null, [BOOKS], mappingsTo([tax(TARGET)]))).toEqual([BOOKS]);
  });

  it('replaces a tax by all of its destinations and keeps the others', () => {
    const mappings = mappingsTo([tax(TARGET), tax(OTHER)]);
    expect(mapTaxes(series, POSITION, [FOOD, BOOKS], mappings)).toEqual([FOOD, TARGET, OTHER]);
  });

  it('names a tax once that two products lead to', () => {
    const target = tax(TARGET, { positionIds: [POSITION], originalTaxIds: [BOOKS, FOOD] });
    const lines = [BOOKS, FOOD].map((sourceId) => ({
      positionId: POSITION,
      sourceId,
      destinationId: TARGET,
    }));
    expect(mapTaxes(series, POSITION, [BOOKS, FOOD], { taxes: [target], lines })).toEqual([TARGET]);
  });
});

describe('where the series differ', () => {
  it('a position without mappings keeps taxes on 17 and 18, and takes all away on 19', () => {
    const none = { taxes: [tax(BOOKS)], lines: [] };
    expect(ALL.map((series) => mapTaxes(series, POSITION, [BOOKS], none))).toEqual([[BOOKS], [BOOKS], []]);
  });

  it('an archived destination brings the product’s tax back on 17 and 19, and is applied on 18', () => {
    const archived = mappingsTo([tax(TARGET, { active: false })]);
    const kept = tax(OTHER, { positionIds: [POSITION], originalTaxIds: [FOOD] });
    const mappings = { ...archived, taxes: [...archived.taxes, kept] };
    expect(ALL.map((series) => mapTaxes(series, POSITION, [BOOKS], mappings))).toEqual([
      [BOOKS],
      [TARGET],
      [BOOKS],
    ]);
  });

  it('a line without destination takes a tax away on 17 and 18', () => {
    const mappings = {
      taxes: [tax(BOOKS), tax(FOOD)],
      lines: [{ positionId: POSITION, sourceId: BOOKS, destinationId: null }],
    };
    expect(mapTaxes(17, POSITION, [BOOKS, FOOD], mappings)).toEqual([FOOD]);
    expect(mapTaxes(18, POSITION, [BOOKS, FOOD], mappings)).toEqual([FOOD]);
  });

  it('a tax of 19 carries its originals into every position that it belongs to', () => {
    const shared = tax(TARGET, { positionIds: [POSITION, 6], originalTaxIds: [BOOKS, FOOD] });
    const mappings = { taxes: [tax(BOOKS), tax(FOOD), shared], lines: [] };
    expect(mapTaxes(19, 6, [FOOD], mappings)).toEqual([TARGET]);
  });

  it('lines of other positions do not count', () => {
    const elsewhere = { taxes: [], lines: [{ positionId: 6, sourceId: BOOKS, destinationId: TARGET }] };
    expect(mapTaxes(17, POSITION, [BOOKS], elsewhere)).toEqual([BOOKS]);
  });
});
