import { describe, expect, it } from 'vitest';
import {
  fitsBounds,
  languageSchema,
  orderStatusesSchema,
  settingGroupsSchema,
  settingsSchema,
  timeZoneSchema,
} from './setting-schemas.ts';

const group = { id: 'tax', label: 'Tax', parent_id: '' };

describe('groups', () => {
  it('come once, with their labels decoded', () => {
    const groups = [
      { ...group, label: 'A &amp; B' },
      { ...group, label: 'later' },
      { id: 'x', label: [] },
    ];
    expect(settingGroupsSchema.parse(groups)).toEqual({
      rows: [
        { id: 'tax', label: 'A & B', parent: '' },
        { id: 'x', label: '', parent: '' },
      ],
      faults: [],
    });
  });

  it.each(['', 'a/b', '..', 'a b', 'x'.repeat(201), 7, null])('named %j are left out alone', (id) => {
    const { faults, rows } = settingGroupsSchema.parse([{ ...group, id }, group]);
    expect([rows.length, faults]).toEqual([1, [{ field: 'id', message: 'id is of no known form' }]]);
    expect(settingGroupsSchema.safeParse([{ ...group, id }]).success).toBe(false);
  });

  it('are not endless', () => {
    const many = Array.from({ length: 1_001 }, (_, index) => ({ ...group, id: `g${index}` }));
    expect(settingGroupsSchema.safeParse(many).success).toBe(false);
  });
});

describe('settings', () => {
  it('need an id and nothing else', () => {
    const nothing = { label: '', type: 'text', value: null, default: null };
    expect(settingsSchema.parse([{ id: 'a' }, { id: 5, type: 'odd type', label: {} }]).rows).toEqual([
      { id: 'a', ...nothing },
      { id: '5', ...nothing },
    ]);
    for (const row of [
      ...['', 'a\nb', 'x'.repeat(201), null, undefined].map((id) => ({ id })),
      'text',
      null,
    ]) {
      const { faults, rows } = settingsSchema.parse([{ id: 'a', value: 'secret' }, row]);
      expect([rows.length, faults.length]).toEqual([1, 1]);
      expect(settingsSchema.safeParse([row]).success).toBe(false);
    }
  });

  it('are taken as text that a database takes', () => {
    const [first] = settingsSchema.parse([{ id: 'a', label: `${'x'.repeat(499)}🧾` }]).rows;
    expect(first?.label.isWellFormed()).toBe(true);
    expect(settingsSchema.safeParse([{ id: 'half \ud83e' }]).success).toBe(false);
  });

  it('are an array', () => {
    expect(settingsSchema.safeParse({ 0: { id: 'a' } }).success).toBe(false);
  });
});

describe('order statuses', () => {
  it('keep slug and name alone', () => {
    const rows = [{ slug: 'on-hold', name: 'On&nbsp;hold', total: 3 }];
    expect(orderStatusesSchema(String).parse(rows)).toEqual({
      rows: [{ slug: 'on-hold', name: 'On hold' }],
      faults: [],
    });
  });

  it('leave out one that cannot be read', () => {
    const rows = [{ slug: 'on-hold', name: 'On hold' }, { slug: '', name: 'Odd' }, { name: 'None' }];
    const read = orderStatusesSchema(String).parse(rows);
    expect(read.rows.map(({ slug }) => slug)).toEqual(['on-hold']);
    expect(read.faults.map(({ field }) => field)).toEqual(['slug', 'slug']);
  });
});

describe('the site', () => {
  it.each([
    [{ timezone_string: 'America/Argentina/Buenos_Aires', gmt_offset: -3 }, 'America/Argentina/Buenos_Aires'],
    [{ timezone_string: 'Etc/GMT+5', gmt_offset: -5 }, 'Etc/GMT+5'],
    [{ timezone_string: '', gmt_offset: '' }, 'UTC'],
    [{ timezone_string: '' }, 'UTC'],
    [{ timezone_string: '', gmt_offset: '-9.5' }, 'UTC-09:30'],
    [{ timezone_string: '', gmt_offset: 'noon' }, 'UTC'],
  ])('%j is in %s', (index, name) => {
    expect(timeZoneSchema.parse(index)).toBe(name);
  });

  it('speaks a locale', () => {
    expect(languageSchema.parse({ environment: { language: 'de_DE_formal' } })).toBe('de_DE_formal');
    expect(languageSchema.safeParse({ environment: { language: '<b>' } }).success).toBe(false);
  });
});

describe('bounds of a value', () => {
  it('are on characters, parts and depth together', () => {
    expect(fitsBounds('x'.repeat(19_999))).toBe(true);
    expect(fitsBounds('x'.repeat(20_000))).toBe(false);
    expect(fitsBounds({ ['k'.repeat(20_000)]: 1 })).toBe(false);
    expect(fitsBounds(Array.from({ length: 20_000 }, () => null))).toBe(false);
    expect(fitsBounds([[[[['x']]]]])).toBe(true);
    expect(fitsBounds(JSON.parse('['.repeat(22) + ']'.repeat(22)) as never)).toBe(false);
  });
});
