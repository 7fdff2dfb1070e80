import { describe, expect, it } from 'vitest';
import type { Series } from '../model.ts';
import { domesticPosition } from './domestic-position.ts';
import { selectPosition } from './select-position.ts';
import type { Address, PositionRecord } from './types.ts';

const ALL = [17, 18, 19] as const;
const US = 233;
const DE = 57;
const CALIFORNIA = 13;
const COMPANY = { lineage: [1] };

function position(id: number, asks: Partial<PositionRecord> = {}): PositionRecord {
  return {
    id,
    active: true,
    autoApply: true,
    sequence: 10,
    companyId: 1,
    vatRequired: false,
    countryId: null,
    groupCountryIds: null,
    stateIds: [],
    zipFrom: '',
    zipTo: '',
    ...asks,
  };
}

function address(parts: Partial<Address> = {}): Address {
  return { countryId: US, stateId: CALIFORNIA, zip: '90210', hasVat: false, ...parts };
}

const choose = (series: Series, positions: readonly PositionRecord[], at = address(), company = COMPANY) =>
  selectPosition(series, positions, at, company);

const country = { countryId: US };
const state = { ...country, stateIds: [CALIFORNIA] };
const zips = { ...country, zipFrom: '90200', zipTo: '90299' };

describe.each(ALL)('the position that Odoo %i chooses', (series) => {
  it('is none without a country, or where only archived ones, hand-picked ones and strangers would fit', () => {
    const positions = [
      position(1, { active: false }),
      position(2, { autoApply: false }),
      position(3, { companyId: 2 }),
      position(4, { countryId: DE }),
    ];
    expect(choose(series, positions)).toBeNull();
    expect(choose(series, [position(1)], address({ countryId: null, stateId: null }))).toBeNull();
  });

  it('compares zips as strings', () => {
    const positions = [position(1, zips)];
    const at = (zip: string) => choose(series, positions, address({ zip }));
    expect([at('90200'), at('90299'), at('90250-1234'), at('90299-0001'), at('9025'), at('')]).toEqual([
      1,
      1,
      1,
      null,
      1,
      null,
    ]);
  });

  it('asks a VAT number only of the partner who has one', () => {
    const positions = [position(1, { ...country, vatRequired: true, sequence: 1 }), position(2, country)];
    expect(choose(series, positions)).toBe(2);
    expect(choose(series, positions, address({ hasVat: true }))).toBe(1);
  });

  it('is one of the company before one of its parent', () => {
    const positions = [position(1, { ...country, sequence: 1 }), position(2, { ...country, companyId: 7 })];
    expect(choose(series, positions, address(), { lineage: [1, 7] })).toBe(2);
    expect(choose(series, positions, address(), { lineage: [1] })).toBe(1);
  });

  it('is one of a group of countries where none of the country itself comes first', () => {
    const group = position(1, { groupCountryIds: [US, DE], sequence: 5 });
    expect(choose(series, [group, position(2, { sequence: 9 })])).toBe(1);
    expect(choose(series, [group], address({ countryId: 99 }))).toBeNull();
  });

  it('is the first by id among equals', () => {
    expect(choose(series, [position(9, country), position(8, country)])).toBe(8);
  });
});

describe('where the series differ', () => {
  it('the zip, then the state, win on 17 and 18; the sequence alone on 19', () => {
    const positions = [
      position(1, { ...country, sequence: 1 }),
      position(2, { ...state, sequence: 2 }),
      position(3, { ...zips, sequence: 3 }),
      position(4, { ...state, ...zips, stateIds: [CALIFORNIA], sequence: 4 }),
    ];
    expect(ALL.map((series) => choose(series, positions))).toEqual([4, 4, 1]);
    expect(ALL.map((series) => choose(series, positions.slice(0, 3)))).toEqual([3, 3, 1]);
    expect(ALL.map((series) => choose(series, positions.slice(0, 2)))).toEqual([2, 2, 1]);
  });

  it('a catch-all wins on 19 when it comes first', () => {
    const positions = [position(1, { sequence: 1 }), position(2, { ...state, sequence: 2 })];
    expect(ALL.map((series) => choose(series, positions))).toEqual([2, 2, 1]);
  });

  it('an empty sequence comes last on 17, ties with none set on 18 and leads on 19', () => {
    const positions = [position(1, { ...country, sequence: 1 }), position(2, { ...country, sequence: null })];
    expect(ALL.map((series) => choose(series, positions))).toEqual([1, 2, 2]);
    const zero = [position(3, { ...country, sequence: null }), position(4, { ...country, sequence: 0 })];
    expect(ALL.map((series) => choose(series, zero))).toEqual([4, 4, 4]);
  });

  it('17 forgets the states and zips of a position without country', () => {
    const odd = position(1, { stateIds: [999], zipFrom: 'A', zipTo: 'B' });
    expect(ALL.map((series) => choose(series, [odd]))).toEqual([1, null, null]);
  });

  it('17 takes a group only where it names no state and no zip', () => {
    const group = position(1, { groupCountryIds: [US], stateIds: [CALIFORNIA] });
    expect(ALL.map((series) => choose(series, [group]))).toEqual([null, 1, 1]);
  });

  it('18 and 19 want the country and the group, 17 is content with one', () => {
    const both = position(1, { countryId: DE, groupCountryIds: [US] });
    expect(ALL.map((series) => choose(series, [both]))).toEqual([1, null, null]);
  });

  it('19 leaves out the states that a group excepts', () => {
    const group = position(1, { groupCountryIds: [US], excludedStateIds: [CALIFORNIA] });
    expect(choose(19, [group])).toBeNull();
    expect(choose(19, [group], address({ stateId: null }))).toBe(1);
  });

  it('takes the row that was written first of two with one sequence', () => {
    const positions = [position(1, { ...country, version: 9 }), position(2, { ...country, version: 8 })];
    expect(ALL.map((series) => choose(series, positions))).toEqual([2, 2, 2]);
  });

  it('a VAT number weighs more than a place on 17 and 18', () => {
    const positions = [
      position(1, { ...state, sequence: 1 }),
      position(2, { vatRequired: true, sequence: 2 }),
    ];
    const at = address({ hasVat: true });
    expect(ALL.map((series) => choose(series, positions, at))).toEqual([2, 2, 1]);
  });
});

describe('the domestic position of 19', () => {
  const company = { id: 1, countryId: US };

  it('is the lowest sequence that names the country, even for one state of it', () => {
    const positions = [position(1, { ...country, sequence: 10 }), position(2, { ...state, sequence: 3 })];
    expect(domesticPosition(positions, company)).toBe(2);
    expect(domesticPosition([position(2, { stateIds: [CALIFORNIA], sequence: 3 })], company)).toBeNull();
  });

  it('may be of a group, after one of the country with the same sequence', () => {
    const group = position(1, { groupCountryIds: [US] });
    expect(domesticPosition([group], company)).toBe(1);
    expect(domesticPosition([group, position(2, country)], company)).toBe(2);
  });

  it('is never archived or of another company', () => {
    const positions = [position(1, { ...country, active: false }), position(2, { ...country, companyId: 2 })];
    expect(domesticPosition(positions, company)).toBeNull();
  });
});
