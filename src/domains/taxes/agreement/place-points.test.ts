import { describe, expect, it } from 'vitest';
import { check, germany, point, rate, verdict } from './samples.ts';

describe('the country of the seller', () => {
  const key = 'base_country';
  const place = { state: '', postcode: '', city: '' };

  it('is compared with the company and its fiscal country', () => {
    expect(verdict(key, { company: { country: germany, fiscalCountry: germany } })).toBe('differ');
    expect(point(key, { company: { fiscalCountry: germany } })).toMatchObject({
      ...{ verdict: 'differ', odoo: 'US; for taxes DE' },
    });
    expect(verdict(key, { company: { fiscalCountry: null } })).toBe('agree');
  });

  it('differs where the company has none, and is unknown where the store has none', () => {
    expect(verdict(key, { company: { country: null, fiscalCountry: null } })).toBe('differ');
    expect(verdict(key, { policy: { base: { country: '', ...place } } })).toBe('unknown');
  });
});

describe('the state of the seller', () => {
  const key = 'base_state';
  const base = (country: string, state: string) => ({ base: { country, state, postcode: '', city: '' } });
  const found = (id: number | null) => ({ input: { found: () => ({ id, pending: id === null }) } });

  it('is that of the record that represents it, whatever the codes are', () => {
    expect(verdict(key, { ...found(13), company: { stateCode: 'CAL' } })).toBe('agree');
    expect(verdict(key, found(14))).toBe('differ');
    // Still to be made, so the company cannot be there.
    expect(verdict(key, found(null))).toBe('differ');
  });

  it('asks for the state under its key', () => {
    const asked: string[][] = [];
    const note = (type: string, name: string) => {
      asked.push([type, name]);
      return null;
    };
    check({ input: { found: note } });
    expect(asked).toEqual([['state', 'US:CA']]);
  });

  it('is compared by code where no record is known, and then never reported to differ', () => {
    const berlin = { policy: base('DE', 'DE-BE'), company: { country: germany, stateId: 900 } };
    expect(verdict(key, { ...berlin, company: { ...berlin.company, stateCode: 'BE' } })).toBe('agree');
    expect(verdict(key, { ...berlin, company: { ...berlin.company, stateCode: 'HH' } })).toBe('unknown');
  });

  it('matters where only one side names it as far as rates go by state', () => {
    const none = { stateId: null, stateCode: '' };
    expect(verdict(key, { company: none })).toBe('differ');
    expect(verdict(key, { policy: base('US', '') })).toBe('differ');
    const byCountry = { store: { rates: [{ ...rate, state: '' }] } };
    expect(verdict(key, { ...byCountry, company: none })).toBe('agree');
    expect(verdict(key, { ...byCountry, policy: base('US', '') })).toBe('agree');
    expect(verdict(key, { policy: base('US', ''), company: none })).toBe('agree');
  });

  it('differs with the country, though the codes be equal', () => {
    const italy = { id: 109, code: 'IT' };
    expect(verdict(key, { company: { country: italy } })).toBe('differ');
  });
});
