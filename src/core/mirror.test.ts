import { describe, expect, it } from 'vitest';
import { diffMirror, readWritten, writtenText, type MirrorFound, type MirrorRow } from './mirror.ts';

const row = (key: string, values: Readonly<Record<string, string>> = {}): MirrorRow => ({
  model: 'x_woo_setting',
  key,
  externalId: `woo_connector.${key}`,
  values: { x_key: key, ...values },
  placement: {},
});

const found = (id: number, { key, values }: MirrorRow, active = true): MirrorFound => ({
  id,
  key,
  active,
  values,
  choice: null,
  written: null,
  boundId: null,
});

const state = (...rows: MirrorFound[]) => ({ rows: new Map([['x_woo_setting', rows]]) });

describe('diffMirror', () => {
  it('writes nothing when the rows hold what they should, in another form too', () => {
    const wanted = [row('a:b', { x_value: 'São  Paulo ' }), row('a:c d', { x_value: '' })];
    const held = [
      found(1, row('a:b', { x_value: 'S&atilde;o Paulo' })),
      found(2, { ...row('a:c d'), values: { x_key: 'a:c d' } }),
    ];
    expect(diffMirror(wanted, state(...held), true)).toEqual({ create: [], update: [], vanished: [] });
  });

  it('makes missing rows, mends changed ones, and brings archived ones back', () => {
    const diff = diffMirror(
      [row('new'), row('changed', { x_value: 'yes' }), row('back')],
      state(found(1, row('changed', { x_value: 'no' })), found(2, row('back'), false)),
      true,
    );
    expect(diff.create.map(({ key }) => key)).toEqual(['new']);
    expect(diff.update.map(({ key }) => key)).toEqual(['changed', 'back']);
    expect(diff.vanished).toEqual([]);
  });

  it('closes rows once, and none where the read is not believed', () => {
    const held = state(found(1, row('gone')), found(2, row('long gone'), false));
    expect(diffMirror([], held, true).vanished).toEqual([{ model: 'x_woo_setting', key: 'gone', id: 1 }]);
    expect(diffMirror([], held, false).vanished).toEqual([]);
  });

  it('takes the first of two rows with one key, so that a second run writes nothing', () => {
    const twice = [row('same', { x_value: '1' }), row('same', { x_value: '2' })];
    const first = diffMirror(twice, state(), true);
    expect(first.create).toEqual([twice[0]]);
    const again = diffMirror(twice, state(found(1, first.create[0] as MirrorRow)), true);
    expect(again).toEqual({ create: [], update: [], vanished: [] });
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
