import { describe, expect, it } from 'vitest';
import {
  compareAppRows,
  readWritten,
  writtenText,
  type ExistingAppRow,
  type AppRow,
  type ExistingAppRows,
} from './app-rows.ts';

const row = (key: string, values: Readonly<Record<string, string>> = {}): AppRow => ({
  model: 'x_woo_setting',
  key,
  values: { x_key: key, ...values },
  placement: {},
});

const found = (id: number, { key, values }: AppRow, active = true): ExistingAppRow => ({
  id,
  key,
  active,
  values,
  choice: null,
  written: null,
  boundId: null,
});

const state = (...rows: ExistingAppRow[]) => ({ rows: new Map([['x_woo_setting', rows]]) });

/** What was found, in the order in which it would be written: `create new`. */
const changes = (desired: readonly AppRow[], existing: ExistingAppRows, removals = true) =>
  [...compareAppRows(desired, existing, removals)].map(({ kind, row: { key } }) => `${kind} ${key}`);

describe('compareAppRows', () => {
  it('writes nothing when the rows hold what they should, in another form too', () => {
    const desired = [row('a:b', { x_value: 'São  Paulo ' }), row('a:c d', { x_value: '' })];
    const existing = [
      found(1, row('a:b', { x_value: 'S&atilde;o Paulo' })),
      found(2, { ...row('a:c d'), values: { x_key: 'a:c d' } }),
    ];
    expect(changes(desired, state(...existing))).toEqual([]);
  });

  it('makes missing rows, mends changed ones, and brings archived ones back', () => {
    const existing = state(found(1, row('changed', { x_value: 'no' })), found(2, row('back'), false));
    const desired = [row('new'), row('changed', { x_value: 'yes' }), row('back')];
    expect(changes(desired, existing)).toEqual(['create new', 'update changed', 'update back']);
  });

  it('closes rows once, and none where the read is not believed', () => {
    const existing = state(found(1, row('gone')), found(2, row('long gone'), false));
    expect([...compareAppRows([], existing, true)]).toEqual([
      { kind: 'vanished', row: { model: 'x_woo_setting', key: 'gone', id: 1 } },
    ]);
    expect(changes([], existing, false)).toEqual([]);
  });

  it('keeps rows whose objects were listed and not understood', () => {
    const existing = state(found(1, row('gone')), found(2, row('unavailable')));
    const isUnavailable = (model: string, key: string) => model === 'x_woo_setting' && key === 'unavailable';
    expect([...compareAppRows([], existing, true, isUnavailable)].map(({ row: { key } }) => key)).toEqual([
      'gone',
    ]);
  });

  it('compares rows one by one, as they are asked for', () => {
    const asked: string[] = [];
    const desired = (function* () {
      for (const key of ['a', 'b', 'c']) {
        asked.push(key);
        yield row(key);
      }
    })();
    expect(compareAppRows(desired, state(), true).next().value).toMatchObject({ row: { key: 'a' } });
    expect(asked).toEqual(['a']);
  });

  it('takes the first of two rows with one key, so that a second run writes nothing', () => {
    const twice = [row('same', { x_value: '1' }), row('same', { x_value: '2' })];
    expect([...compareAppRows(twice, state(), true)]).toEqual([{ kind: 'create', row: twice[0] }]);
    expect(changes(twice, state(found(1, twice[0] as AppRow)))).toEqual([]);
  });
});

describe('x_written', () => {
  it('is the same text for the same values, and is read back', () => {
    const written = { record: '__woo_sync__.state_AL_01', values: { name: 'Berat', code: '01' } };
    const text = writtenText(written);
    expect(writtenText({ ...written, values: { code: '01', name: 'Berat' } })).toBe(text);
    expect(readWritten(text)).toEqual(written);
  });

  it.each(['', '{', 'null', '[]', '{"record":1,"values":{}}', '{"record":"x","values":{"a":1}}'])(
    'counts as nothing when it was spoilt: %j',
    (text) => {
      expect(readWritten(text)).toBeNull();
    },
  );
});
