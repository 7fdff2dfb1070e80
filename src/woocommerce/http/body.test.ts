import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readContent } from './body.ts';

const WARNING =
  '<br />\n<b>Warning</b>:  Undefined array key "x" in <b>/srv/site/plugin.php</b> on line <b>12</b><br />\n';

describe('readContent', () => {
  test('skips a byte-order mark silently', () => {
    expect(readContent('\ufeff \ufeff{"a":1}')).toEqual({ kind: 'json', value: { a: 1 }, noise: null });
  });

  test.each([
    WARNING,
    'PHP Notice: something [0] in {closure} on line 3\n',
    '[23-Nov-2026 04:10:03 UTC] PHP Deprecated: old\n\ufeff',
    '<div class="{x}">debug</div>',
    'Array\n(\n  [0] => 1\n)\n',
  ])('reads JSON behind %j and hands the noise back', (noise) => {
    for (const value of [[], {}, [{ id: 1 }], { code: 'x' }, [1], ['a']]) {
      const content = readContent(noise + JSON.stringify(value));
      expect(content).toMatchObject({ kind: 'json', value });
      expect(content.kind === 'json' && content.noise).toBeTruthy();
    }
  });

  test('takes no part of a truncated answer for the whole', () => {
    const whole = JSON.stringify([
      { code: 'US', states: [{ code: 'CA', name: 'a>[1]' }, []] },
      { code: 'X', states: [] },
    ]);
    for (let length = 1; length < whole.length; length += 1) {
      expect(readContent(whole.slice(0, length)).kind).toBe('damaged');
      expect(readContent(WARNING + whole.slice(0, length)).kind).not.toBe('json');
    }
    expect(readContent(`${WARNING}${whole.slice(0, -2)}`).kind).toBe('damaged');
  });

  test('any JSON survives any noise of whole lines without brackets', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())),
        fc.array(fc.stringMatching(/^[a-z<>/ :"]{0,40}$/)),
        (value, lines) => {
          const text = lines.map((line) => `${line}\n`).join('') + JSON.stringify(value);
          expect(readContent(text)).toMatchObject({
            kind: 'json',
            value: JSON.parse(JSON.stringify(value)) as unknown,
          });
        },
      ),
    );
  });

  test('distinguishes pages from other things', () => {
    expect(readContent('<!DOCTYPE html><html><body>Maintenance</body></html>').kind).toBe('page');
    expect(readContent('\n<html lang="de"><script>var a = [{"b":1}];</script></html>').kind).toBe('page');
    expect(readContent('').kind).toBe('other');
    expect(readContent('Forbidden').kind).toBe('other');
  });

  test('a hostile page costs little', () => {
    const started = performance.now();
    readContent(`<b>${' '.repeat(200_000)}${'>['.repeat(200_000)}`);
    readContent(`x${'\n'.repeat(300_000)}[`);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
