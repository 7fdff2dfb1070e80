import { describe, expect, it } from 'vitest';
import { matchesAddress, matchesOrder, matchesZip } from './match-carrier.ts';
import { carrier, order } from './test-carrier.ts';

const berlin = { countryId: 57, stateId: 1358, zip: '10117' };

describe('a carrier and an address', () => {
  it('fit where nothing is given, even without a country', () => {
    expect(matchesAddress(carrier({}), { countryId: null, stateId: null, zip: '' })).toBe(true);
  });

  it.each([
    ['the country', { countryIds: [57] }, true],
    ['another country', { countryIds: [75] }, false],
    ['the state', { countryIds: [57], stateIds: [1358] }, true],
    ['another state', { countryIds: [57], stateIds: [1359] }, false],
    // States of one country shut out the other countries of the carrier.
    ['two countries, a state of the other', { countryIds: [57, 75], stateIds: [900] }, false],
    ['the beginning of the zip', { countryIds: [57], zipPatterns: ['101'] }, true],
    ['another zip', { countryIds: [57], zipPatterns: ['80'] }, false],
  ])('%s: %j is %s', (_what, values, fits) => {
    expect(matchesAddress(carrier(values), berlin)).toBe(fits);
  });

  it('an address without state or country fits no list of them', () => {
    expect(matchesAddress(carrier({ stateIds: [1358] }), { ...berlin, stateId: null })).toBe(false);
    expect(matchesAddress(carrier({ countryIds: [57] }), { ...berlin, countryId: null })).toBe(false);
  });
});

describe('zip prefixes', () => {
  it.each([
    [['1011[5-9]$'], '10117', true],
    [['1011[5-9]$'], '10119', true],
    [['1011[5-9]$'], '10114', false],
    [['1011[5-9]$'], '101170', false],
    [['1011[5-9]$'], '210117', false],
    [['902'], '90210', true],
    [['902'], '902', true],
    [['902'], '19021', false],
    [['SW1'], 'sw1a 1aa', true],
    [['100$', '200$'], '200', true],
    [['100$', '200$'], '2000', false],
    // A pattern with alternatives is still held to the beginning.
    [['80|90'], '90210', true],
    [['80|90'], '18090', false],
    [['902'], '', false],
    [[], '', true],
    // Neither trimmed nor stripped.
    [['902'], ' 90210', false],
  ])('%j and %j: %s', (patterns, zip, fits) => {
    expect(matchesZip(patterns, zip)).toBe(fits);
  });

  it('kept in capitals, a class of digits has become its opposite', () => {
    expect(matchesZip(['90\\D'], '902')).toBe(false);
    expect(matchesZip(['90\\D'], '90A')).toBe(true);
  });

  it('fail where one is no regular expression', () => {
    expect(() => matchesZip(['902', '10['], '90210')).toThrow(SyntaxError);
  });
});

describe('limits', () => {
  const place = { countryId: null, stateId: null, zip: '' };

  it('let through what reaches them, and everything where they are 0', () => {
    expect(matchesOrder(18, carrier({ maxWeight: 30 }), place, order({ wholeWeight: 30 }))).toBe(true);
    expect(matchesOrder(18, carrier({ maxWeight: 30 }), place, order({ wholeWeight: 30.1 }))).toBe(false);
    expect(matchesOrder(18, carrier({ maxVolume: 1 }), place, order({ wholeVolume: 2 }))).toBe(false);
    expect(matchesOrder(18, carrier({}), place, order({ wholeWeight: 999, wholeVolume: 999 }))).toBe(true);
  });

  it.each([
    [18, [1, 2], [1, 2, 3], true],
    [18, [1, 2], [1], false],
    [19, [1, 2], [1], true],
    [19, [1, 2], [3], false],
    [19, [], [], true],
    [18, [1], [], false],
  ] as const)('%i asks for the tags %j and gets %j: %s', (series, mustHaveTagIds, tagIds, fits) => {
    expect(matchesOrder(series, carrier({ mustHaveTagIds }), place, order({ tagIds }))).toBe(fits);
  });

  it('keep out what carries a tag that is excluded', () => {
    const values = carrier({ excludedTagIds: [1] });
    expect(matchesOrder(18, values, place, order({ tagIds: [1, 2] }))).toBe(false);
    expect(matchesOrder(18, values, place, order({ tagIds: [2] }))).toBe(true);
  });
});
